"""Each method's limits, costs and rights against WB's own tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syncd.sandbox.limits import Rate
from syncd.sandbox.routes import DRIVERS, ROUTES, Route
from syncd.sandbox.tokens import Kind

ASIDE = ("/ping", DRIVERS)
"""Their rows are not in the table, or of another form there."""


@pytest.fixture(scope="module")
def table(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "wb" / "limits.json").read_text(encoding="utf-8"))
    return found


def rows(entry: dict[str, Any]) -> dict[str, Rate]:
    told = entry.get("sdk_2026_10_24") or entry["spec_2026_08_18"]
    return {row["token"]: Rate(row["interval_ms"] / 1000, row["burst"]) for row in told["rows"]}


@pytest.mark.shared
@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if not route.path.startswith(ASIDE)],
    ids=lambda route: f"{route.method} {route.path}",
)
def test_a_method_is_limited_as_wb_says(table: dict[str, Any], route: Route) -> None:
    entry = table[f"{route.method} {route.path}"]
    told = rows(entry)
    if told:
        personal = told.get("personal") or told["any"]
        assert route.group.rate_for(Kind.PERSONAL) == personal
        assert route.group.rate_for(Kind.BASE) == told.get("base", personal)
    if "spec_2026_08_18" in entry:
        assert route.read_only is entry["readonly_method"]
        costly = entry["spec_2026_08_18"]["cost"].get("4XX", 1)
        # Since October removing stocks costs as much as the rest (modern.md, section 4).
        assert route.group.cost(409) == (10 if route.group.name == "stocks-delete" else costly)
    on_test_hosts = any("sandbox" in server for server in entry["servers"])
    if "spec_2026_08_18" in entry:
        assert ("test" in route.contours) is on_test_hosts
