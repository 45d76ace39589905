"""What the demo's shop sells: `goods.toml` beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Good:
    name: str
    category: str
    """Names of the path, joined by '/'."""
    reference: str
    price: Decimal
    """Roubles, VAT included."""
    description: str
    features: dict[str, str]
    brand: str = ""
    short: str = ""
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    package: tuple[int, int, int] = (0, 0, 0)
    """Width, height, depth in centimetres."""
    weight: Decimal = field(default_factory=Decimal)
    active: bool = True
    virtual: bool = False
    barcode: bool = True

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.category.split("/"))

    @property
    def is_shoe(self) -> bool:
        return self.path[0] == "Обувь"


@cache
def goods() -> tuple[Good, ...]:
    source = resources.files("syncd.demo").joinpath("goods.toml").read_text("utf-8")
    return tuple(_good(told) for told in tomllib.loads(source, parse_float=Decimal)["product"])


def _good(told: dict[str, object]) -> Good:
    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    plain |= {name: Decimal(str(plain.get(name, 0))) for name in ("price", "weight")}
    return Good(**plain)  # type: ignore[arg-type]
