"""Marks of orders, stickers that scan, and passes."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from typing import Any

import httpx
import pytest

from syncd.sandbox import labels
from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import Seller
from tests.sandbox.shelf import bought, stocked
from tests.sandbox.test_supplies import add, deliver, make, refusal, ship

META = "/api/marketplace/v3/orders/meta"
SGTIN = "010460000000001521QwErTy!123\x1d93abcd"
IMEI = "490154203237518"


def confirmed(sandbox: Sandbox, seller: Seller, *keys: str) -> tuple[int, str]:
    """An order that needs these marks, and its supply that is ready but for them."""
    _, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card, required_meta=list(keys))
    supply = make(seller)
    assert add(seller, supply, order_id).status_code == 204
    assert ship(seller, supply)["success"] is True
    return order_id, supply


def fill(seller: Seller, order_id: int, key: str, value: Any) -> httpx.Response:
    newer = key == "customs-declaration"
    root = "/api/marketplace/v3" if newer else "/api/v3"
    name = {"sgtin": "sgtins", "customs-declaration": "customsDeclaration"}.get(key, key)
    return seller.http.put(f"{root}/orders/{order_id}/meta/{key}", json={name: value})


def decisions(seller: Seller, order_id: int) -> list[tuple[str, str]]:
    answer = seller.post(META, {"orders": [order_id]})
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["orders"]
    return [(mark["key"], mark["decision"]) for mark in row["metaDetails"]]


def test_a_supply_waits_for_its_marks(sandbox: Sandbox, seller: Seller) -> None:
    order_id, supply = confirmed(sandbox, seller, "sgtin")
    assert decisions(seller, order_id) == [("sgtin", "required")]
    answer = deliver(seller, supply)
    assert refusal(answer) == "MetaValidationFail"
    assert answer.json()["data"] == {
        "orders": [
            {
                "id": order_id,
                "metaDetails": [{"key": "sgtin", "value": "null", "decision": "required"}],
            }
        ]
    }
    assert fill(seller, order_id, "sgtin", [SGTIN]).status_code == 204
    assert decisions(seller, order_id) == [("sgtin", "pending")]
    assert refusal(deliver(seller, supply)) == "MetaValidationFail"
    sandbox.advance(1)
    assert decisions(seller, order_id) == [("sgtin", "sgtinIntroduced")]
    assert deliver(seller, supply).status_code == 204


def test_what_may_be_given_need_not_be(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card)
    assert decisions(seller, order_id) == [("sgtin", "optional")]


@pytest.mark.parametrize(
    ("value", "decision"),
    [
        (SGTIN.replace("\x1d", "-"), "sgtinNoGS"),
        (SGTIN.replace("QwErTy", "Кириллица"), "sgtinHasNonLatinSymbols"),
        (SGTIN.replace("QwErTy", "Qw Ty"), "sgtinHasInvalidSymbols"),
        ("x" + SGTIN, "sgtinInvalidPattern"),
    ],
)
def test_marks_that_do_not_pass(sandbox: Sandbox, seller: Seller, value: str, decision: str) -> None:
    order_id, supply = confirmed(sandbox, seller, "sgtin")
    fill(seller, order_id, "sgtin", [value])
    sandbox.advance(1)
    assert decisions(seller, order_id) == [("sgtin", decision)]
    assert refusal(deliver(seller, supply)) == "MetaValidationFail"


def test_the_operator_decides(sandbox: Sandbox, seller: Seller) -> None:
    order_id, _ = confirmed(sandbox, seller, "sgtin")
    sandbox.operate("marks", value=SGTIN, decision="sgtinNotFound")
    fill(seller, order_id, "sgtin", [SGTIN])
    assert decisions(seller, order_id) == [("sgtin", "sgtinNotFound")]


def test_other_marks(sandbox: Sandbox, seller: Seller) -> None:
    keys = ("imei", "uin", "gtin", "expiration", "customsDeclaration")
    order_id, supply = confirmed(sandbox, seller, *keys)
    assert fill(seller, order_id, "imei", IMEI).status_code == 204
    assert fill(seller, order_id, "uin", "1234567890123456").status_code == 204
    assert fill(seller, order_id, "gtin", "4600000000015").status_code == 204
    assert fill(seller, order_id, "expiration", "31.12.2027").status_code == 204
    assert fill(seller, order_id, "customs-declaration", "10702030/010126/0000001").status_code == 204
    sandbox.advance(1)
    assert decisions(seller, order_id) == [
        ("imei", "imeiMaySell"),
        ("uin", "uinMaySell"),
        *((key, "filled") for key in keys[2:]),
    ]
    assert deliver(seller, supply).status_code == 204


def test_one_imei_is_sold_once(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2, required_meta=["imei"])
    add(seller, make(seller), first, second)
    for order_id in (first, second):
        fill(seller, order_id, "imei", IMEI)
    sandbox.advance(1)
    assert decisions(seller, first) == [("imei", "imeiAlreadySold")]
    fill(seller, second, "imei", IMEI[:-1] + "9")
    sandbox.advance(1)
    assert decisions(seller, first) == [("imei", "imeiMaySell")]
    assert decisions(seller, second) == [("imei", "imeiInvalidFormat")]


def test_refusals(sandbox: Sandbox, seller: Seller) -> None:
    order_id, _ = confirmed(sandbox, seller, "sgtin", "expiration", "imei")
    assert refusal(fill(seller, order_id, "uin", "1" * 16)) == "MetaKeyNotRequired"
    assert refusal(fill(seller, order_id, "imei", "1"), 400) == "IncorrectRequest"
    assert refusal(fill(seller, order_id, "sgtin", ["x"]), 400) == "IncorrectRequest"
    assert refusal(fill(seller, order_id, "sgtin", []), 400) == "IncorrectRequestBody"
    assert refusal(fill(seller, order_id, "sgtin", [5]), 400) == "IncorrectRequestBody"
    assert refusal(fill(seller, order_id, "expiration", "2027-12-31"), 400) == "IncorrectRequest"
    assert refusal(fill(seller, order_id, "expiration", "10.12.2026"), 400) == "LowExpirationDate"
    assert refusal(fill(seller, 5, "sgtin", [SGTIN]), 404) == "NotFound"
    assert refusal(fill(seller, 5, "imei", IMEI), 400) == "IncorrectParameter"
    assert refusal(seller.post(META, {"orders": [5]}), 404) == "NotFound"
    assert refusal(seller.post(META, {"orders": []}), 400) == "BadRequest"
    path = f"/api/v3/orders/{order_id}/meta"
    fill(seller, order_id, "imei", IMEI)
    assert seller.http.delete(f"{path}?key=imei").status_code == 204
    assert decisions(seller, order_id)[2] == ("imei", "required")
    assert refusal(seller.http.delete(f"{path}?key=expiration"), 400) == "IncorrectParameter"
    seller.http.patch(f"/api/v3/orders/{order_id}/cancel")
    assert refusal(fill(seller, order_id, "imei", IMEI)) == "FailedToUpdateMeta"
    assert refusal(seller.http.delete(f"{path}?key=imei")) == "FailedToUpdateMeta"


# --- stickers


def read(bars: str) -> str:
    """What a scanner makes of bars and spaces of Code 128, set B."""
    values = [bars[place : place + 11] for place in range(0, len(bars) - 13, 11)]
    known = {labels.modules(chr(code))[11:22]: chr(code) for code in range(32, 127)}
    return "".join(known[value] for value in values[1:-1])


def bars_of_png(content: bytes) -> str:
    width, height = struct.unpack(">II", content[16:24])
    packed = b"".join(re.findall(rb"IDAT(.*?)....IEND", content, re.DOTALL))
    row = zlib.decompress(packed[:-4])[(height // 2) * (width + 1) + 1 :][:width]
    pixels = "".join("0" if pixel else "1" for pixel in row).strip("0")
    module = len(pixels) - len(pixels.lstrip("1"))
    return pixels[:: module // 2]


def bars_of_svg(content: bytes) -> str:
    found = [
        (int(x), int(width))
        for x, width in re.findall(r'<rect x="(\d+)" y="20" width="(\d+)"', content.decode())
    ]
    (start, module), end = found[0], found[-1][0]
    places = {(x - start) // module for x, _ in found}
    return "".join("1" if place in places else "0" for place in range((end - start) // module + 1))


def stickers(seller: Seller, order_ids: list[int], **query: Any) -> httpx.Response:
    chosen: dict[str, Any] = {"type": "svg", "width": 58, "height": 40} | query
    return seller.http.post("/api/v3/orders/stickers", params=chosen, json={"orders": order_ids})


def test_stickers_scan(sandbox: Sandbox, seller: Seller) -> None:
    order_id, _ = confirmed(sandbox, seller)
    for form, bars_of in (("svg", bars_of_svg), ("png", bars_of_png)):
        (sticker,) = stickers(seller, [order_id], type=form).json()["stickers"]
        assert read(bars_of(base64.b64decode(sticker["file"]))) == sticker["barcode"]
        assert re.fullmatch(r"![0-9A-Za-z]{8}", sticker["barcode"])
        assert (len(sticker["partA"]), len(sticker["partB"])) == (6, 4)
    for form in ("zplv", "zplh"):
        (sticker,) = stickers(seller, [order_id], type=form, width=40, height=30).json()["stickers"]
        assert f"^FD{sticker['barcode']}^FS" in base64.b64decode(sticker["file"]).decode()


def test_only_what_is_assembled_has_a_sticker(sandbox: Sandbox, seller: Seller) -> None:
    order_id, _ = confirmed(sandbox, seller)
    _, card = stocked(sandbox, seller, vendorCode="FUT-2")
    (new,) = bought(sandbox, card)
    found = stickers(seller, [order_id, new, 5]).json()["stickers"]
    assert [sticker["orderId"] for sticker in found] == [order_id]
    assert refusal(stickers(seller, [order_id], type="pdf"), 400) == "IncorrectParameter"
    assert refusal(stickers(seller, [order_id], width=40), 400) == "IncorrectParameter"
    assert refusal(stickers(seller, list(range(101))), 400) == "IncorrectRequestBody"


def test_no_sticker_without_the_customs_declaration(sandbox: Sandbox, seller: Seller) -> None:
    order_id, _ = confirmed(sandbox, seller, "customsDeclaration")
    assert refusal(stickers(seller, [order_id])) == "CustomsDeclarationIsRequired"
    fill(seller, order_id, "customs-declaration", "10702030/010126/0000001")
    assert stickers(seller, [order_id]).status_code == 200


# --- passes


def test_passes(sandbox: Sandbox, seller: Seller) -> None:
    path = "/api/v3/passes"
    body = {
        "firstName": "Пётр",
        "lastName": "Возницын",
        "carModel": "Фургон",
        "carNumber": "А123ВС71",
        "officeId": 15,
    }
    made = seller.post(path, body)
    assert made.status_code == 201
    pass_id = made.json()["id"]
    (shown,) = seller.get(path).json()
    assert body.items() <= shown.items() and shown["id"] == pass_id
    assert seller.http.put(f"{path}/{pass_id}", json=body | {"officeId": 16}).status_code == 204
    assert seller.get(path).json()[0]["officeId"] == 16
    for wrong in ({"carNumber": "А1"}, {"firstName": ""}, {"officeId": "x"}):
        assert refusal(seller.post(path, body | wrong), 400) == "IncorrectRequestBody"
    assert refusal(seller.post(path, body | {"officeId": 5}), 404) == "NotFound"
    assert refusal(seller.http.delete(f"{path}/99"), 404) == "NotFound"
    assert len(seller.get(f"{path}/offices").json()) > 3
    sandbox.advance(48 * 3600)
    assert seller.get(path).json() == []
