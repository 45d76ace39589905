"""How prices came about, as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import click

from syncd.cli.base import Setting
from syncd.cli.output import plain
from syncd.model.price import PriceAccount, PriceStep
from syncd.model.shop import Product


def show_accounts(setting: Setting, product: Product, accounts: Sequence[PriceAccount]) -> None:
    """Combinations whose prices came about alike are told together."""
    names = {
        each.id_product_attribute: ", ".join(attribute.value for attribute in each.attributes)
        or str(each.id_product_attribute)
        for each in product.combinations
    }
    for steps, alike in _alike(accounts).items():
        _head(
            setting,
            [names[each.id_product_attribute] for each in alike if each.id_product_attribute in names],
        )
        width = max(len(_amount(step.value)) for step in steps)
        for step in steps:
            text = setting.texts.say(f"price-step-{step.code.value}", **dict(step.facts))
            click.echo(f"  {_amount(step.value):>{width}}  {text}")
    if product.price_changes_at:
        setting.say("price-changes", moment=plain(product.price_changes_at))


def _amount(value: Decimal) -> str:
    """Kopecks, and what is finer only where it is not zero."""
    whole, _, part = f"{value:f}".partition(".")
    return f"{whole}.{part.rstrip('0'):0<2}"


def _alike(accounts: Sequence[PriceAccount]) -> Mapping[tuple[PriceStep, ...], list[PriceAccount]]:
    found: dict[tuple[PriceStep, ...], list[PriceAccount]] = {}
    for each in accounts:
        found.setdefault(each.steps, []).append(each)
    return found


def _head(setting: Setting, combinations: Sequence[str]) -> None:
    if combinations:
        setting.say("price-account-of", combinations=plain("; ".join(combinations)))
    else:
        setting.say("price-account")
