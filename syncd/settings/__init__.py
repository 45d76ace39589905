"""The operator's configuration: one TOML file a shop, the environment over it, checked before use."""

from syncd.settings.file import find, language, load
from syncd.settings.models import (
    Account,
    Brakes,
    Catalog,
    Log,
    Mapping,
    Media,
    Notify,
    Orders,
    Prices,
    Schedule,
    Settings,
    Shop,
    State,
    Stocks,
    Warehouse,
)
from syncd.settings.secrets import SecretRef, read_secret

__all__ = [
    "Account",
    "Brakes",
    "Catalog",
    "Log",
    "Mapping",
    "Media",
    "Notify",
    "Orders",
    "Prices",
    "Schedule",
    "SecretRef",
    "Settings",
    "Shop",
    "State",
    "Stocks",
    "Warehouse",
    "find",
    "language",
    "load",
    "read_secret",
]
