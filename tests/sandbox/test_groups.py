"""moveNm, the trash and the way back."""

from __future__ import annotations

from typing import Any

from syncd.sandbox.clock import parse
from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import Seller, bucket, charcs, shirt

TRASH, RECOVER = "/content/v2/cards/delete/trash", "/content/v2/cards/recover"


def move(seller: Seller, **body: Any) -> tuple[int, str]:
    answer = seller.post("/content/v2/cards/moveNm", body)
    told = answer.json()
    if answer.status_code == 400 and told["errorText"][:3] != "The":
        assert told["additionalErrors"] == {"error": told["errorText"]}
    return answer.status_code, told["errorText"]


def imt_ids(seller: Seller) -> dict[str, int]:
    return {card["vendorCode"]: card["imtID"] for card in seller.cards()["cards"]}


def test_joining_and_parting(seller: Seller) -> None:
    a, b, c = (seller.create(shirt(code))[0] for code in "ABC")
    assert move(seller, targetIMT=a["imtID"], nmIDs=[b["nmID"], c["nmID"]]) == (200, "")
    assert set(imt_ids(seller).values()) == {a["imtID"]}
    assert move(seller, nmIDs=[b["nmID"], c["nmID"]]) == (200, "")
    after = imt_ids(seller)
    assert after["B"] == after["C"] != after["A"]


def test_refusals_of_moving(seller: Seller) -> None:
    a, b = (seller.create(shirt(code))[0] for code in "AB")
    other = seller.create(bucket("C"), subject=1436)[0]
    a_id, b_id = a["nmID"], b["nmID"]
    assert move(seller, nmIDs=[])[1] == "The request format is incorrect, the nmIDs field cannot be empty"
    assert move(seller, nmIDs="x")[1] == "Неправильный формат запроса"
    assert move(seller, nmIDs=[a_id, a_id])[1] == "Недопустимо отправлять дублирующиеся запросы"
    assert move(seller, nmIDs=[5])[1] == "Указан несуществующий nmID карточки товара"
    assert move(seller, targetIMT=5, nmIDs=[a_id])[1] == "Указан несуществующий imt"
    assert move(seller, targetIMT=a["imtID"], nmIDs=[a_id])[1] == "Все карточки находятся в одной группе"
    assert move(seller, nmIDs=[a_id])[1] == "Все карточки находятся в одной группе"
    mixed = move(seller, targetIMT=a["imtID"], nmIDs=[b_id, other["nmID"]])
    assert mixed[1] == "Объединение товаров с разными предметами невозможно"
    assert move(seller, nmIDs=list(range(31)))[1].startswith("В группу можно объединить не больше 30")


def test_no_group_above_thirty(seller: Seller) -> None:
    colours = [row["name"] for row in seller.get("/content/v2/directory/colors").json()["data"]]
    group = seller.create(*[shirt(f"A-{n}", characteristics=charcs(colours[n])) for n in range(30)])
    single = seller.create(shirt("B"))[0]
    told = move(seller, targetIMT=group[0]["imtID"], nmIDs=[single["nmID"]])
    assert told[1].startswith("В группу можно объединить не больше 30")


def test_trash_and_recovery(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    assert seller.post(TRASH, {"nmIDs": [card["nmID"]]}).json()["error"] is False
    assert seller.cards()["cards"] == []
    body = {"settings": {"cursor": {"limit": 10}, "filter": {"textSearch": "FUT-1"}}}
    trash = seller.post("/content/v2/get/cards/trash", body).json()
    assert trash["cards"][0]["nmID"] == card["nmID"]
    assert trash["cursor"]["trashedAt"] == trash["cards"][0]["trashedAt"]
    seller.sandbox.advance(1)
    assert seller.post(RECOVER, {"nmIDs": [card["nmID"]]}).status_code == 200
    back = seller.card("FUT-1")
    assert back["imtID"] != card["imtID"]
    assert parse(back["updatedAt"]) > parse(card["updatedAt"])


def test_the_trash_is_emptied_after_thirty_nights(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    seller.post(TRASH, {"nmIDs": [card["nmID"]]})
    sandbox.advance(29 * 86_400)
    assert len(sandbox.state()["trash"]) == 1
    sandbox.advance(2 * 86_400)
    assert sandbox.state()["trash"] == []
    assert seller.create(shirt())[0]["nmID"] != card["nmID"]


def test_refusals_of_the_trash(seller: Seller) -> None:
    for path in (TRASH, RECOVER):
        for body in ({"nmIDs": []}, {"nmIDs": [5]}, {"nmIDs": ["x"]}, {}, [], {"nmIDs": list(range(1001))}):
            answer = seller.post(path, body)
            assert (answer.status_code, answer.json()["error"]) == (400, True), body


def test_barcodes(seller: Seller) -> None:
    made = seller.post("/content/v2/barcodes", {"count": 5000}).json()["data"]
    assert len(set(made)) == 5000
    assert all(len(barcode) == 13 and barcode.startswith("200") for barcode in made)
    for count in (0, 5001, "5"):
        assert seller.post("/content/v2/barcodes", {"count": count}).status_code == 400
