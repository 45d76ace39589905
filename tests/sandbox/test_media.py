"""Photos by file and by link; one bad link loses all, without a word."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
import pytest

from syncd.sandbox.images import Unfit, examine
from syncd.sandbox.server import Sandbox
from tests.sandbox.pictures import bmp, gif, jpeg, mp4, png, served, webp
from tests.sandbox.seller import Seller, shirt

FILE, SAVE = "/content/v3/media/file", "/content/v3/media/save"


def send(seller: Seller, card: dict[str, Any], number: object, content: bytes) -> httpx.Response:
    headers = {"X-Nm-Id": str(card["nmID"]), "X-Photo-Number": str(number)}
    return seller.http.post(FILE, headers=headers, files={"uploadfile": ("1.png", content)})


def hashes(sandbox: Sandbox) -> list[str]:
    found = sandbox.state()["media"]
    return [photo["sha256"] for photo in found[0]["photos"]] if found else []


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_photo_shows_after_a_while_and_tells_only_its_place(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    answer = send(seller, card, 1, png())
    assert answer.json() == {"data": {}, "error": False, "errorText": "", "additionalErrors": None}
    assert seller.card("FUT-1")["photos"] == []
    sandbox.advance(1)
    after = seller.card("FUT-1")
    assert [set(photo) for photo in after["photos"]] == [{"big", "c246x328", "c516x688", "square", "tm"}]
    assert after["photos"][0]["big"].endswith(f"/{card['nmID']}/images/big/1.webp")
    assert after["updatedAt"] > card["updatedAt"]
    assert hashes(sandbox) == [sha(png())]
    assert [len(seller.cards({"withPhoto": value})["cards"]) for value in (0, 1, 2)] == [1, 1, 0]


def test_numbers_append_or_replace(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    for number, shade in ((1, 1), (2, 2), (9, 3), (2, 4)):
        assert send(seller, card, number, png(shade=shade)).status_code == 200
    sandbox.advance(1)
    assert hashes(sandbox) == [sha(png(shade=shade)) for shade in (1, 4, 3)]
    assert send(seller, card, 1, mp4()).status_code == 200
    assert send(seller, card, 2, mp4()).status_code == 400
    sandbox.advance(1)
    assert seller.card("FUT-1")["video"] and len(hashes(sandbox)) == 3


def test_thirty_photos_at_most(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    for number in range(1, 31):
        assert send(seller, card, number, jpeg()).status_code == 200
    sandbox.advance(1)
    assert send(seller, card, 31, jpeg()).status_code == 400
    assert send(seller, card, 30, jpeg()).status_code == 200


def test_refusals_of_files(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    headers = {"X-Nm-Id": str(card["nmID"]), "X-Photo-Number": "1"}
    bare = seller.http.post(FILE, headers=headers | {"Content-Type": "multipart/form-data"}, content=b"x")
    assert (bare.status_code, bare.text) == (400, "Invalid 'boundary' for 'multipart/form-data' request")
    assert bare.headers["content-type"].startswith("text/plain")
    wrong_part = seller.http.post(FILE, headers=headers, files={"file": ("1.png", png())})
    for answer in (
        wrong_part,
        send(seller, {"nmID": 1}, 1, png()),
        send(seller, {"nmID": "x"}, 1, png()),
        send(seller, card, 0, png()),
        send(seller, card, "x", png()),
        send(seller, card, 1, png(699, 900)),
        send(seller, card, 1, b"%PDF"),
    ):
        assert answer.status_code == 400
        assert answer.json()["error"] is True


def test_a_file_may_be_larger_than_other_bodies(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    assert send(seller, card, 1, png() + b"\0" * 11_000_000 + png()[-12:]).status_code == 200
    assert seller.post(SAVE, {"nmId": 1, "data": ["x" * 11_000_000]}).status_code == 413


@pytest.mark.parametrize("content", [png(), jpeg(), jpeg(quality=65), gif(), bmp(), webp(), mp4()])
def test_formats(content: bytes) -> None:
    assert examine(content).size == len(content)


@pytest.mark.parametrize(
    "content",
    [
        jpeg(quality=60),
        jpeg(699, 1200),
        jpeg(700, 899),
        jpeg()[:-2],
        png()[:-12],
        png()[:20],
        gif(frames=2),
        gif()[:-1],
        webp(animated=True),
        b"",
        b"<html>",
        jpeg() + b"\0" * (33 * 1024 * 1024),
        mp4() + b"\0" * (51 * 1024 * 1024),
    ],
)
def test_what_does_not_meet_the_requirements(content: bytes) -> None:
    with pytest.raises(Unfit):
        examine(content)


FILES = {
    "1.png": ("image/png", png(shade=1)),
    "2.png": ("image/png", png(shade=2)),
    "film.mp4": ("video/mp4", mp4()),
    "small.png": ("image/png", png(100, 100)),
    "page.jpg": ("text/html", png()),
}


def test_links_replace_all(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    send(seller, card, 1, jpeg())
    sandbox.advance(1)
    with served(FILES) as host:
        links = [f"{host}/{name}" for name in ("2.png", "film.mp4", "1.png")]
        assert seller.post(SAVE, {"nmId": card["nmID"], "data": links}).status_code == 200
        sandbox.advance(1)
    assert hashes(sandbox) == [sha(png(shade=2)), sha(png(shade=1))]
    assert seller.card("FUT-1")["video"]


@pytest.mark.parametrize("bad", ["small.png", "page.jpg", "absent.png", "film.mp4"])
def test_one_bad_link_loses_all_in_silence(sandbox: Sandbox, seller: Seller, bad: str) -> None:
    card = seller.create(shirt())[0]
    send(seller, card, 1, jpeg())
    sandbox.advance(1)
    with served(FILES) as host:
        links = [f"{host}/{name}" for name in ("1.png", "film.mp4", bad)]
        answer = seller.post(SAVE, {"nmId": card["nmID"], "data": links})
        assert (answer.status_code, answer.json()["error"]) == (200, False)
        sandbox.advance(60)
    assert hashes(sandbox) == [sha(jpeg())]


def test_refusals_of_links(seller: Seller) -> None:
    card = seller.create(shirt())[0]

    def save(**body: Any) -> int:
        return seller.post(SAVE, {"nmId": card["nmID"], "data": []} | body).status_code

    for link in (
        "https://shop.example/1",
        "ftp://shop.example/1.jpg",
        "https://drive.google.com/1.jpg",
        "1.jpg",
    ):
        assert save(data=[link]) == 409
    assert save(nmId=None) == 422
    assert save(nmId=5) == 400
    assert save(data=[5]) == 400


def test_a_lost_photo(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    sandbox.set_faults([{"kind": "no-effect", "path": "*/media/file", "skip": 1, "count": 1}])
    for number in (1, 2, 3):
        assert send(seller, card, number, png(shade=number)).status_code == 200
    sandbox.advance(1)
    assert hashes(sandbox) == [sha(png(shade=1)), sha(png(shade=3))]
