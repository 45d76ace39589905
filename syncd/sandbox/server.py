"""Starting the sandbox: in the foreground for the command, in a thread for the demo and for tests."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import signal
import socket
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn

from syncd.sandbox import console, dictionary, faults
from syncd.sandbox.clock import system_time
from syncd.sandbox.errors import SandboxError
from syncd.sandbox.knobs import Settings, changed
from syncd.sandbox.settlement import settle
from syncd.sandbox.storage import Storage
from syncd.sandbox.wire import CuttableProtocol, application
from syncd.sandbox.world import World

__all__ = ["Options", "Sandbox", "SandboxError", "running", "serve"]

HOST = "127.0.0.1"
_START_SECONDS = 20.0


@dataclass(frozen=True)
class Options:
    """How a sandbox starts."""

    port: int = 0
    """0: a free one."""
    data: Path | None = None
    """A SQLite file that keeps key, cards and journal; memory without."""
    dictionary: Path | None = None
    limits: bool = True
    faults: Path | None = None
    supplier_id: str | None = None
    """UUID of the seller behind every token."""
    delay: float = 2.0
    """Seconds until an accepted card shows."""
    sync: float = 2.0
    """Seconds until prices and stocks know it then."""


class Sandbox:
    """A running sandbox, for who started it in this process."""

    def __init__(self, url: str, world: World) -> None:
        self.url = url
        self._world = world

    @property
    def sid(self) -> str:
        return self._world.sid

    def token(self, **claims: Any) -> str:
        """An access token: personal, all categories, reading and writing, unless claims say otherwise.

        `for` is a word of Python: write it `for_`. A claim of None is left out.
        """
        named = {name.removesuffix("_"): value for name, value in claims.items()}
        with self._world.lock:
            return self._world.mint.sign(named, sid=self._world.sid, now=self._world.clock.now())

    def advance(self, seconds: float) -> None:
        with self._world.lock:
            self._world.clock.advance(seconds)
            settle(self._world)
            self._world.save()

    def state(self) -> dict[str, Any]:
        with self._world.lock:
            settle(self._world)
            return console.state(self._world)

    def requests(self) -> list[dict[str, Any]]:
        with self._world.lock:
            return self._world.journal.entries()

    def clear_requests(self) -> None:
        with self._world.lock:
            console.clear_requests(self._world)
            self._world.save()

    def set_faults(self, rows: list[dict[str, Any]]) -> None:
        """Replaces all faults. Raises `ValueError`."""
        with self._world.lock:
            self._world.faults.set(rows)

    def operate(self, name: str, **body: Any) -> dict[str, Any]:
        """POST /_sandbox/`name` without the wire: "buy", "orders/1/sold". Raises `ValueError`."""
        answer = console.answer(self._world, "POST", console.ROOT + name, json.dumps(body).encode())
        told: dict[str, Any] = json.loads(answer.body)
        if answer.status != 200:
            raise ValueError(told["error"])
        return told

    def settings(self, **changes: Any) -> dict[str, Any]:
        """Changes what is named of `knobs.Settings`; all of them. Raises `ValueError`."""
        with self._world.lock:
            self._world.settings = changed(self._world.settings, changes)
            return asdict(self._world.settings)


def serve(options: Options, announce: Callable[[str], None], stop: threading.Event | None = None) -> None:
    """Serve until SIGTERM, SIGINT or `stop`; `announce` gets the address once it listens.

    Raises `SandboxError` when an option cannot be used.
    """
    ended = stop or threading.Event()
    with _signals() as heard, running(options) as sandbox:
        announce(sandbox.url)
        while not heard and not ended.wait(0.2):
            pass


@contextlib.contextmanager
def running(
    options: Options = Options(),
    clock: Callable[[], datetime] | None = None,
) -> Iterator[Sandbox]:
    """A sandbox in a thread of this process; limits, delays and expiry follow `clock` when given.

    Raises `SandboxError` when an option cannot be used.
    """
    world = _world(options, clock or system_time)
    with contextlib.closing(world), contextlib.closing(_listen(options.port)) as listener:
        port = listener.getsockname()[1]
        with _serving(world, listener):
            yield Sandbox(f"http://{HOST}:{port}", world)


def _world(options: Options, clock: Callable[[], datetime]) -> World:
    _check_seller(options.supplier_id)
    ordered = faults.load(options.faults)
    words = dictionary.load(options.dictionary)
    storage = Storage(options.data)
    try:
        return World(
            dictionary=words,
            storage=storage,
            settings=Settings(delay=options.delay, sync=options.sync, limits=options.limits),
            faults=ordered,
            sid=options.supplier_id,
            base=clock,
        )
    except (sqlite3.Error, ValueError, LookupError, TypeError) as error:
        storage.close()
        raise SandboxError(f"The data file {options.data} is not one of the sandbox's: {error}.") from error


def _check_seller(supplier_id: str | None) -> None:
    try:
        if supplier_id is not None:
            uuid.UUID(supplier_id)
    except ValueError as error:
        raise SandboxError(f"The seller {supplier_id} is not a UUID.") from error


def _listen(port: int) -> socket.socket:
    # With IPPROTO_TCP named, asyncio switches Nagle's delay off for what it accepts here.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise SandboxError(
            f"Port {port} cannot be used: {getattr(error, 'strerror', None) or error}."
        ) from error
    return listener


@contextlib.contextmanager
def _serving(world: World, listener: socket.socket) -> Iterator[None]:
    config = uvicorn.Config(
        application(world),
        http=CuttableProtocol,
        ws="none",
        log_level="critical",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        _await_start(server, thread)
        yield
    finally:
        server.end()
        thread.join(10)


class _Server(uvicorn.Server):
    """Ends when it is told to, not at its next tick: many are started and ended by tests."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._wake: Callable[[], object] = lambda: None

    def end(self) -> None:
        self.should_exit = True
        self._wake()

    async def main_loop(self) -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        self._wake = functools.partial(loop.call_soon_threadsafe, ended.set)
        ticks = 0
        while not await self.on_tick(ticks):
            ticks = (ticks + 1) % 864_000
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), 0.1)


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise SandboxError("The sandbox did not start.")
        time.sleep(0.005)


@contextlib.contextmanager
def _signals() -> Iterator[list[int]]:
    """The SIGTERM and SIGINT heard so far, where this is the main thread.

    A list, not an event: a handler that sets an event in the middle of a wait for it waits for itself.
    """
    heard: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield heard
        return
    watched = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda told, _: heard.append(told)) for number in watched}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
