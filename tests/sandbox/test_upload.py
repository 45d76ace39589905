"""What upload and upload/add refuse at once, and what they only accept."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import COLOUR, KIND, Seller, bucket, charcs, shirt

ADD = "/content/v2/cards/upload/add"
UPLOAD = "/content/v2/cards/upload"
REQUIRED = "some items lacks required characteristics. please fill them and try again."
TAKEN = "bad request; Unexpected the specified card's vendor code is used in other cards"


def refusal(answer: httpx.Response) -> tuple[str, Any]:
    assert answer.status_code == 400, answer.text
    body = answer.json()
    assert body["data"] is None and body["error"] is True
    return body["errorText"], body["additionalErrors"]


def test_accepted_is_not_created(sandbox: Sandbox, seller: Seller) -> None:
    answer = seller.upload(shirt())
    assert answer.json() == {"data": None, "error": False, "errorText": "", "additionalErrors": {}}
    assert seller.cards() == {"cards": [], "cursor": {"total": 0}}
    sandbox.advance(59.9)
    assert seller.cards()["cards"] == [] == seller.errors()
    sandbox.advance(0.1)
    assert seller.card("FUT-1")["title"] == "Футболка хлопковая"


@pytest.mark.parametrize(
    "body",
    [
        {"subjectID": 192, "variants": []},
        [],
        [{"subjectID": 192, "variants": []}],
        [{"subjectID": "192", "variants": [shirt()]}],
        [{"variants": [shirt()]}],
        [{"subjectID": 192, "variants": [shirt(title=5)]}],
        [{"subjectID": 192, "variants": [shirt(dimensions={"length": 10.5})]}],
        [{"subjectID": 192, "variants": [shirt(sizes=[{"techSize": "M", "skus": [2000]}])]}],
        [{"subjectID": 192, "variants": [shirt(kizMarked="true")]}],
        [{"subjectID": 192, "variants": [shirt(characteristics=[{"id": "204557", "value": ["Женский"]}])]}],
        [{"subjectID": 192, "variants": [shirt(f"A-{n}", characteristics=charcs()) for n in range(31)]}],
        [{"subjectID": 192, "variants": [shirt(f"A-{n}")]} for n in range(101)],
    ],
)
def test_another_form(seller: Seller, body: Any) -> None:
    assert refusal(seller.post(UPLOAD, body)) == ("Invalid request format", {})


def test_no_json(seller: Seller) -> None:
    assert refusal(seller.http.post(UPLOAD, content=b"[{"))[0] == "Invalid request format"


def test_names_of_members_are_not_looked_at(seller: Seller) -> None:
    assert seller.create(shirt(colour="белый", vendor="x"))[0]["vendorCode"] == "FUT-1"


@pytest.mark.parametrize("code", ["", "   ", None])
def test_without_vendor_code(seller: Seller, code: str | None) -> None:
    assert refusal(seller.upload(shirt() | {"vendorCode": code}))[0] == (
        "A card cannot be created without a vendorCode"
    )


def test_a_vendor_code_that_a_card_has(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    assert refusal(seller.upload(shirt(" FUT-1 ")))[0] == TAKEN
    seller.post("/content/v2/cards/delete/trash", {"nmIDs": [card["nmID"]]})
    assert refusal(seller.upload(shirt()))[0] == TAKEN


def test_a_vendor_code_twice_in_one_request(seller: Seller) -> None:
    assert refusal(seller.upload(shirt(), shirt(characteristics=charcs("синий"))))[0] == TAKEN


def test_an_unknown_subject(seller: Seller) -> None:
    assert refusal(seller.upload(shirt(), subject=342342)) == (
        "This category does not exist",
        {"id": "342342"},
    )


@pytest.mark.parametrize("given", [[], [{"id": KIND, "value": []}], [{"id": KIND, "value": [" "]}]])
def test_required_characteristics(sandbox: Sandbox, seller: Seller, given: list[dict[str, Any]]) -> None:
    answer = seller.upload(
        shirt(), shirt("FUT-2", characteristics=[*given, {"id": COLOUR, "value": ["синий"]}])
    )
    assert refusal(answer) == (
        REQUIRED,
        {"FUT-2": f"missing required characteristics with ids: {KIND}"},
    )
    sandbox.advance(60)
    assert seller.cards()["cards"] == []


def test_weight_belongs_to_the_dimensions(seller: Seller) -> None:
    text = refusal(seller.upload(shirt(characteristics=charcs(c88952=250))))[0]
    assert text == (
        "Weight with packaging should now be specified in variants[i].dimensions[j].weightBrutto in kilograms"
    )


def test_cards_of_a_group_must_differ(seller: Seller) -> None:
    answer = seller.upload(shirt("A"), shirt("B"))
    assert refusal(answer) == (
        "non unique characteristics in one group",
        {"B": f"non unique characteristics in group with ids: {COLOUR}"},
    )
    other_size = [{"techSize": "L", "wbSize": "48"}]
    assert seller.upload(shirt("A"), shirt("B", sizes=other_size)).status_code == 200


def test_a_body_of_more_than_ten_megabytes(seller: Seller) -> None:
    answer = seller.upload(shirt(description="а" * 6_000_000))
    assert answer.status_code == 413
    assert answer.json()["title"] == "request body too long"
    moved = seller.post("/content/v2/cards/moveNm", {"nmIDs": [1], "x": "а" * 6_000_000})
    assert (moved.status_code, moved.json()) == (413, "body size exceeds the given limit")


def test_adding_to_a_group(sandbox: Sandbox, seller: Seller) -> None:
    first = seller.create(shirt())[0]
    body = {"imtID": first["imtID"], "cardsToAdd": [shirt("FUT-2", characteristics=charcs("синий"))]}
    assert seller.post(ADD, body).status_code == 200
    sandbox.advance(60)
    added = seller.card("FUT-2")
    assert (added["imtID"], added["subjectID"]) == (first["imtID"], 192)


def test_adding_refuses_as_upload_does(seller: Seller) -> None:
    first = seller.create(shirt())[0]

    def add(imt_id: object, *cards: dict[str, Any]) -> tuple[str, Any]:
        return refusal(seller.post(ADD, {"imtID": imt_id, "cardsToAdd": list(cards)}))

    assert add(1, shirt("B"))[0] == "Указан несуществующий imt"
    assert add("x", shirt("B"))[0] == "Invalid request format"
    assert add(first["imtID"], *[shirt(f"B-{n}") for n in range(30)])[0] == "Invalid request format"
    assert add(first["imtID"])[0] == "Invalid request format"
    assert add(first["imtID"], shirt("FUT-1"))[0] == TAKEN
    assert add(first["imtID"], shirt("B", characteristics=[]))[0] == REQUIRED
    assert add(first["imtID"], shirt("B")) == (
        "non unique characteristics in one group",
        {"B": f"non unique characteristics in group id: {first['imtID']} with characteristic ids: {COLOUR}"},
    )


def test_a_group_has_thirty_cards_at_most(sandbox: Sandbox, seller: Seller) -> None:
    colours = [row["name"] for row in seller.get("/content/v2/directory/colors").json()["data"]]
    group = [shirt(f"A-{n}", characteristics=charcs(colours[n])) for n in range(30)]
    imt_id = seller.create(*group)[0]["imtID"]
    body = {"imtID": imt_id, "cardsToAdd": [shirt("B", characteristics=charcs(colours[30]))]}
    assert seller.post(ADD, body).status_code == 200
    sandbox.advance(60)
    assert "не больше 30 карточек" in seller.errors()[0]["errors"]["B"][0]


def test_an_unsized_good_and_its_barcode(seller: Seller) -> None:
    size = seller.create(bucket(), subject=1436)[0]["sizes"][0]
    assert (size["techSize"], size["wbSize"]) == ("0", "")
    barcode = size["skus"][0]
    assert len(barcode) == 13 and barcode.startswith("200")
    digits = [int(digit) for digit in barcode]
    assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_a_sized_good_without_sizes(seller: Seller) -> None:
    for code, sizes in (("A", []), ("B", [{"skus": ["4600000000017"]}])):
        size = seller.create(shirt(code, sizes=sizes))[0]["sizes"][0]
        assert (size["techSize"], size["wbSize"], len(size["skus"])) == ("A", "1", 1)


def test_numbers_grow(seller: Seller) -> None:
    cards = seller.create(shirt("A")) + seller.create(shirt("B"))
    assert cards[0]["nmID"] < cards[1]["nmID"]
    assert cards[0]["imtID"] < cards[1]["imtID"]
    assert 2**32 < cards[0]["sizes"][0]["chrtID"] < cards[1]["sizes"][0]["chrtID"]
