from __future__ import annotations

import json
from pathlib import Path

import pytest

from syncd.sandbox import dictionary
from syncd.sandbox.errors import SandboxError
from tests.sandbox.seller import Seller


def test_parents_and_subjects(seller: Seller) -> None:
    parents = seller.get("/content/v2/object/parent/all").json()["data"]
    assert {"name": "Одежда", "id": 1, "isVisible": True} in parents
    assert len(seller.get("/content/v2/object/all").json()["data"]) == 30
    everything = []
    for offset in range(0, 10_000, 1000):
        everything += seller.get("/content/v2/object/all", limit=1000, offset=offset).json()["data"]
    assert len({row["subjectID"] for row in everything}) == len(everything) == 7400
    assert {row["parentID"] for row in everything} <= {row["id"] for row in parents}


def test_subjects_by_part_of_name_and_parent(seller: Seller) -> None:
    found = seller.get("/content/v2/object/all", name="ФУТБОЛ", parentID=1).json()["data"]
    assert {row["subjectName"] for row in found} == {"Футболки", "Футболки-поло"}


@pytest.mark.parametrize("query", [{"limit": 1001}, {"limit": "x"}, {"offset": -1}])
def test_subjects_beyond_the_bounds(seller: Seller, query: dict[str, object]) -> None:
    answer = seller.get("/content/v2/object/all", **query)
    assert (answer.status_code, answer.json()["error"]) == (400, True)


def test_characteristics(seller: Seller) -> None:
    rows = {row["charcID"]: row for row in seller.get("/content/v2/object/charcs/192").json()["data"]}
    assert rows[204557]["required"] and rows[204557]["name"] == "Пол"
    assert rows[14177446]["existNamedField"]
    assert seller.get("/content/v2/object/charcs/999999999").json()["data"] == []
    assert seller.get("/content/v2/object/charcs/x").status_code == 400


def test_every_subject_has_some(seller: Seller) -> None:
    for subject in dictionary.own_dictionary().subjects.values():
        assert dictionary.own_dictionary().charcs(subject)


def test_directories(seller: Seller) -> None:
    def data(name: str) -> list[object]:
        found: list[object] = seller.get(f"/content/v2/directory/{name}", locale="ru").json()["data"]
        return found

    assert {"name": "персиковый мелок", "parentName": "оранжевый"} in data("colors")
    assert "Женский" in data("kinds")
    assert "лето" in data("seasons")
    assert "Без НДС" in data("vat")
    assert {"id": 15000170, "name": "Китай", "fullName": "Китайская Народная Республика"} in data("countries")
    codes = seller.get("/content/v2/directory/tnved", subjectID=192, search="610910").json()["data"]
    assert codes == [{"tnved": "6109100000", "isKiz": True}]


def test_brands_by_pages(seller: Seller) -> None:
    first = seller.get("/api/content/v1/brands", subjectId=192).json()
    rest = seller.get("/api/content/v1/brands", subjectId=192, next=first["next"]).json()
    assert "next" not in rest
    names = [brand["name"] for brand in first["brands"] + rest["brands"]]
    assert len(set(names)) == first["total"]
    assert "Miravolt" not in names


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ({"subjectId": -1}, 400, "expected number >= 0"),
        ({"subjectId": 192, "next": "MTkx"}, 400, "invalid integer"),
        ({"subjectId": 999999999}, 404, "Brands not found"),
    ],
)
def test_brands_refusals(seller: Seller, query: dict[str, object], status: int, message: str) -> None:
    answer = seller.get("/api/content/v1/brands", **query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert message in answer.text


def test_another_dictionary_replaces_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"brands": [{"id": 1, "name": "Только Наш"}]}), encoding="utf-8")
    loaded = dictionary.load(file)
    assert [brand.name for brand in loaded.brands] == ["Только Наш"]
    assert len(loaded.subjects) == 7400


@pytest.mark.parametrize("content", ["{", "[]", '{"brands": [{"name": 1}]}', '{"subjects": 5}'])
def test_a_broken_dictionary_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "own.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SandboxError, match=r"own\.json"):
        dictionary.load(file)
    with pytest.raises(SandboxError, match="cannot be read"):
        dictionary.load(tmp_path / "missing.json")
