"""Real MariaDB for the tests: the address in SYNCD_TEST_MYSQL, else a private server in a temporary folder.

With a Docker engine and SYNCD_TEST_DOCKER=1 testcontainers serves one instead. That path could not be run
where this suite was written (no engine there); it is kept to these few lines for that reason.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymysql
import sqlalchemy as sa


class NoServerError(Exception):
    """Nothing here can serve MariaDB; the message says what was tried."""


@dataclass(frozen=True)
class Server:
    """A MariaDB or MySQL whose account may create databases and users."""

    url: sa.URL

    def connect(self, **options: object) -> pymysql.connections.Connection:  # type: ignore[type-arg]
        return pymysql.connect(  # type: ignore[call-overload,no-any-return]
            host=self.url.host or "127.0.0.1",
            port=self.url.port or 3306,
            user=self.url.username or "root",
            password=self.url.password or "",
            charset="utf8mb4",
            autocommit=True,
            **{"ssl_disabled": True, **options},
        )

    def database(self, name: str) -> str:
        """URL of a new, empty database, for PyMySQL through SQLAlchemy."""
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
            cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")

    def run_script(self, name: str, script: str) -> None:
        """Run a dump of many statements in the named database."""
        flags = pymysql.constants.CLIENT.MULTI_STATEMENTS
        with self.connect(database=name, client_flag=flags) as connection, connection.cursor() as cursor:
            cursor.execute("SET SESSION sql_mode=''")
            cursor.execute(script)
            while cursor.nextset():
                pass


@contextlib.contextmanager
def serve(*options: str) -> Iterator[Server]:
    if address := os.environ.get("SYNCD_TEST_MYSQL"):
        yield Server(sa.make_url(address))
    elif os.environ.get("SYNCD_TEST_DOCKER"):
        with _container() as server:
            yield server
    else:
        with _private(*options) as server:
            yield server


@contextlib.contextmanager
def _container() -> Iterator[Server]:
    from testcontainers.community.mysql import MySqlContainer

    with MySqlContainer("mariadb:10.11", username="root", dialect="pymysql") as container:
        yield Server(sa.make_url(container.get_connection_url()).set(database=None))


@contextlib.contextmanager
def _private(*options: str) -> Iterator[Server]:
    base = Path(tempfile.mkdtemp(prefix="syncd-db-", dir=_memory()))
    try:
        data = base / "data"
        _install(data)
        with _running(base, data, *options) as server:
            yield server
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _install(data: Path) -> None:
    subprocess.run(
        [
            _program("mariadb-install-db", "mysql_install_db"),
            "--no-defaults",
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve",
            "--innodb-log-file-size=4M",
            *_as_root(),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@contextlib.contextmanager
def _running(base: Path, data: Path, *options: str) -> Iterator[Server]:
    port = _free_port()
    log, temporary = base / "log", base / "tmp"
    temporary.mkdir(exist_ok=True)
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [
                _program("mariadbd", "mysqld"),
                "--no-defaults",
                *_as_root(),
                f"--datadir={data}",
                f"--socket={base}/s",
                f"--port={port}",
                f"--pid-file={base}/pid",
                f"--tmpdir={temporary}",
                "--bind-address=127.0.0.1",
                "--skip-log-bin",
                "--skip-name-resolve",
                "--innodb-log-file-size=4M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-doublewrite=0",
                "--innodb-flush-method=nosync",
                "--innodb-buffer-pool-size=64M",
                "--character-set-server=utf8mb4",
                *options,
            ],
            stdout=sink,
            stderr=sink,
        )
    try:
        server = Server(sa.make_url(f"mysql+pymysql://root@127.0.0.1:{port}/?charset=utf8mb4"))
        _await(server, process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while True:
        if process.poll() is not None:
            raise NoServerError(log.read_text(errors="replace")[-2000:])
        try:
            server.connect().close()
        except pymysql.err.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _program(*names: str) -> str:
    path = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin:/usr/libexec"
    for name in names:
        if found := shutil.which(name, path=path):
            return found
    raise NoServerError(f"neither {' nor '.join(names)} is installed: apt-get install mariadb-server")


def _memory() -> str | None:
    """A folder in memory where it is large enough: making a shop's 300 tables is a matter of disk syncs."""
    shm = Path("/dev/shm")
    if shm.is_dir() and os.access(shm, os.W_OK) and shutil.disk_usage(shm).free > 2 * 1024**3:
        return str(shm)
    return None


def _as_root() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
