"""Cursors and digests of products."""

from __future__ import annotations

from syncd.state.state import State

A = "main"


def test_cursors(state: State) -> None:
    assert state.cursors.get(A, "cards") is None
    state.cursors.set(A, "cards", "раз")
    state.cursors.set(A, "cards", "два")
    state.cursors.set("second", "cards", "три")
    assert state.cursors.get(A, "cards") == "два"
    assert state.cursors.get(A, "Cards") is None


def test_digests(state: State) -> None:
    state.digests.put_many(A, {number: f"d{number}" for number in range(1201)})
    state.digests.put(A, 5, "другой")
    state.digests.put("second", 5, "чужой")
    assert state.digests.get_many(A, [0, 5, 9999]) == {0: "d0", 5: "другой"}
    assert len(state.digests.get_many(A, list(range(2000)))) == 1201
    state.digests.forget(A, range(3, 1201))
    assert list(state.digests.ids(A)) == [0, 1, 2]
    assert list(state.digests.ids("second")) == [5]
    state.digests.forget(A, [])
    assert state.digests.get_many(A, []) == {}
