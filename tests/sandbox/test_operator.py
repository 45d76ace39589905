"""The paths under /_sandbox/."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import Seller, shirt


class Operator:
    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.Client(base_url=sandbox.url + "/_sandbox/")

    def get(self, name: str) -> Any:
        return self.http.get(name).json()

    def post(self, name: str, body: Any) -> Any:
        return self.http.post(name, json=body).json()


@pytest.fixture
def operator(sandbox: Sandbox) -> Any:
    made = Operator(sandbox)
    yield made
    made.http.close()


def test_state_shows_what_is_and_what_waits(operator: Operator, seller: Seller) -> None:
    seller.create(shirt("A", sizes=[{"techSize": "M", "price": 700}]))
    seller.upload(shirt("B"))
    state = operator.get("state")
    assert [card["vendorCode"] for card in state["cards"]] == ["A"]
    assert [row["price"] for row in state["prices"]] == [700]
    assert state["cards"][0]["sizes"][0]["price"] == 700
    assert [work["vendorCodes"] for work in state["waiting"]] == [["B"]]
    assert state["errors"] == state["orders"] == state["stocks"] == []


def test_the_journal_counts_and_never_keeps_tokens(operator: Operator, seller: Seller) -> None:
    seller.get("/content/v2/object/all", name="шап")
    seller.get("/content/v2/object/all")
    seller.upload(shirt(title=5))
    journal = operator.get("requests")
    assert {"method": "GET", "path": "/content/v2/object/all", "status": 200, "count": 2} in journal["counts"]
    first, last = journal["requests"][0], journal["requests"][-1]
    assert first["query"].startswith("name=")
    assert (last["method"], last["path"], last["status"]) == ("POST", "/content/v2/cards/upload", 400)
    assert last["body_size"] > 100 and last["time"].endswith("Z")
    assert seller.http.headers["Authorization"] not in str(journal)
    operator.http.delete("requests")
    assert operator.get("requests") == {"requests": [], "counts": []}


def test_contents_are_kept_on_request(operator: Operator, sandbox: Sandbox, seller: Seller) -> None:
    assert operator.post("settings", {"record": True})["record"] is True
    seller.post("/content/v2/get/cards/list", {"settings": {}})
    entry = sandbox.requests()[-1]
    assert entry["body"] == '{"settings":{}}'
    assert entry["answer"] == '{"cards":[],"cursor":{"total":0}}'
    assert (entry["content_type"], entry["answer_type"]) == ("application/json", "application/json")


def test_tokens(operator: Operator, sandbox: Sandbox) -> None:
    for body in ({"s": 2}, {"claims": {"s": 2}}, {}):
        token = operator.post("tokens", body)["token"]
        answer = httpx.get(sandbox.url + "/ping", headers={"Authorization": token})
        assert answer.status_code == 200


def test_clock(operator: Operator) -> None:
    before = operator.get("clock")["now"]
    assert before == "2026-11-22T09:00:00Z"
    assert operator.post("clock", {"advance": 90})["now"] == "2026-11-22T09:01:30Z"
    assert operator.post("clock", {"set": "2027-01-01T03:00:00+03:00"})["now"] == "2027-01-01T00:00:00Z"


def test_the_clock_brings_what_is_due(operator: Operator, seller: Seller) -> None:
    seller.upload(shirt())
    operator.post("clock", {"advance": 60})
    assert len(operator.get("state")["cards"]) == 1


def test_faults(operator: Operator, seller: Seller) -> None:
    operator.post("faults", {"kind": "status", "path": "/ping", "count": 1})
    operator.post("faults", [{"kind": "slow", "seconds": 0.5, "path": "/nowhere"}])
    assert seller.get("/ping").status_code == 500
    rows = operator.get("faults")["faults"]
    assert [(row["kind"], row["hits"]) for row in rows] == [("status", 1), ("slow", 0)]
    assert operator.http.delete("faults").json() == {"faults": []}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("faults", {"kind": "fire"}),
        ("faults", {"kind": "slow", "share": 2}),
        ("faults", {"kind": "slow", "colour": "red"}),
        ("faults", {"kind": "slow", "seconds": "1"}),
        ("clock", {}),
        ("clock", {"set": "yesterday"}),
        ("settings", {"speed": 1}),
        ("settings", {"delay": -1}),
        ("settings", {"gateway": "odd"}),
        ("tokens", []),
    ],
)
def test_mistakes_are_told(operator: Operator, name: str, body: Any) -> None:
    answer = operator.http.post(name, json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_unknown_paths_and_messages(operator: Operator) -> None:
    assert operator.http.get("nothing").status_code == 404
    assert operator.get("messages") == {"messages": []}
    assert operator.http.post("faults", content=b"{").status_code == 400


def test_the_delay_can_be_set(operator: Operator, seller: Seller) -> None:
    operator.post("settings", {"delay": 0})
    seller.upload(shirt())
    assert seller.card("FUT-1")
