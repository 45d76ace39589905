"""`syncd run` as systemd runs it: a process, a notify socket, and its log as JSON."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.acceptance.operators import PATIENCE, Operator, until


@dataclass
class Daemon:
    process: subprocess.Popen[str]
    words: list[str] = field(default_factory=list)
    """What systemd was told, in order."""
    log: list[dict[str, Any]] = field(default_factory=list)

    def ready(self) -> None:
        self.await_word("READY=1")

    def await_word(self, word: str) -> None:
        until(lambda: word in self.words or self.process.poll() is not None, word)
        assert word in self.words, self.log

    def events(self, event: str, **facts: object) -> list[dict[str, Any]]:
        return [row for row in self.log if row["event"] == event and facts.items() <= row.items()]

    def await_event(self, event: str, **facts: object) -> dict[str, Any]:
        until(lambda: self.events(event, **facts) or self.process.poll() is not None, f"{event} {facts}")
        assert self.events(event, **facts), self.log
        return self.events(event, **facts)[0]

    def stop(self, seconds: float = 10.0) -> int:
        """SIGTERM; the exit code, which must come within these seconds."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


@contextlib.contextmanager
def running(operator: Operator, **environ: str) -> Iterator[Daemon]:
    address = operator.folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(address))
        systemd.settimeout(0.1)
        told = {"NOTIFY_SOCKET": str(address), "SYNCD_LOG__FORMAT": "json", **environ}
        daemon = Daemon(operator.start("run", environ=told))
        ears = [
            threading.Thread(target=_hear_words, args=(daemon, systemd)),
            threading.Thread(target=_hear_log, args=(daemon,)),
        ]
        for ear in ears:
            ear.start()
        try:
            yield daemon
        finally:
            daemon.process.kill()
            daemon.process.wait()
            for ear in ears:
                ear.join(PATIENCE)
            for stream in (daemon.process.stdout, daemon.process.stderr):
                if stream is not None:
                    stream.close()
    address.unlink()


def _hear_words(daemon: Daemon, systemd: socket.socket) -> None:
    while True:
        try:
            daemon.words.extend(systemd.recv(4096).decode().splitlines())
        except TimeoutError:
            if daemon.process.poll() is not None:
                return


def _hear_log(daemon: Daemon) -> None:
    assert daemon.process.stderr is not None
    for line in daemon.process.stderr:
        try:
            daemon.log.append(json.loads(line))
        except ValueError:
            daemon.log.append({"event": line})
