"""Starting, stopping, starting again from the file, and start options that cannot be used."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from syncd.sandbox.server import Options, SandboxError, running, serve
from tests.clocks import FakeClock
from tests.sandbox.seller import Seller, as_update, bucket, charcs, shirt


def test_everything_survives_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    options = Options(data=tmp_path / "sandbox.sqlite", limits=False, delay=60)
    with running(options, clock=clock.now) as sandbox, Seller(sandbox) as seller:
        token = seller.http.headers["Authorization"]
        card = seller.create(shirt("A", characteristics=charcs(c165482=170.5)))[0]
        trashed = seller.create(bucket("T"), subject=1436)[0]
        seller.post("/content/v2/cards/delete/trash", {"nmIDs": [trashed["nmID"]]})
        seller.upload(shirt("B", title="a@b.ru"))
        sandbox.advance(60)
        refusals = seller.errors()
        seller.update(as_update(card, title="Позже"))
        seller.upload(shirt("C"))
        before = sandbox.state()
        requests = len(sandbox.requests())
    with running(options, clock=clock.now) as sandbox:
        assert sandbox.state() == before
        assert len(sandbox.requests()) == requests
        with Seller(sandbox) as seller:
            seller.http.headers["Authorization"] = token
            assert seller.card("A") == card
            assert seller.errors() == refusals
            sandbox.advance(60)
            assert seller.card("A")["title"] == "Позже"
            assert seller.card("C")["nmID"] > card["nmID"]


def test_memory_forgets(clock: FakeClock) -> None:
    with running(Options(limits=False), clock=clock.now) as sandbox:
        token = sandbox.token()
    with running(Options(limits=False), clock=clock.now) as sandbox:
        assert httpx.get(sandbox.url + "/ping", headers={"Authorization": token}).status_code == 401


def test_the_seller_is_the_one_named() -> None:
    sid = "e8923014-e233-4708-898e-3cc86d67ea61"
    with running(Options(supplier_id=sid)) as sandbox, Seller(sandbox) as seller:
        assert seller.get("/api/v1/seller-info").json()["sid"] == sandbox.sid == sid


def test_serving_until_told_to_stop() -> None:
    stop, heard = threading.Event(), threading.Event()
    told: list[str] = []

    def announce(url: str) -> None:
        told.append(url)
        heard.set()

    thread = threading.Thread(target=serve, args=(Options(), announce, stop))
    thread.start()
    assert heard.wait(20)
    assert told[0].startswith("http://127.0.0.1:")
    assert httpx.get(told[0] + "/_sandbox/clock").status_code == 200
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    with pytest.raises(httpx.ConnectError):
        httpx.get(told[0] + "/_sandbox/clock")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(number: int, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from syncd.sandbox.server import Options, serve\n"
        f"serve(Options(data=Path({str(tmp_path / 'd.sqlite')!r})), lambda url: print(url, flush=True))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline().startswith("http://127.0.0.1:")
        child.send_signal(number)
        assert child.wait(20) == 0


def test_a_busy_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SandboxError, match=str(port)), running(Options(port=port)):
            pass
    with pytest.raises(SandboxError, match="70000"), running(Options(port=70_000)):
        pass


@pytest.mark.parametrize("content", ["{", "{}", '[{"kind": "fire"}]'])
def test_a_broken_faults_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "faults.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SandboxError, match=r"faults\.json"), running(Options(faults=file)):
        pass
    with pytest.raises(SandboxError, match="cannot be read"), running(Options(faults=tmp_path / "no")):
        pass


def test_a_faults_file_is_used(tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text('[{"kind": "status", "status": 503}]', encoding="utf-8")
    with running(Options(faults=file)) as sandbox, Seller(sandbox) as seller:
        assert seller.get("/ping").status_code == 503


@pytest.mark.parametrize("content", [b"no database", None])
def test_a_data_file_that_is_none(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "sandbox.sqlite"
    if content is None:
        file = tmp_path / "missing" / "sandbox.sqlite"
    else:
        file.write_bytes(content)
    with pytest.raises(SandboxError, match=r"sandbox\.sqlite"), running(Options(data=file)):
        pass


def test_a_database_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE card (name TEXT)")
        other.execute("INSERT INTO card VALUES ('x')")
        other.commit()
    with pytest.raises(SandboxError, match=r"sandbox\.sqlite"), running(Options(data=file)):
        pass


def test_one_sandbox_a_file(tmp_path: Path) -> None:
    options = Options(data=tmp_path / "sandbox.sqlite")
    with running(options), pytest.raises(SandboxError, match="locked"), running(options):
        pass


def test_a_seller_that_is_no_uuid() -> None:
    with pytest.raises(SandboxError, match="seller-7"), running(Options(supplier_id="seller-7")):
        pass


def test_an_unreadable_dictionary(tmp_path: Path) -> None:
    with pytest.raises(SandboxError), running(Options(dictionary=tmp_path / "none.json")):
        pass
