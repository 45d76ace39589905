"""`syncd demo`, and what it leaves for one who wants to look around."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from syncd.model.errors import ExitCode
from tests.acceptance.operators import Ended, Operator, assert_told, ended, until


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Operator, Ended]:
    """A demo that was kept, and what it said."""
    visitor = Operator(tmp_path_factory.mktemp("demo"))
    kept = visitor.folder / "kept"
    told = ended(visitor.start("demo", "--keep", str(kept)), seconds=180)
    return Operator(kept), told


def test_it_ends_well_and_says_what_happened(demo: tuple[Operator, Ended]) -> None:
    _, told = demo
    assert (told.code, told.err) == (ExitCode.OK, "")
    assert re.search(r"прочитанных обратно и совпавших: (\d\d) из \d\d \(размеров: \d{3}\)", told.out)
    assert "Второй запуск отправил запросов на запись: 0." in told.out
    assert "Обе стороны совпадают." in told.out
    assert re.search(r"^\S*syncd sandbox --data \S+/sandbox\.sqlite --port \d+ &$", told.out, re.MULTILINE)
    assert "FB-140" in told.out, "the card whose refusal was planted"
    assert "Ответ WB: " in told.out


def test_paths_that_differ_by_a_number_are_one_row(demo: tuple[Operator, Ended]) -> None:
    _, told = demo
    table = told.out[told.out.index("Запросы, которые насчитал WB:") :]
    rows = dict(re.findall(r"^(/\S+) +(\d+)$", table, re.MULTILINE))
    assert int(rows["/content/v2/object/charcs/…"]) > 10
    assert rows["/content/v2/cards/upload"] == "1"
    assert len(rows) < 15


@pytest.fixture
def served(demo: tuple[Operator, Ended]) -> Iterator[Operator]:
    """The kept folder with its sandbox running again, as the head of its configuration says."""
    operator, _ = demo
    said = re.search(r"^#   \S+ (sandbox --data \S+ --port \d+)$", operator.config.read_text("utf-8"), re.M)
    assert said
    sandbox = operator.start(*said[1].split())
    try:
        assert sandbox.stdout is not None
        assert sandbox.stdout.readline().strip() in operator.config.read_text("utf-8")
        yield operator
    finally:
        stop(sandbox)


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    assert ended(process).code == ExitCode.OK


def test_what_is_kept_works_again(served: Operator) -> None:
    (status,) = served.call("status", "--json").json()
    assert status["account"] == "demo"
    assert status["cards"] > 50
    told = served.call("once", "catalog", "--json")
    assert told.code == ExitCode.PROBLEMS, told
    (report,) = told.json()
    assert "create-sent" not in report["counts"]
    assert "update-sent" not in report["counts"]
    assert served.call("problems", "--json").json()
    assert served.call("show", "card", "KZ-800").code == ExitCode.OK
    assert served.token.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    visitor = Operator(tmp_path)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "письмо.txt").write_text("моё", "utf-8")
    told = visitor.call("demo", "--keep", "kept")
    assert_told(told, ExitCode.USAGE, r"Папка kept не пуста; ничего", r"новую или пустую папку")
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["письмо.txt"]


def test_a_visitor_who_leaves_early_leaves_nothing_behind(tmp_path: Path) -> None:
    process = Operator(tmp_path).start("demo", environ={"TMPDIR": str(tmp_path)})
    until(lambda: list(tmp_path.glob("syncd-demo-*/wb-token")), "the demo at work")
    process.send_signal(signal.SIGTERM)
    assert ended(process).code == 130
    assert list(tmp_path.iterdir()) == []


def test_the_older_api_is_not_built_yet(tmp_path: Path) -> None:
    told = Operator(tmp_path).call("demo", "--api", "suppliers", environ={"SYNCD_LANGUAGE": "en"})
    assert_told(told, ExitCode.USAGE, r"api = \"suppliers\", which this version", r"api = \"content\"")
