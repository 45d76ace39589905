"""Whatever is sent, the answer is one of WB's: the sandbox itself never stumbles."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncd.sandbox import gateway
from syncd.sandbox.dictionary import own_dictionary
from syncd.sandbox.faults import Faults
from syncd.sandbox.knobs import Settings
from syncd.sandbox.routes import ROUTES
from syncd.sandbox.storage import Storage
from syncd.sandbox.world import World
from tests.sandbox.seller import charcs, shirt

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["9" * 5000, "\ud800", 192, 0, -1, "2026-13-45", {}, []]),
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
PLACES = {
    "variant": sorted(shirt()),
    "size": ["chrtID", "techSize", "wbSize", "price", "skus"],
    "dimensions": ["length", "width", "height", "weightBrutto"],
    "charc": ["id", "value"],
    "cursor": ["limit", "updatedAt", "trashedAt", "nmID", "batchUUID"],
    "filter": ["withPhoto", "textSearch", "tagIDs", "objectIDs", "brands", "imtID"],
    "list": ["nmIDs", "targetIMT", "imtID", "cardsToAdd", "count"],
}


ANSWERS = (200, 201, 204, 208, 400, 404, 409, 422)


def place(path: str, value: str) -> str:
    return re.sub(r"{\w+}", value, path)


def world() -> World:
    moments = iter(NOW + timedelta(seconds=step) for step in range(1_000_000))
    return World(
        dictionary=own_dictionary(),
        storage=Storage(None),
        settings=Settings(delay=0, limits=False),
        faults=Faults(),
        base=lambda: next(moments),
    )


def body(place: str, name: str, value: Any) -> dict[str, Any]:
    """Bodies of every method, with one member bent."""
    bent: dict[str, dict[str, Any]] = {key: {} for key in PLACES} | {place: {name: value}}
    size = {"techSize": "M", "skus": ["1"]} | bent["size"]
    dimensions = {"length": 1} | bent["dimensions"]
    given_charcs = [*charcs(), {"id": 14177450, "value": ["хлопок"]} | bent["charc"]]
    variant = shirt(sizes=[size], dimensions=dimensions, characteristics=given_charcs) | bent["variant"]
    cursor = {"updatedAt": "2026-01-01T00:00:00Z"} | bent["cursor"]
    return {
        "/content/v2/cards/upload": [{"subjectID": 192, "variants": [variant]}],
        "/content/v2/cards/upload/add": {"imtID": 1, "cardsToAdd": [variant]} | bent["list"],
        "/content/v2/cards/update": [variant | {"nmID": 300_000_001}],
        "/content/v2/cards/moveNm": {"nmIDs": [300_000_001]} | bent["list"],
        "/content/v2/cards/delete/trash": {"nmIDs": [300_000_001]} | bent["list"],
        "/content/v2/cards/recover": {"nmIDs": [300_000_001]} | bent["list"],
        "/content/v2/barcodes": {"count": 1} | bent["list"],
        "/content/v2/get/cards/list": {"settings": {"cursor": cursor, "filter": bent["filter"]}},
        "/content/v2/get/cards/trash": {"settings": {"cursor": cursor, "filter": bent["filter"]}},
        "/content/v2/cards/error/list": {"cursor": cursor},
    }


def ask(at: World, method: str, path: str, query: dict[str, str], sent: bytes) -> int:
    token = at.mint.sign({}, sid=at.sid, now=NOW)
    request = gateway.Request(method, path, "", query, {"authorization": token}, sent)
    answer = gateway.serve(at, request, None)
    if answer.content_type.endswith("json"):
        json.loads(answer.body)
    return answer.status


@settings(max_examples=150)
@given(data=st.data(), value=VALUES)
def test_a_bent_member(data: st.DataObject, value: Any) -> None:
    place = data.draw(st.sampled_from(sorted(PLACES)))
    name = data.draw(st.sampled_from(PLACES[place]))
    at = world()
    for path, sent in body(place, name, value).items():
        assert ask(at, "POST", path, {}, json.dumps(sent).encode()) in (200, 400), path
        listed = ask(at, "POST", "/content/v2/get/cards/list", {}, b"{}")
        refused = ask(at, "POST", "/content/v2/cards/error/list", {}, b"{}")
        assert listed == refused == 200


@settings(max_examples=60)
@given(sent=st.one_of(VALUES.map(lambda value: json.dumps(value).encode()), st.binary()))
def test_any_body(sent: bytes) -> None:
    at = world()
    for route in ROUTES:
        if route.method != "GET":
            assert ask(at, route.method, place(route.path, "1"), {}, sent) in ANSWERS, route.path


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 5000, "²", "1e3", "0"])
def test_any_query(value: str) -> None:
    at = world()
    names = ("limit", "offset", "parentID", "name", "subjectID", "subjectId", "next", "search", "locale")
    for route in ROUTES:
        if route.method == "GET":
            path = place(route.path, value or "0")
            for name in names:
                assert ask(at, "GET", path, {name: value}, b"") in ANSWERS, (path, name)
