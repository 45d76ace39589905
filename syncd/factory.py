"""The one place where adapters are chosen: it hands jobs their ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from syncd.clock import SystemClock
from syncd.jobs.context import Context, Patience, say_nothing
from syncd.mapping import rules
from syncd.mapping.rules import Mapping
from syncd.model.clock import Clock
from syncd.model.errors import ConfigurationError, CredentialsError, ErrorCode, UnreachableError
from syncd.model.limit import BucketStore
from syncd.prestashop import settings_inc
from syncd.prestashop.reader import PrestaShop
from syncd.settings import Account, SecretRef, Settings, Shop, read_secret
from syncd.state import schema
from syncd.state.database import Database
from syncd.state.schema import Upgraded
from syncd.state.state import State
from syncd.sync.guard import BrakeLimits
from syncd.texts import Texts
from syncd.wildberries.content import ContentCatalogue
from syncd.wildberries.token import Token
from syncd.wildberries.transport import Transport


@contextmanager
def open_context(
    settings: Settings,
    account: Account,
    clock: Clock,
    progress: Callable[[str, int], None] = say_nothing,
) -> Iterator[Context]:
    """Everything that a job of this account needs, closed again at the end.

    Raises `ConfigurationError`, `CredentialsError` or `UnreachableError`; nobody is asked anything yet.
    """
    mapping = read_mapping(settings.mapping.file, settings.language)
    tokens = read_tokens(account)
    with ExitStack() as opened:
        state = opened.enter_context(open_state(settings, clock))
        shop = open_shop(settings.shop, clock)
        opened.callback(shop.close)
        transport = open_transport(account, tokens, state.buckets, clock)
        opened.callback(transport.close)
        yield Context(
            account=account.name,
            shop=shop,
            catalogue=ContentCatalogue(transport),
            state=state,
            mapping=mapping,
            clock=clock,
            brakes=BrakeLimits(shrink_share=settings.brakes.shrink_share),
            patience=Patience(
                wait=timedelta(seconds=settings.catalog.wait_seconds),
                full_read=timedelta(hours=settings.catalog.full_read_hours),
            ),
            progress=progress,
        )


@contextmanager
def open_state(settings: Settings, clock: Clock) -> Iterator[State]:
    state = State.open(settings.state.database, clock, _password(settings.state.password))
    try:
        yield state
    finally:
        state.close()


def upgrade_state(settings: Settings, clock: Clock) -> Upgraded:
    """Bring the state to this program's revision; raises what opening it raises."""
    database = Database(settings.state.database, _password(settings.state.password))
    try:
        return schema.upgrade_and_tell(database, clock)
    finally:
        database.close()


def open_shop(shop: Shop, clock: Clock) -> PrestaShop:
    told = settings_inc.parse(shop.settings_inc) if shop.settings_inc is not None else None
    return PrestaShop(
        told.url() if told else shop.database or "",
        password=None if told else _password(shop.password),
        prefix=told.prefix if told else shop.prefix,
        id_shop=shop.id_shop,
        language=shop.shop_language,
        fallback_language=shop.fallback_language,
        tls=shop.tls,
        now=clock.now,
    )


def shop_zone(settings: Settings) -> str | None:
    """The shop's time zone for cron expressions; None while the shop cannot be asked."""
    shop = open_shop(settings.shop, SystemClock())
    try:
        return shop.describe().time_zone
    except UnreachableError:
        return None
    finally:
        shop.close()


def read_mapping(path: Path, language: str) -> Mapping:
    """Its mistakes are lines in `language`. Raises `ConfigurationError`."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(ErrorCode.MAPPING_MISSING, file=path) from error
    return rules.load(text, str(path), Texts(language).say)


def read_tokens(account: Account) -> list[Token]:
    if account.api != "content":
        raise ConfigurationError(ErrorCode.API_NOT_BUILT, account=account.name, api=account.api)
    if not account.tokens:
        raise CredentialsError(ErrorCode.TOKEN_MISSING, account=account.name)
    return [Token.decode(read_secret(ref).get_secret_value()) for ref in account.tokens]


def open_transport(
    account: Account, tokens: Sequence[Token], buckets: BucketStore, clock: Clock
) -> Transport:
    return Transport(tokens, buckets, clock, base_url=account.base_url)


def choose_accounts(settings: Settings, name: str | None) -> Sequence[Account]:
    """The named account, or all."""
    if name is None:
        return settings.accounts
    found = settings.account(name)
    if found is None:
        known = ", ".join(account.name for account in settings.accounts)
        raise ConfigurationError(ErrorCode.ACCOUNT_UNKNOWN, account=name, known=known)
    return [found]


def _password(ref: SecretRef | None) -> str | None:
    return None if ref is None else read_secret(ref).get_secret_value()
