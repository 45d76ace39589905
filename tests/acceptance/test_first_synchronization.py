"""The README's "First synchronization", step by step, on a shop whose database is in MariaDB."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from syncd.demo import shop as demo
from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests import databases
from tests.acceptance.operators import CARDS, MAPPING, Operator, cards, writes
from tests.conftest import ROOT

PASSWORD = "сыр'и\\мышь-71"
SETTINGS_INC = r"""<?php
define('_DB_SERVER_', '%(server)s');
define('_DB_NAME_', '%(name)s');
define('_DB_USER_', '%(user)s');
define('_DB_PASSWD_', 'сыр\'и\\мышь-71');
define('_DB_PREFIX_', 'lv_');
define('_MYSQL_ENGINE_', 'InnoDB');
define('_PS_CREATION_DATE_', '2015-06-01');
define('_PS_VERSION_', '1.6.1.19');
"""


@pytest.fixture
def shop(mariadb: databases.Server, new_database: Callable[[], str], tmp_path: Path) -> Iterator[Path]:
    """A shop's folder; its database lets in the account of deploy/grants.sql alone."""
    url = sa.make_url(new_database())
    demo.build(url.render_as_string(hide_password=False), prefix="lv_")
    user = f"u_{uuid.uuid4().hex[:10]}"
    grants = (ROOT / "deploy" / "grants.sql").read_text("utf-8")
    for ours, theirs in (
        ("prestashop", str(url.database)),
        ("`ps_", "`lv_"),
        ("'syncd'@'localhost'", f"'{user}'@'%'"),
        ("'CHANGE-ME'", "'" + PASSWORD.replace("\\", "\\\\").replace("'", "''") + "'"),
    ):
        grants = grants.replace(ours, theirs)
    mariadb.run_script(str(url.database), grants)
    folder = tmp_path / "shop"
    (folder / "config").mkdir(parents=True)
    (folder / "img" / "p").mkdir(parents=True)
    told = {"server": f"{url.host}:{url.port}", "name": url.database, "user": user}
    (folder / "config" / "settings.inc.php").write_text(SETTINGS_INC % told, "utf-8")
    yield folder
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP USER '{user}'@'%'")


def test_first_synchronization(shop: Path, sandbox: Sandbox, tmp_path: Path) -> None:
    operator = Operator(tmp_path / "etc")
    operator.folder.mkdir()
    operator.environ = {"SYNCD_ACCOUNT__0__BASE_URL": sandbox.url, "SYNCD_CATALOG__WAIT_SECONDS": "2"}
    config = str(operator.config)

    # 1. Configuration
    told = operator.call("init", "--shop", str(shop), "--output", config)
    assert (told.code, told.err) == (ExitCode.OK, "")
    for file in ("syncd.toml", "shop-db", "mapping.yaml"):
        assert f"Записан файл {operator.folder / file}" in told.out
    assert f"syncd --config {config} plan catalog" in told.out
    # 2. Token
    assert f"сохраните его одной строкой в {operator.token}" in told.out
    assert operator.call("plan", "catalog").code == ExitCode.CREDENTIALS, "the token is not there yet"
    operator.token.write_text(sandbox.token() + "\n", "utf-8")
    # 3. Mapping: what `init` wrote is read, and its rules for mugs and T-shirts fit this shop too
    told = operator.call("plan", "catalog")
    assert told.code in (ExitCode.OK, ExitCode.PROBLEMS), told
    operator.mapping.write_text(MAPPING, "utf-8")
    # 4. Look
    told = operator.call("--config", config, "plan", "catalog")
    assert told.code == ExitCode.OK, told
    assert all(code in told.out for code in CARDS)
    assert writes(sandbox) == []
    told = operator.call("--config", config, "show", "product", "21")
    assert told.code == ExitCode.OK
    assert "Кружка «Утро на даче», 350 мл" in told.out
    assert "Карточка KZ-800, № WB ещё нет" in told.out
    # 5. Go
    told = operator.call("--config", config, "once", "catalog")
    assert (told.code, told.err) == (ExitCode.OK, "")
    assert cards(sandbox) == CARDS
    told = operator.call("once", "catalog")
    assert told.code == ExitCode.OK
    assert writes(sandbox) == ["/content/v2/cards/upload"], "nothing changed, nothing sent"


def test_the_shops_own_settings_serve_too(shop: Path, sandbox: Sandbox, operator: Operator) -> None:
    text = operator.config.read_text("utf-8")
    named = f'settings_inc = "{shop / "config" / "settings.inc.php"}"'
    operator.config.write_text(text.replace('database = "sqlite:///shop.sqlite"', named), "utf-8")
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS


def test_a_state_in_mariadb(
    mariadb: databases.Server, new_database: Callable[[], str], operator: Operator, sandbox: Sandbox
) -> None:
    url = sa.make_url(new_database())
    user = f"s_{uuid.uuid4().hex[:10]}"
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE USER '{user}'@'%' IDENTIFIED BY 'сыр-71'")
        cursor.execute(f"GRANT ALL ON `{url.database}`.* TO '{user}'@'%'")
    (operator.folder / "state-db").write_text("сыр-71\n", "utf-8")
    text = operator.config.read_text("utf-8")
    address = f'"mysql+pymysql://{user}@{url.host}:{url.port}/{url.database}"'
    own = f'database = {address}\npassword = {{ file = "state-db" }}'
    operator.config.write_text(text.replace('database = "sqlite:///state.sqlite"', own), "utf-8")

    told = operator.call("db", "upgrade")
    assert told.code == ExitCode.OK, told
    assert "создана" in told.out
    assert "сыр-71" not in told.out
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
    (status,) = operator.call("status", "--json").json()
    assert status["cards"] == len(CARDS)
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP USER '{user}'@'%'")
