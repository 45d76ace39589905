"""The full resync and the handing over of cards, as an operator does them."""

from __future__ import annotations

import os
import pty
import subprocess

import sqlalchemy as sa

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests.acceptance.operators import CARDS, PATIENCE, Operator, cards, writes


def test_a_resync_reads_repairs_and_tells(operator: Operator, sandbox: Sandbox) -> None:
    refused = operator.call("resync")
    assert refused.code == ExitCode.USAGE
    assert "--yes" in refused.err

    told = operator.call("resync", "--yes")
    assert told.code == ExitCode.OK, told
    assert f"карточек создать {len(CARDS)}" in told.out
    assert cards(sandbox) == CARDS

    again = operator.call("resync", "--yes")
    assert "исправлять нечего" in again.out
    assert writes(sandbox) == ["/content/v2/cards/upload"]


def test_on_a_terminal_it_asks_and_a_no_sends_nothing(operator: Operator, sandbox: Sandbox) -> None:
    ours, theirs = pty.openpty()
    command = [str(operator.program), "resync"]
    environ = {"PATH": os.environ["PATH"], "SYNCD_CONFIG": str(operator.config), "TERM": "xterm"}
    with subprocess.Popen(
        command, cwd=operator.folder, env=environ, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        os.write(ours, b"n\n")
        out, _ = process.communicate(timeout=PATIENCE)
    os.close(ours)
    assert (process.returncode, "Ничего не отправлено" in out.decode()) == (ExitCode.OK, True)
    assert writes(sandbox) == []


def test_a_resync_as_a_program_reads_it(operator: Operator) -> None:
    (sheet,) = operator.call("resync", "--yes", "--json").json()
    assert sheet["planned"] == {"create": 5, "add": 0, "update": 0, "adopt": 0, "other": 0}
    assert (sheet["report"]["outcome"], sheet["unclaimed"]) == ("ok", [])


def test_after_a_lost_state_the_cards_are_handed_back_by_one_command(
    operator: Operator, sandbox: Sandbox
) -> None:
    assert operator.call("once", "catalog").code == ExitCode.OK
    for file in operator.folder.glob("state.sqlite*"):
        file.unlink()
    held = operator.call("resync", "--yes", "--json")
    assert held.code == ExitCode.HELD
    (sheet,) = held.json()
    assert sheet["unclaimed"] == [], "they will be linked as soon as the plan is released"
    run = str(sheet["report"]["run"])
    assert operator.call("release", run).code == ExitCode.OK
    linked = operator.call("once", "catalog")
    assert (linked.code, "карточек остаётся за WB 5" in linked.out) == (ExitCode.OK, True), linked

    _rename(operator, "Кружка, переименованная в магазине")
    assert "KZ-800" not in str(writes(sandbox)[1:])
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert len(writes(sandbox)) == 1, "the content is WB's until a person hands it over"

    told = operator.call("map", "own", "--all")
    assert told.code == ExitCode.OK, told
    assert "KZ-800: теперь карточка следует за магазином" in told.out
    assert operator.call("once", "catalog").code == ExitCode.OK
    titles = {str(card["vendorCode"]): card["title"] for card in sandbox.state()["cards"]}
    assert titles["KZ-800"] == "Кружка, переименованная в магазине"


def test_what_cannot_be_handed_over_is_told(operator: Operator) -> None:
    assert operator.call("map", "own").code == ExitCode.USAGE
    assert operator.call("map", "own", "KZ-800", "--all").code == ExitCode.USAGE
    told = operator.call("map", "own", "NET-TAKOY")
    assert (told.code, "Не найдено: NET-TAKOY" in told.err) == (ExitCode.USAGE, True)


def _rename(operator: Operator, name: str) -> None:
    engine = sa.create_engine(f"sqlite:///{operator.folder / 'shop.sqlite'}")
    with engine.begin() as connection:
        row = sa.text("UPDATE ps_product_lang SET name = :name WHERE id_product = 21")
        assert connection.execute(row, {"name": name}).rowcount
    engine.dispose()
