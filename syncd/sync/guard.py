"""The brakes: plans that a person has to see before they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from syncd.model.action import Brake, MoveCards, Plan, TrashCard, UpdateCard

LARGEST_SMALL_CHANGE = 10
"""Updates that never count as a mass, so that a shop of a few cards is not held by its share."""

LARGEST_SMALL_TRASH = 3


@dataclass(frozen=True, slots=True)
class GuardFacts:
    """Counts of the moment at which a plan is judged."""

    remote_cards: int
    """What WB holds in this account."""
    known_cards: int
    """Cards of the account that the state knows, adopted ones too."""
    shop_products: int
    previous_products: int
    """Products of the shop at the last run that no brake held; 0 when there was none."""


@dataclass(frozen=True, slots=True)
class BrakeLimits:
    shrink_share: Decimal = Decimal("0.3")
    """How much smaller the shop may have become since the last run: 0.3 is thirty of a hundred."""
    change_share: Decimal = Decimal("0.3")
    """Of the cards that the state knows, how many one plan may update or move."""
    trash_share: Decimal = Decimal("0.05")
    """Of the same, how many one plan may put into WB's trash."""


def judge(plan: Plan, facts: GuardFacts, brakes: BrakeLimits) -> Plan:
    """The plan with every brake that holds it; a plan without brakes may be sent."""
    found = (brake(plan, facts, brakes) for brake in _BRAKES)
    return replace(plan, brakes=tuple(brake for brake in found if brake is not None))


def _first_contact(plan: Plan, facts: GuardFacts, limits: BrakeLimits) -> Brake | None:
    """The account has cards and none of them is ours yet: a person looks before anything is sent (rule 5)."""
    if not plan.actions or facts.known_cards or not facts.remote_cards:
        return None
    return Brake("first-contact", (("cards", str(facts.remote_cards)),))


def _empty_shop(plan: Plan, facts: GuardFacts, limits: BrakeLimits) -> Brake | None:
    """A shop that is suddenly empty is a fault more often than a wish; the empty plan is held, to tell."""
    if facts.shop_products or not facts.known_cards:
        return None
    return Brake("empty-shop", (("cards", str(facts.known_cards)),))


def _shrunken_shop(plan: Plan, facts: GuardFacts, limits: BrakeLimits) -> Brake | None:
    gone = facts.previous_products - facts.shop_products
    if not facts.shop_products or gone <= facts.previous_products * limits.shrink_share:
        return None
    told = {"products": facts.shop_products, "previous": facts.previous_products}
    return Brake("shrunken-shop", tuple((name, str(count)) for name, count in told.items()))


def _mass_change(plan: Plan, facts: GuardFacts, limits: BrakeLimits) -> Brake | None:
    """A mapping or an import gone wrong changes everything at once; a tiny shop changes much every day."""
    updates = sum(
        len(action.cards) if isinstance(action, MoveCards) else isinstance(action, UpdateCard)
        for action in plan.actions
    )
    if updates <= LARGEST_SMALL_CHANGE or updates <= facts.known_cards * limits.change_share:
        return None
    return Brake("mass-change", (("updates", str(updates)), ("cards", str(facts.known_cards))))


def _mass_trash(plan: Plan, facts: GuardFacts, limits: BrakeLimits) -> Brake | None:
    trashed = sum(isinstance(action, TrashCard) for action in plan.actions)
    if trashed <= LARGEST_SMALL_TRASH or trashed <= facts.known_cards * limits.trash_share:
        return None
    return Brake("mass-trash", (("trashed", str(trashed)), ("cards", str(facts.known_cards))))


_BRAKES: tuple[Callable[[Plan, GuardFacts, BrakeLimits], Brake | None], ...] = (
    _first_contact,
    _empty_shop,
    _shrunken_shop,
    _mass_change,
    _mass_trash,
)
