"""Taxes of the buyer's country: tax group -> what a price is multiplied by.

Sums are doubles added in PHP's own order (`syncd.prestashop.price` says why).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from syncd.prestashop.database import Snapshot
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import double, number, text

_ALONE, _ONE_AFTER_ANOTHER = 0, 2
"""tax_rule.behavior; any other is summed (1.6.1.19, classes/tax/TaxRulesTaxManager.php:99-127)."""

_POSTCODE = "0"
"""Of a visitor without an address."""

_LEADING_NUMBER = re.compile(r"\s*[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class TaxRule:
    behaviour: int
    rate: float
    """Percent."""


class Taxes:
    """Factors by tax group; one that is unknown, inactive or has no rule for the country taxes nothing."""

    def __init__(self, factors: dict[int, float]) -> None:
        self._factors = factors

    def factor(self, id_tax_rules_group: int) -> float:
        return self._factors.get(id_tax_rules_group, 1.0)


NO_TAXES = Taxes({})


def factor(rules: Iterable[TaxRule]) -> float:
    """Of one group's rules in PrestaShop's order: they count up to the first that stands alone.

    The first rule says how they are added up; a rate's sign is not looked at (classes/tax/TaxCalculator.php).
    """
    counted: list[TaxRule] = []
    for rule in rules:
        counted.append(rule)
        if rule.behaviour == _ALONE:
            break
    if counted and counted[0].behaviour == _ONE_AFTER_ANOTHER:
        product = 1.0
        for rule in counted:
            product *= 1 + abs(rule.rate) / 100
        return 1 + (product - 1) * 100 / 100
    total = 0.0
    for rule in counted:
        total += abs(rule.rate)
    return 1 + total / 100


def holds_without_postcode(first: str, last: str) -> bool:
    """The rule's range of postcodes, compared as the shop's query does: texts, and texts as numbers."""
    return first.rstrip() <= _POSTCODE <= last.rstrip() or _as_number(first) == _as_number(last) == 0


def _as_number(code: str) -> float:
    """MySQL reads a text as the number that it begins with, and as 0 when it begins with none."""
    found = _LEADING_NUMBER.match(code)
    return float(found[0]) if found else 0.0


def read_taxes(snapshot: Snapshot, tables: Tables, id_country: int) -> Taxes:
    """For a buyer without an address: state 0, no postcode.

    The rules are read without joining the taxes, and ties are settled by id: the genuine query leaves
    them to the table's own order. Inactive taxes and deleted groups still tax, inactive groups do not:
    measured on 1.6.1.19. A rule of a tax that does not exist ("no tax" in the back office) is one of 0 %.
    """
    rates = {
        row[0]: double(row[1]) for row in snapshot.rows(sa.select(tables.tax.c.id_tax, tables.tax.c.rate))
    }
    groups: dict[int, list[TaxRule]] = {}
    for group, id_tax, behaviour, first, last in snapshot.rows(_rules(tables, id_country)):
        if holds_without_postcode(text(first), text(last)):
            groups.setdefault(group, []).append(TaxRule(number(behaviour), rates.get(id_tax, 0.0)))
    return Taxes({group: factor(rules) for group, rules in groups.items()})


def _rules(tables: Tables, id_country: int) -> sa.Select[tuple[int, int, int, str, str]]:
    rule, group = tables.tax_rule.c, tables.tax_rules_group.c
    return (
        sa.select(rule.id_tax_rules_group, rule.id_tax, rule.behavior, rule.zipcode_from, rule.zipcode_to)
        .join_from(
            tables.tax_rule, tables.tax_rules_group, group.id_tax_rules_group == rule.id_tax_rules_group
        )
        .where(group.active == 1, rule.id_country == id_country, rule.id_state == 0)
        .order_by(rule.zipcode_from.desc(), rule.zipcode_to.desc(), rule.id_tax_rule)
    )
