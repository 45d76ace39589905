"""Taxes of the visitor's country: tax group -> what a price is multiplied by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa

from syncd.prestashop.database import Snapshot
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import decimal, number, text

_ALONE, _SUMMED, _ONE_AFTER_ANOTHER = 0, 1, 2
"""tax_rule.behavior (1.6.1.19, classes/tax/TaxRulesTaxManager.php:99-127)."""

_HUNDRED = Decimal(100)
_UNTAXED = Decimal(1)


@dataclass(frozen=True, slots=True)
class TaxRule:
    behaviour: int
    rate: Decimal
    """Percent."""


class Taxes:
    """Factors by tax group; one that is unknown, inactive or has no rule for the country taxes nothing."""

    def __init__(self, factors: dict[int, Decimal]) -> None:
        self._factors = factors

    def factor(self, id_tax_rules_group: int) -> Decimal:
        return self._factors.get(id_tax_rules_group, _UNTAXED)


def factor(rules: Iterable[TaxRule]) -> Decimal:
    """Of one group's rules in PrestaShop's order: they count up to the first that stands alone."""
    counted: list[TaxRule] = []
    for rule in rules:
        counted.append(rule)
        if rule.behaviour == _ALONE:
            break
    if not counted:
        return _UNTAXED
    match counted[0].behaviour:
        case behaviour if behaviour == _SUMMED:
            return _UNTAXED + sum((rule.rate for rule in counted), Decimal(0)) / _HUNDRED
        case behaviour if behaviour == _ONE_AFTER_ANOTHER:
            product = _UNTAXED
            for rule in counted:
                product *= _UNTAXED + rule.rate / _HUNDRED
            return product
        case _:
            return _UNTAXED + counted[0].rate / _HUNDRED


def read_taxes(snapshot: Snapshot, tables: Tables, id_country: int) -> Taxes:
    """For a visitor without an address: state 0, no postcode.

    The rules are read without joining the taxes, and ties are settled by id: the genuine query leaves
    them to the table's own order. Inactive taxes and deleted groups still
    tax, inactive groups do not: measured on 1.6.1.19.
    """
    rates = {
        row[0]: decimal(row[1]) for row in snapshot.rows(sa.select(tables.tax.c.id_tax, tables.tax.c.rate))
    }
    groups: dict[int, list[TaxRule]] = {}
    for group, id_tax, behaviour, first, last in snapshot.rows(_rules(tables, id_country)):
        if number(text(first)) == 0 and number(text(last)) == 0 and id_tax in rates:
            groups.setdefault(group, []).append(TaxRule(behaviour, rates[id_tax]))
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
