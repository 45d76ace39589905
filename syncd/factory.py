"""The one place where adapters are chosen: it hands jobs their ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from syncd.clock import SystemClock
from syncd.jobs import run as jobs
from syncd.jobs.context import Context, Patience, say_nothing
from syncd.jobs.dictionaries import KnownOrAsked
from syncd.mapping import rules
from syncd.mapping.rules import Mapping
from syncd.model.clock import Clock
from syncd.model.errors import (
    ConfigurationError,
    CredentialsError,
    ErrorCode,
    SyncdError,
    UnreachableError,
)
from syncd.model.limit import BucketStore
from syncd.model.ports import Catalogue
from syncd.model.run import Job, Report
from syncd.prestashop import settings_inc
from syncd.prestashop.reader import PrestaShop
from syncd.settings import Account, SecretRef, Settings, Shop, read_secret
from syncd.state import schema
from syncd.state.database import Database
from syncd.state.schema import Upgraded
from syncd.state.state import State
from syncd.sync.guard import BrakeLimits
from syncd.sync.plan import Gone
from syncd.texts import Texts
from syncd.wildberries.content import ContentCatalogue
from syncd.wildberries.token import Category, Token, choose
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
    with (
        open_state(settings, clock) as state,
        _context(settings, account, state, clock, progress) as context,
    ):
        yield context


def run(
    settings: Settings,
    account: Account,
    job: Job,
    clock: Clock,
    progress: Callable[[str, int], None] = say_nothing,
) -> Report:
    """Run the job now. What keeps it from beginning is recorded as a run that failed, and raised."""
    with ExitStack() as opened:
        state = opened.enter_context(open_state(settings, clock))
        try:
            context = opened.enter_context(_context(settings, account, state, clock, progress))
        except SyncdError as error:
            jobs.fail(state, account.name, job, error)
            raise
        return jobs.run(context, job)


@contextmanager
def _context(
    settings: Settings,
    account: Account,
    state: State,
    clock: Clock,
    progress: Callable[[str, int], None],
) -> Iterator[Context]:
    mapping = read_mapping(settings.mapping.file, settings.language)
    with open_catalogue(account, state, clock) as catalogue, closing(open_shop(settings.shop, clock)) as shop:
        yield Context(
            account=account.name,
            shop=shop,
            catalogue=catalogue,
            state=state,
            mapping=mapping,
            clock=clock,
            brakes=BrakeLimits(
                shrink_share=settings.brakes.shrink_share,
                change_share=settings.brakes.change_share,
                trash_share=settings.brakes.trash_share,
            ),
            gone=Gone(settings.catalog.gone),
            patience=Patience(
                wait=timedelta(seconds=settings.catalog.wait_seconds),
                full_read=timedelta(hours=settings.catalog.full_read_hours),
            ),
            progress=progress,
        )


@contextmanager
def open_catalogue(account: Account, state: State, clock: Clock) -> Iterator[Catalogue]:
    """Raises `ConfigurationError` or `CredentialsError`; WB is not asked yet."""
    with closing(open_transport(account, read_tokens(account), state.buckets, clock)) as transport:
        yield ContentCatalogue(transport)


@contextmanager
def open_dictionary(settings: Settings, account: Account, clock: Clock) -> Iterator[KnownOrAsked]:
    """For questions about WB's dictionaries: neither the shop nor the mapping is needed."""
    with open_state(settings, clock) as state, open_catalogue(account, state, clock) as catalogue:
        yield KnownOrAsked(account.name, state.dictionaries, catalogue)


@contextmanager
def open_state(settings: Settings, clock: Clock) -> Iterator[State]:
    password = _password(settings.state.password)
    state = State.open(settings.state.database, clock, password, tls=settings.state.tls)
    try:
        yield state
    finally:
        state.close()


def upgrade_state(settings: Settings, clock: Clock) -> Upgraded:
    """Bring the state to this program's revision; raises what opening it raises."""
    password = _password(settings.state.password)
    database = Database(settings.state.database, password, tls=settings.state.tls)
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
    return [Token.decode(_read_token(ref)) for ref in account.tokens]


def _read_token(ref: SecretRef) -> str:
    """A token that is not where it should be is a missing right, as one that WB refuses is."""
    try:
        return read_secret(ref).get_secret_value()
    except ConfigurationError as error:
        raise CredentialsError(error.code, **error.facts) from error


def check_token(account: Account, now: datetime) -> None:
    """Raise the `CredentialsError` that writing a card would end with, as far as the tokens can tell."""
    tokens = read_tokens(account)
    contour = None if account.base_url else all(token.test for token in tokens)
    choose(tokens, Category.CONTENT, write=True, now=now, test_contour=contour)


def open_transport(
    account: Account, tokens: Sequence[Token], buckets: BucketStore, clock: Clock
) -> Transport:
    return Transport(
        tokens,
        buckets,
        clock,
        base_url=account.base_url,
        bearer=account.bearer,
        user_agent=account.user_agent,
    )


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
