"""The sections of the configuration, each a frozen model; `Settings` is the whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from syncd.settings.secrets import SecretRef
from syncd.settings.values import Anchored, DatabaseUrl, ShopDatabaseUrl, Timing

Share = Annotated[Decimal, Field(ge=0, le=1)]
Roubles = Annotated[Decimal, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Id = Annotated[int, Field(ge=1)]


class Section(Anchored):
    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True, allow_inf_nan=False
    )


class Shop(Section):
    """The shop: where its database and its photos are."""

    database: ShopDatabaseUrl | None = None
    settings_inc: Path | None = None
    """The shop's own config/settings.inc.php, instead of `database`, `password` and `prefix`."""
    password: SecretRef | None = None
    prefix: str = Field("ps_", pattern=r"^\w*$")
    id_shop: Id = 1
    shop_language: str = Field("ru", min_length=2)
    fallback_language: str | None = Field(None, min_length=2)
    """Where a text is missing in the shop's language; None: it stays missing."""
    tls: Literal["off", "prefer", "verify"] = "prefer"
    images: Path | None = None
    url: str | None = Field(None, pattern=r"^https?://")

    @model_validator(mode="after")
    def _one_address(self) -> Shop:
        if (self.database is None) == (self.settings_inc is None):
            raise PydanticCustomError("shop_address", "database or settings_inc")
        return self


class Warehouse(Section):
    """Which stock of the shop goes to which seller's warehouse at WB."""

    id: Id
    """WB's number of the seller's warehouse."""
    shop_warehouse: Count = 0
    """PrestaShop's id_warehouse; 0 is the shop's whole stock."""


def _warehouses(given: Any) -> Any:
    """One number stands for one warehouse with the shop's whole stock."""
    return given if isinstance(given, list | tuple) else ({"id": given},)


class Account(Section):
    """One WB seller."""

    name: str = Field(min_length=1, pattern=r"^[\w.-]+$")
    api: Literal["content", "suppliers"] = "content"
    tokens: tuple[SecretRef, ...] = ()
    client_secrets: tuple[SecretRef, ...] = ()
    user_agent: str | None = Field(None, pattern=r"^[\x21-\x7e][\x20-\x7e]*$")
    """Said before our own name in each request."""
    bearer: bool = False
    """The token goes after the word Bearer; else bare: WB takes both (modern.md, section 2)."""
    supplier_id: str | None = Field(None, pattern=r"^[0-9a-fA-F-]{36}$")
    phone: str | None = Field(None, pattern=r"^\+?[\d() -]{10,20}$")
    warehouses: Annotated[tuple[Warehouse, ...], BeforeValidator(_warehouses)] = Field((), alias="warehouse")
    base_url: str = Field("", pattern=r"^(https?://\S+)?$")
    """One address for all of WB's hosts; empty: WB itself."""


def _some(given: Any) -> Any:
    """Counted before its parts are judged: bad ones count too."""
    if given in ([], ()):
        raise PydanticCustomError("too_short", "at least one", {"min_length": 1})
    return given


class State(Section):
    """The local mapping table."""

    database: DatabaseUrl = "sqlite:////var/lib/syncd/state.db"
    password: SecretRef | None = None
    tls: Literal["off", "prefer", "verify"] = "prefer"


class Schedule(Section):
    """When the daemon runs which job."""

    dictionaries: Timing = 86400
    catalog: Timing = 600
    media: Timing = 1800
    prices: Timing = 600
    stocks: Timing = 60
    orders: Timing = 60
    credentials: Timing = 3600


class Catalog(Section):
    wait_seconds: Count = 60
    """How long a run waits for WB to show what it sent."""
    full_read_hours: Id = 24
    """How often all cards are read, not only those that changed."""
    gone: Literal["tell", "leave", "trash"] = "tell"
    """What becomes of a card of ours whose product the shop no longer offers."""


class Brakes(Section):
    """Shares are of what stands at WB: 0.3 is thirty of a hundred."""

    zero_share: Share = Decimal("0.3")
    """Vanished things that one plan may set to zero."""
    trash_share: Share = Decimal("0.05")
    reprice_share: Share = Decimal("0.3")
    change_share: Share = Decimal("0.3")
    """Cards of ours whose content one plan may change; 1 never holds."""
    shrink_share: Share = Decimal("0.3")
    """How much smaller the shop's catalogue may have become since the last run."""
    price_down: Share = Decimal("0.3")
    """How far one price may fall."""
    price_up: Annotated[Decimal, Field(ge=0)] = Decimal(1)
    price_floor: Roubles = Decimal(1)


class Mapping(Section):
    file: Path = Path("mapping.yaml")


class Media(Section):
    way: Literal["file", "link"] = "file"


class Prices(Section):
    """Defaults for every rule of the mapping that names no formula of its own."""

    formula: Annotated[str, Field(min_length=1)] = "price"
    rounding: Literal["up", "nearest", "down"] = "nearest"
    step: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    """Prices are rounded to its multiples."""
    floor: Roubles = Decimal(0)
    corridor: tuple[Roubles, Roubles] | None = None
    """Least and greatest price after the discount."""
    discount: Annotated[int, Field(ge=0, le=99)] = 0


class Stocks(Section):
    buffer: Count = 0
    largest: Annotated[int, Field(ge=1, le=100_000)] = 100_000
    zero_when: tuple[Literal["inactive", "hidden", "not-orderable"], ...] = (
        "inactive",
        "hidden",
        "not-orderable",
    )
    compare_hours: Id = 24
    """How often WB's figures are read in full."""


class Orders(Section):
    start_from: AwareDatetime | None = None
    """Older orders are not imported; fixed at the first start when it is not given."""
    customer: Literal["technical", "buyer"] = "technical"
    states: dict[str, int] = Field(default_factory=dict)
    """WB's status -> the shop's id_order_state."""
    carrier: str = "Wildberries"
    payment: str = "Wildberries"
    stock: Literal["decrement", "leave"] = "decrement"
    settle_seconds: Count = 90


class Notify(Section):
    addresses: tuple[SecretRef, ...] = ()
    """Apprise addresses: they hold passwords, so they are referred to."""


class Log(Section):
    format: Literal["console", "json"] = "console"
    level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(BaseSettings, Anchored):
    """The whole configuration. Made by `load`, which has already laid the environment over the file."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    language: Literal["ru", "en"] = "ru"
    shop: Shop
    accounts: Annotated[tuple[Account, ...], BeforeValidator(_some)] = Field(alias="account")
    state: State = State()
    schedule: Schedule = Schedule()
    catalog: Catalog = Catalog()
    brakes: Brakes = Brakes()
    mapping: Mapping = Mapping()
    media: Media = Media()
    prices: Prices = Prices()
    stocks: Stocks = Stocks()
    orders: Orders = Orders()
    notify: Notify = Notify()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` gives: its overlay also reaches into lists and knows which variable to blame."""
        return (init_settings,)

    @model_validator(mode="after")
    def _names_differ(self) -> Settings:
        names = [account.name for account in self.accounts]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise PydanticCustomError("account_repeated", "names", {"name": repeated[0]})
        return self

    def account(self, name: str) -> Account | None:
        return next((account for account in self.accounts if account.name == name), None)
