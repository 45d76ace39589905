"""Bent bodies of prices, stocks, orders and supplies: the sandbox itself never stumbles."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syncd.sandbox import console
from syncd.sandbox.world import World
from tests.sandbox.seller import shirt
from tests.sandbox.test_stumbling import ANSWERS, VALUES, ask, world

Bodies = dict[tuple[str, str], Any]


def shop() -> tuple[World, dict[str, Any]]:
    """A world with one of everything, and the ids of it."""
    at = world()
    for name, value in (("sync", 0), ("task_delay", 0), ("check_delay", 0), ("shipping_required", False)):
        operate(at, "settings", {name: value})
    sent = json.dumps([{"subjectID": 192, "variants": [shirt()]}]).encode()
    assert ask(at, "POST", "/content/v2/cards/upload", {}, sent) == 200
    card = next(iter(at.cabinet(at.sid).cards.values()))
    size = card.sizes[0]
    operate(at, "warehouses", {"id": 1})
    stocks = json.dumps({"stocks": [{"chrtId": size.chrt_id, "amount": 9}]}).encode()
    assert ask(at, "PUT", "/api/v3/stocks/1", {}, stocks) == 204
    marks = ["sgtin", "imei", "uin", "gtin", "expiration", "customsDeclaration"]
    basket = {"items": [{"barcode": size.skus[0], "count": 2}], "required_meta": marks}
    first, second = operate(at, "buy", basket)["orders"]
    assert ask(at, "POST", "/api/v3/supplies", {}, b'{"name": "a"}') == 201
    supply = operate(at, "state", None, "GET")["supplies"][0]["id"]
    joined = json.dumps({"orders": [first]}).encode()
    assert ask(at, "PATCH", f"/api/marketplace/v3/supplies/{supply}/orders", {}, joined) == 204
    return at, {"nm": card.nm_id, "chrt": size.chrt_id, "order": first, "new": second, "supply": supply}


def operate(at: World, name: str, body: Any, method: str = "POST") -> dict[str, Any]:
    answer = console.answer(at, method, console.ROOT + name, json.dumps(body).encode())
    assert answer.status == 200, answer.body
    told: dict[str, Any] = json.loads(answer.body)
    return told


def bodies(ids: dict[str, Any]) -> Bodies:
    """A sound body of each method."""
    order, supply = f"/api/v3/orders/{ids['order']}", f"/api/v3/supplies/{ids['supply']}"
    newer, shipping = "/api/marketplace/v3", "/api/marketplace/v3/fbs/supplies"
    return {
        ("POST", "/content/v2/tag"): {"name": "а", "color": "D1CFD7"},
        ("POST", "/content/v2/tag/nomenclature/link"): {"nmID": ids["nm"], "tagsIDs": [1]},
        ("POST", "/content/v3/media/save"): {"nmId": ids["nm"], "data": ["http://127.0.0.1:1/1.jpg"]},
        ("POST", "/api/v2/upload/task"): {"data": [{"nmID": ids["nm"], "price": 950, "discount": 3}]},
        ("POST", "/api/v2/upload/task/size"): {
            "data": [{"nmID": ids["nm"], "sizeID": ids["chrt"], "price": 940}]
        },
        ("POST", "/api/v2/list/goods/filter"): {"nmList": [ids["nm"]]},
        ("PUT", "/api/v3/stocks/1"): {"stocks": [{"chrtId": ids["chrt"], "amount": 5}]},
        ("POST", "/api/v3/stocks/1"): {"chrtIds": [ids["chrt"]]},
        ("DELETE", "/api/v3/stocks/1"): {"chrtIds": [ids["chrt"]]},
        ("POST", "/api/v3/warehouses"): {"name": "а", "officeId": 16},
        ("PUT", "/api/v3/warehouses/1"): {"name": "а", "officeId": 17},
        ("POST", "/api/v3/orders/status"): {"orders": [ids["order"]]},
        ("POST", f"{newer}/orders/meta"): {"orders": [ids["order"]]},
        ("PUT", f"{order}/meta/sgtin"): {"sgtins": ["x" * 20]},
        ("PUT", f"{order}/meta/imei"): {"imei": "1" * 15},
        ("PUT", f"{order}/meta/uin"): {"uin": "1" * 16},
        ("PUT", f"{order}/meta/gtin"): {"gtin": "1" * 13},
        ("PUT", f"{order}/meta/expiration"): {"expiration": "31.12.2027"},
        ("PUT", f"{newer}/orders/{ids['order']}/meta/customs-declaration"): {"customsDeclaration": "1" * 20},
        ("POST", "/api/v3/supplies"): {"name": "а"},
        ("PATCH", f"{newer}/supplies/{ids['supply']}/orders"): {"orders": [ids["new"]]},
        ("POST", f"{supply}/trbx"): {"amount": 1},
        ("PATCH", f"{shipping}/shipping-method"): {
            "data": [
                {
                    "supplyId": ids["supply"],
                    "shippingDt": "2026-12-01",
                    "shippingPointId": 3101,
                    "shippingType": "selfShipping",
                }
            ]
        },
        ("PATCH", f"{supply}/deliver"): {},
        ("POST", "/api/v3/passes"): {
            "firstName": "а",
            "lastName": "а",
            "carModel": "а",
            "carNumber": "А123ВС",
            "officeId": 15,
        },
    }


def members(body: Any) -> list[tuple[Any, Any]]:
    """Every place of a body where a value stands."""
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    places = [(body, key) for key, _ in inner]
    return places + [place for holder, key in places for place in members(holder[key])]


def test_sound_bodies_pass() -> None:
    at, ids = shop()
    statuses = {
        method_path: ask(at, *method_path, {}, json.dumps(body).encode())
        for method_path, body in bodies(ids).items()
    }
    refused = {path for (_, path), status in statuses.items() if status >= 300}
    # Its marks would not pass their check.
    assert refused == {f"/api/v3/supplies/{ids['supply']}/deliver"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), value=VALUES)
def test_a_bent_member(data: st.DataObject, value: Any) -> None:
    at, ids = shop()
    for (method, path), body in bodies(ids).items():
        places = members(body)
        if places:
            holder, key = places[data.draw(st.integers(0, len(places) - 1))]
            holder[key] = value
        assert ask(at, method, path, {}, json.dumps(body).encode()) in ANSWERS, path
    for path in ("/api/v3/orders/new", "/api/v3/supplies?", "/api/v3/passes", "/api/v3/warehouses"):
        query = {"limit": "10", "next": "0"}
        assert ask(at, "GET", path.rstrip("?"), query, b"") == 200, path
    assert ask(at, "GET", "/api/v2/list/goods/filter", {"limit": "10"}, b"") == 200
    console.state(at)
