"""How long a pass over a shop takes that changed nothing, beside the bare reading of the same rows.

    python -m bench.reader [PRODUCTS ...]

Each figure is the best of several passes, each in a process of its own, whose peak memory is told too.
`bare` replays the very statements of a pass with the driver alone, rows fetched and dropped.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import sqlalchemy as sa

from bench.generated import generate, lengthen
from syncd.model.shop import Unchanged
from syncd.prestashop.reader import PrestaShop
from tests import databases

SIZES = (1_000, 10_000, 100_000)
DRIVERS = {"PyMySQL": "mysql+pymysql", "mysqlclient": "mysql+mysqldb"}
MODULES = {"PyMySQL": "pymysql", "mysqlclient": "MySQLdb"}
PASSES, FEW, LARGE = 3, 1, 50_000
"""Of a large shop one pass tells enough."""
LONGEST = 1_000
"""Products with the longest texts: several pages of them."""

Statement = tuple[str, Any]


def main(sizes: list[int]) -> None:
    print(
        f"{'products':>9} {'driver':>12} {'unchanged':>10} {'bare':>10} {'bare PyMySQL':>13}"
        f" {'ratio':>6} {'changed':>10} {'peak':>8}"
    )
    with databases.serve("--innodb-buffer-pool-size=512M") as server:
        for size in sizes:
            url = server.database(f"bench_{size}")
            generate(url, size)
            _report(size, url)
            server.drop(f"bench_{size}")
        url = server.database("bench_longest")
        generate(url, LONGEST)
        lengthen(url)
        _report_longest(url)


def _report_longest(url: str) -> None:
    peaks = {
        driver: max(_measured(url, driver, what)["peak"] for what in ("unchanged", "changed"))
        for driver in DRIVERS
        if find_spec(MODULES[driver])
    }
    told = ", ".join(f"{driver} {peak:.0f} MB" for driver, peak in peaks.items())
    print(f"{LONGEST} products with the longest texts that the shop can hold, peak: {told}")


def _report(size: int, url: str) -> None:
    passes = FEW if size >= LARGE else PASSES
    yardstick = _best(url, "PyMySQL", "bare", passes)["seconds"]
    for driver in DRIVERS:
        if find_spec(MODULES[driver]) is None:
            print(f"{size:>9} {driver:>12} is not installed: pip install {driver}")
            continue
        unchanged = _best(url, driver, "unchanged", passes)
        bare = _best(url, driver, "bare", passes)
        changed = _best(url, driver, "changed", FEW)
        assert unchanged["products"] == size
        print(
            f"{size:>9} {driver:>12} {unchanged['seconds']:>9.2f}s {bare['seconds']:>9.2f}s"
            f" {yardstick:>12.2f}s {unchanged['seconds'] / yardstick:>6.2f} {changed['seconds']:>9.2f}s"
            f" {unchanged['peak']:>5.0f} MB",
            flush=True,
        )


def _best(url: str, driver: str, what: str, passes: int) -> dict[str, float]:
    return min((_measured(url, driver, what) for _ in range(passes)), key=lambda each: each["seconds"])


def _measured(url: str, driver: str, what: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.reader", "--measure", url, driver, what]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told)  # type: ignore[no-any-return]


def measure(url: str, driver: str, what: str) -> None:
    """In the child: one measurement, told as JSON."""
    address = sa.make_url(url).set(drivername=DRIVERS[driver])
    seconds, products = _MEASURES[what](address)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "products": products, "peak": peak}))


def _pass(address: sa.URL, known: Callable[[Mapping[int, str]], Any] | None) -> tuple[float, int]:
    shop = PrestaShop(address)
    begun = time.perf_counter()
    count = sum(1 for _ in shop.products(known))
    return time.perf_counter() - begun, count


def _unchanged(address: sa.URL) -> tuple[float, int]:
    shop = PrestaShop(address)
    begun = time.perf_counter()
    count = sum(isinstance(item, Unchanged) for item in shop.products(lambda digests: digests.keys()))
    return time.perf_counter() - begun, count


def _changed(address: sa.URL) -> tuple[float, int]:
    """Every product is made of its rows."""
    return _pass(address, None)


def _bare(address: sa.URL) -> tuple[float, int]:
    statements = _statements(address)
    begun = time.perf_counter()
    with _connected(address) as connection:
        cursor = connection.cursor()
        for text, values in statements:
            cursor.execute(text, values)
            cursor.fetchall()
    return time.perf_counter() - begun, 0


def _statements(address: sa.URL) -> list[Statement]:
    """All that a pass asks for, as the driver gets it."""
    heard: list[Statement] = []

    def hear(_c: object, _u: object, text: str, values: Any, *_rest: object) -> None:
        if text.lstrip().upper().startswith("SELECT"):
            heard.append((text, values))

    sa.event.listen(sa.Engine, "before_cursor_execute", hear)
    for _ in PrestaShop(address).products(lambda digests: digests.keys()):
        pass
    sa.event.remove(sa.Engine, "before_cursor_execute", hear)
    return heard


@contextmanager
def _connected(address: sa.URL) -> Iterator[Any]:
    """The driver as it comes."""
    module: Any = import_module("MySQLdb" if address.get_driver_name() == "mysqldb" else "pymysql")
    connection = module.connect(
        host=address.host,
        port=address.port,
        user=address.username,
        password=address.password or "",
        database=address.database,
        charset="utf8mb4",
    )
    try:
        yield connection
    finally:
        connection.close()


_MEASURES = {"unchanged": _unchanged, "changed": _changed, "bare": _bare}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:])
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
