"""What the operator may change while the sandbox runs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from syncd.sandbox.answers import Gateway

CONTOURS = ("prod", "test")
_KINDS: dict[str, tuple[type, ...]] = {
    "float": (int, float),
    "int": (int,),
    "bool": (bool,),
    "str": (str,),
    "Gateway": (str,),
}


@dataclass(frozen=True, slots=True)
class Settings:
    delay: float = 2.0
    """Seconds until an accepted card shows."""
    spread: float = 0.0
    """Seconds, at most, that each group of cards shows later still, each by chance."""
    lag: float = 0.0
    """Seconds by which a card shows after the `updatedAt` that it carries: behind what was listed before.

    Guess: the contract orders the list by `updatedAt` and promises nothing of the order of appearance.
    """
    sync: float = 2.0
    """Seconds until prices and stocks know a card that shows; WB speaks of up to 30 minutes in all."""
    task_delay: float = 1.0
    """Seconds until media and price tasks take effect."""
    gateway: Gateway = Gateway.NEW
    contour: str = "prod"
    """"prod" or "test": WB's test hosts take only test tokens, and these only there."""
    limits: bool = True
    record: bool = False
    """Keep bodies of requests and answers in the journal."""
    free_cards: int = 50_000
    """What GET cards/limits offers."""
    quarantine_percent: float = 33.3
    """A price that falls by more goes into the quarantine (WB's default of May 2026 [OBS])."""
    order_lag: float = 0.0
    """Seconds until a new order shows in the lists; its stock is gone at once. Guess: that there is any."""
    check_delay: float = 1.0
    """Seconds until a mark of an assembly order is checked."""
    shipping_required: bool = True
    """A supply leaves only with its shipping point, type and day: so for Russian sellers."""
    supplier_ban: bool = False
    """WB has banned the seller: no stocks are taken."""
    currency_switch: bool = False
    """The seller is changing the currency: prices stand still."""


def changed(settings: Settings, changes: Any) -> Settings:
    """Raises `ValueError` with the mistake."""
    kinds = {field.name: _KINDS[str(field.type)] for field in fields(Settings)}
    if not isinstance(changes, dict) or set(changes) - set(kinds):
        raise ValueError(f"settings are {', '.join(kinds)}")
    for name, value in changes.items():
        if not isinstance(value, kinds[name]) or (isinstance(value, bool) and bool not in kinds[name]):
            raise ValueError(f"{name} cannot be {value!r}")
        if isinstance(value, int | float) and value < 0:
            raise ValueError(f"{name} is not less than 0")
    if changes.get("gateway", Gateway.NEW) not in list(Gateway):
        raise ValueError("gateway is new or old")
    if changes.get("contour", "prod") not in CONTOURS:
        raise ValueError(f"contour is {' or '.join(CONTOURS)}")
    if "gateway" in changes:
        changes = changes | {"gateway": Gateway(changes["gateway"])}
    return replace(settings, **changes)
