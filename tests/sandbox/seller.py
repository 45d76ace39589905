"""A seller's hand at the sandbox: plain HTTP, nothing of the product."""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Any

import httpx

from syncd.sandbox.server import Sandbox

PLAIN = ssl.create_default_context()
"""Made once: a client of its own makes one, though nothing here is encrypted."""
T_SHIRTS = 192
BUCKETS = 1436
KIND, COLOUR, CONTENT, WIDTH, HEIGHT_ON_PHOTO = 204557, 14177449, 14177450, 90673, 165482


class Seller:
    def __init__(self, sandbox: Sandbox, **claims: Any) -> None:
        self.sandbox = sandbox
        token = sandbox.token(**claims)
        self.http = httpx.Client(
            base_url=sandbox.url, headers={"Authorization": token}, timeout=10, verify=PLAIN
        )

    def __enter__(self) -> Seller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.http.get(path, params=query)

    def post(self, path: str, body: Any) -> httpx.Response:
        return self.http.post(path, json=body)

    def upload(self, *variants: dict[str, Any], subject: int = T_SHIRTS) -> httpx.Response:
        body = [{"subjectID": subject, "variants": list(variants)}]
        return self.post("/content/v2/cards/upload", body)

    def create(self, *variants: dict[str, Any], subject: int = T_SHIRTS) -> list[dict[str, Any]]:
        """Cards that stand, in the order given."""
        assert self.upload(*variants, subject=subject).status_code == 200
        self.sandbox.advance(60)
        return [self.card(variant["vendorCode"]) for variant in variants]

    def cards(self, filter: dict[str, Any] | None = None, **cursor: Any) -> dict[str, Any]:  # noqa: A002
        settings = {
            "sort": {"ascending": True},
            "filter": filter or {"withPhoto": -1},
            "cursor": {"limit": 100} | cursor,
        }
        answer = self.post("/content/v2/get/cards/list", {"settings": settings})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def card(self, vendor_code: str) -> dict[str, Any]:
        found = [card for card in self.cards()["cards"] if card["vendorCode"] == vendor_code]
        assert len(found) == 1, self.errors()
        card: dict[str, Any] = found[0]
        return card

    def errors(self) -> list[dict[str, Any]]:
        answer = self.post("/content/v2/cards/error/list", {"cursor": {"limit": 100}})
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["data"]["items"]
        return items

    def update(self, *cards: dict[str, Any]) -> httpx.Response:
        return self.post("/content/v2/cards/update", list(cards))


def shirt(code: str = "FUT-1", **members: Any) -> dict[str, Any]:
    """A sound card of subject 192; what is named replaces it."""
    return {
        "vendorCode": code,
        "title": "Футболка хлопковая",
        "description": "Мягкая футболка из хлопка",
        "brand": "Северный Узор",
        "dimensions": {"length": 30, "width": 20, "height": 3, "weightBrutto": 0.25},
        "sizes": [{"techSize": "M", "wbSize": "46", "price": 990}],
        "characteristics": charcs(),
    } | members


def bucket(code: str = "VED-1", **members: Any) -> dict[str, Any]:
    """A sound card of subject 1436, which has no sizes."""
    plain = shirt(code, title="Ведро", description="", characteristics=[], sizes=[{"skus": []}])
    return plain | members


def charcs(colour: str = "белый", **more: Any) -> list[dict[str, Any]]:
    given = [{"id": KIND, "value": ["Женский"]}, {"id": COLOUR, "value": [colour]}]
    return given + [{"id": int(name.removeprefix("c")), "value": value} for name, value in more.items()]


def as_update(card: dict[str, Any], **members: Any) -> dict[str, Any]:
    """What a careful client sends: the card as WB shows it, with some members replaced."""
    sent = (
        "nmID",
        "vendorCode",
        "brand",
        "title",
        "description",
        "dimensions",
        "characteristics",
        "sizes",
    )
    return {name: card[name] for name in sent} | members
