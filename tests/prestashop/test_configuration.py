"""Settings: which of several rows of one name holds for a shop, and what is no setting at all."""

from __future__ import annotations

import pytest

from syncd.prestashop.configuration import Configuration, resolve

SHOP, GROUP = 2, 5
MULTISTORE = (None, None, "PS_MULTISHOP_FEATURE_ACTIVE", "1")
TAX = "PS_TAX"

Setting = tuple[int | None, int | None, str, str | None]


def resolved(*rows: Setting, shops: int = 2) -> Configuration:
    return resolve(rows, SHOP, GROUP, shops)


def tax(*rows: Setting, shops: int = 2) -> str:
    return resolved(*rows, shops=shops).text(TAX, "absent")


GLOBAL: Setting = (None, None, TAX, "global")
ZEROS: Setting = (0, 0, TAX, "zeros")
OF_GROUP: Setting = (GROUP, None, TAX, "group")
OF_SHOP: Setting = (GROUP, SHOP, TAX, "shop")
OF_OTHERS: tuple[Setting, ...] = ((6, None, TAX, "other group"), (GROUP, 3, TAX, "other shop"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param((), "absent", id="none"),
        pytest.param((GLOBAL,), "global", id="global is NULL"),
        pytest.param((ZEROS,), "zeros", id="or 0"),
        pytest.param((OF_SHOP, OF_GROUP, GLOBAL), "shop", id="the shop's before all, whatever their order"),
        pytest.param((OF_GROUP, GLOBAL), "group", id="its group's before the global"),
        pytest.param((GLOBAL, *OF_OTHERS), "global", id="not those of others"),
        pytest.param((GLOBAL, ZEROS), "zeros", id="of equals the last"),
        pytest.param((GLOBAL, OF_SHOP, (None, SHOP, TAX, "again")), "again", id="of the shop's the last"),
        pytest.param((GLOBAL, (GROUP, SHOP, TAX, None)), "global", id="a NULL of the shop hides nothing"),
        pytest.param((GLOBAL, (None, None, TAX, None)), "absent", id="a last NULL is no value"),
        pytest.param((GLOBAL, (GROUP, SHOP, TAX, "0")), "0", id="a 0 of the shop does hide"),
    ],
)
def test_with_several_shops_the_nearest_row_holds(rows: tuple[Setting, ...], expected: str) -> None:
    assert tax(MULTISTORE, *rows) == expected


def test_an_empty_text_of_the_shop_hides_the_global_one() -> None:
    assert not resolved(MULTISTORE, (None, None, TAX, "1"), (GROUP, SHOP, TAX, "")).on(TAX)


@pytest.mark.parametrize(
    ("switch", "shops"),
    [
        pytest.param((), 2, id="no switch"),
        pytest.param(((None, None, "PS_MULTISHOP_FEATURE_ACTIVE", "0"),), 2, id="switched off"),
        pytest.param((MULTISTORE,), 1, id="one shop alone"),
        pytest.param(
            ((None, None, "PS_MULTISHOP_FEATURE_ACTIVE", "0"), MULTISTORE), 2, id="its first row counts"
        ),
    ],
)
def test_without_multistore_only_global_rows_count(switch: tuple[Setting, ...], shops: int) -> None:
    assert tax(*switch, GLOBAL, OF_GROUP, OF_SHOP, shops=shops) == "global"
    assert not resolved(*switch, shops=shops).multistore


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), ("", False), (None, False)])
def test_a_switch(value: str | None, expected: bool) -> None:
    assert resolved((None, None, TAX, value)).on(TAX) == expected


def test_a_switch_that_is_absent_is_off() -> None:
    assert not resolved().on(TAX)


def test_what_is_not_read_cannot_be_asked_for() -> None:
    with pytest.raises(LookupError):
        resolved().text("PS_LOGO")
