from __future__ import annotations

from syncd.state.state import State
from tests.state import samples


def test_only_what_wb_holds_counts_as_a_card(state: State) -> None:
    assert state.census.at_wb("main") == 0
    state.cards.mint("main", samples.known(colour="1", vendor_code="A"))
    state.cards.mint("main", samples.known(colour="2", vendor_code="B"))
    state.cards.mint("main", samples.known(colour="3", vendor_code="C"))
    state.cards.mint("second", samples.known(colour="1", vendor_code="A"))
    state.cards.record_seen("main", samples.remote(vendor_code="A"), ())
    state.cards.record_refused("main", "B", "print", ("плохое название",), samples.NOON)
    assert state.census.at_wb("main") == 1
    assert state.census.at_wb("second") == 0
