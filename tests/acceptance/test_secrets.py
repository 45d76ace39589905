"""No token and no password of a database is ever shown: in answers, tracebacks, logs or the process list."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests import databases
from tests.acceptance.operators import Ended, Operator, account, ended, faults_hit, until

SHOP_PASSWORD = "kanareika-shop-71"
STATE_PASSWORD = "kanareika-state-72"


@pytest.fixture
def user(mariadb: databases.Server) -> Iterator[str]:
    """Whom the server knows by another password than the operator's."""
    name = f"u_{uuid.uuid4().hex[:10]}"
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE USER '{name}'@'%' IDENTIFIED BY 'x'")
    yield name
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP USER '{name}'@'%'")


@pytest.fixture
def talkative(operator: Operator) -> Operator:
    operator.environ = {"SYNCD_LOG__LEVEL": "debug"}
    for name, secret in (("shop-db", SHOP_PASSWORD), ("state-db", STATE_PASSWORD)):
        (operator.folder / name).write_text(secret + "\n", "utf-8")
    return operator


def assert_silent(operator: Operator, told: Ended) -> None:
    token = operator.token.read_text("utf-8").strip()
    for secret in (token, *token.split(".")[1:], SHOP_PASSWORD, STATE_PASSWORD):
        assert secret not in told.out + told.err


def test_a_run_that_goes_well(talkative: Operator, sandbox: Sandbox) -> None:
    told = talkative.call("-v", "once", "catalog")
    assert told.code == ExitCode.OK
    assert "wb-request" in told.err, "the log says everything"
    assert_silent(talkative, told)


@pytest.mark.parametrize("kind", ["revoked", "html", "cut-before"])
def test_an_answer_that_ends_the_run(talkative: Operator, sandbox: Sandbox, kind: str) -> None:
    sandbox.set_faults([{"kind": kind, "path": "/content/v2/cards/upload"}])
    told = talkative.call("-v", "once", "catalog")
    assert told.code in (ExitCode.CREDENTIALS, ExitCode.UNREACHABLE)
    assert "Traceback" in told.err
    assert_silent(talkative, told)


def test_a_damaged_token(talkative: Operator, sandbox: Sandbox) -> None:
    text = talkative.token.read_text("utf-8").strip()
    talkative.token.write_text(text.replace(".", ".é", 1), "utf-8")
    told = talkative.call("-v", "once", "catalog")
    assert told.code == ExitCode.CREDENTIALS
    assert "Traceback" in told.err
    assert_silent(talkative, told)
    assert text.split(".")[1] not in told.err


@pytest.mark.parametrize("section", ["shop", "state"])
def test_a_database_that_refuses(
    talkative: Operator, sandbox: Sandbox, mariadb: databases.Server, user: str, section: str
) -> None:
    url = sa.make_url(str(mariadb.url))
    address = f"mysql+pymysql://{user}@{url.host}:{url.port}/lavka"
    own = f'database = "{address}"\npassword = {{ file = "{section}-db" }}'
    text = talkative.config.read_text("utf-8")
    sqlite = {"shop": 'database = "sqlite:///shop.sqlite"', "state": 'database = "sqlite:///state.sqlite"'}
    talkative.config.write_text(text.replace(sqlite[section], own), "utf-8")
    told = talkative.call("-v", "once", "catalog")
    assert told.code in (ExitCode.CREDENTIALS, ExitCode.UNREACHABLE)
    assert "Traceback" in told.err
    assert_silent(talkative, told)


def test_secrets_written_where_they_do_not_belong(talkative: Operator, sandbox: Sandbox) -> None:
    token = talkative.token.read_text("utf-8").strip()
    text = talkative.config.read_text("utf-8").replace('{ file = "wb-token" }', f'"{token}"')
    address = f'database = "mysql+pymysql://u:{SHOP_PASSWORD}@127.0.0.1/lavka"'
    talkative.config.write_text(text.replace('database = "sqlite:///shop.sqlite"', address), "utf-8")
    told = talkative.call("-v", "once", "catalog")
    assert told.code == ExitCode.USAGE
    assert "здесь записан сам секрет" in told.err
    assert "уберите пароль из адреса" in told.err
    assert_silent(talkative, told)


def test_the_process_list(talkative: Operator, sandbox: Sandbox) -> None:
    """Even secrets of the environment; what a process was started with is all that others may read of it."""
    token = talkative.token.read_text("utf-8").strip()
    talkative.configure(account(sandbox).replace('[{ file = "wb-token" }]', '[{ env = "WB_TOKEN" }]'))
    talkative.environ |= {"WB_TOKEN": token}
    sandbox.set_faults([{"kind": "slow", "path": "/content/v2/get/cards/list", "seconds": 1.0, "count": 1}])
    process = talkative.start("-v", "once", "catalog")
    until(lambda: faults_hit(sandbox), "the run at work")
    shown = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode()
    told = ended(process)
    assert told.code == ExitCode.OK
    assert "once" in shown
    assert token not in shown
    assert_silent(talkative, told)
