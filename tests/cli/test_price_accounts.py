from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from syncd.cli.base import Setting
from syncd.cli.price_accounts import show_accounts
from syncd.model.price import PriceAccount, PriceStep, PriceStepCode
from tests.shops import shirt

SHIRT = shirt(1, "белый", "синий")
CHANGES = datetime(2026, 12, 1, tzinfo=UTC)
FACTS = {
    PriceStepCode.FIXED: {"specific_price": "12345"},
    PriceStepCode.CONVERTED: {"currency": "EUR"},
    PriceStepCode.TAX: {"percent": "20"},
    PriceStepCode.REDUCTION_PERCENTAGE: {"percent": "33.3333", "specific_price": "12345"},
    PriceStepCode.REDUCTION_AMOUNT: {"specific_price": "12345"},
    PriceStepCode.GROUP_REDUCTION: {"group": "3"},
}


def account(id_product_attribute: int, *steps: PriceStep) -> PriceAccount:
    amounts = [Decimal(120)] * 4
    return PriceAccount(1, id_product_attribute, False, "RUB", *amounts, None, steps)


def told(capsys: pytest.CaptureFixture[str], *accounts: PriceAccount, language: str = "ru") -> str:
    setting = Setting(environ={"SYNCD_LANGUAGE": language})
    show_accounts(setting, replace(SHIRT, price_changes_at=CHANGES), accounts)
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_step_has_a_text_with_its_facts(capsys: pytest.CaptureFixture[str], language: str) -> None:
    steps = [PriceStep(code, Decimal(1), tuple(FACTS.get(code, {}).items())) for code in PriceStepCode]
    text = told(capsys, account(0, *steps), language=language)
    assert "price-step" not in text
    assert "{" not in text
    assert text.count("12345") == 3
    for fact in ("EUR", "20 %", "33.3333 %"):
        assert fact in text
    assert CHANGES.astimezone().strftime("%Y-%m-%d %H:%M") in text


def test_combinations_of_one_price_are_told_together(capsys: pytest.CaptureFixture[str]) -> None:
    first, second, third = (each.id_product_attribute for each in SHIRT.combinations[:3])
    cheap = PriceStep(PriceStepCode.PRICE, Decimal("99.5"))
    dear = PriceStep(PriceStepCode.PRICE, Decimal("1120.5"))
    text = told(capsys, account(first, cheap), account(second, dear), account(third, cheap))
    assert text.count("белый, S; ") == 1
    assert text.index("99.5") < text.index("1120.5")
    assert len([line for line in text.splitlines() if "99.5" in line]) == 1
