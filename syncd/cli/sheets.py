"""One product from both sides, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import click

from syncd.cli.base import Setting
from syncd.cli.output import plain, table
from syncd.cli.plans import field_told
from syncd.cli.price_accounts import show_accounts
from syncd.cli.products import facts, money
from syncd.cli.reports import ProblemSheet, problem_sheet, show_problems
from syncd.jobs.context import Context
from syncd.jobs.dictionaries import StoredDictionary
from syncd.mapping.mapper import LeftOut, Mapped, map_product
from syncd.model.card import CardDraft, GroupDraft, RemoteCard, RemoteSize, SizeDraft
from syncd.model.link import KnownCard
from syncd.model.price import PriceAccount
from syncd.model.problem import Problem, RefKind
from syncd.model.shop import Combination, Product
from syncd.sync.compare import differences


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One card: as it should be, as we know it, as WB was last seen to hold it."""

    vendor_code: str
    wanted: CardDraft | None
    known: KnownCard | None
    at_wb: RemoteCard | None
    differences: tuple[str, ...]
    in_doubt_since: datetime | None
    """When it was sent, while WB shows neither the card nor a refusal."""


@dataclass(frozen=True, slots=True)
class ProductSheet:
    account: str
    product: Product | None
    """None when the shop no longer has it."""
    left_out: str | None
    """Why the mapping leaves it out."""
    prices: tuple[PriceAccount, ...]
    """How its prices in the shop came about."""
    subject: str | None
    cards: tuple[CardSheet, ...]
    problems: tuple[ProblemSheet, ...]


def sheet_of(setting: Setting, context: Context, kind: str | None, ref: str) -> ProductSheet | None:
    """None when neither the shop nor the state of this account knows it."""
    id_product = _find(context, kind, ref)
    read = context.shop.product(id_product) if id_product is not None else None
    known = context.state.cards.of_product(context.account, id_product) if id_product is not None else ()
    if id_product is None or (read is None and not known):
        return None
    product = read if isinstance(read, Product) else None
    if product and kind != RefKind.CARD and not _has_offer(product, ref):
        return None
    mapped = _map(context, product) if product else Mapped(None, ())
    cards = tuple(_cards(context, mapped, known))
    found = [read] if isinstance(read, Problem) else list(mapped.problems)
    return ProductSheet(
        account=context.account,
        product=product,
        left_out=mapped.result.reason if isinstance(mapped.result, LeftOut) else None,
        prices=tuple(context.shop.price_accounts(id_product)) if product else (),
        subject=_subject(context, mapped),
        cards=cards,
        problems=(
            *(problem_sheet(setting, context.account, problem) for problem in found),
            *_card_problems(setting, context, cards),
        ),
    )


def _find(context: Context, kind: str | None, ref: str) -> int | None:
    """A product's id, an offer's key, a vendor code, WB's number of a card, a reference or a barcode."""
    number = int(ref) if ref.isascii() and ref.isdigit() else None
    may_be_product = kind in (None, RefKind.PRODUCT.value) and number is not None
    if may_be_product and (kind or context.shop.product(number or 0) is not None):
        return number
    if kind in (None, RefKind.OFFER.value):
        head = ref.partition(":")[0]
        if head.isascii() and head.isdigit() and (":" in ref or kind):
            return int(head)
    if kind in (None, RefKind.CARD.value) and (found := _find_card(context, ref, number)) is not None:
        return found
    return _find_in_shop(context, ref) if kind != RefKind.CARD else None


def _find_in_shop(context: Context, ref: str) -> int | None:
    """By a reference or a barcode, of the product or of a combination. Reads the shop up to it."""
    wanted = ref.casefold()
    for product in context.shop.products():
        if isinstance(product, Product):
            parts: tuple[Product | Combination, ...] = (product, *product.combinations)
            if any(wanted in (part.reference.casefold(), part.ean13) for part in parts):
                return product.id_product
    return None


def _has_offer(product: Product, ref: str) -> bool:
    """Whether the offer that the key names is one of the product's; True for a key without attributes."""
    _, is_offer, told = ref.partition(":")
    wanted = sorted(told.split("-"))
    return not is_offer or any(
        sorted(str(attribute.id_attribute) for attribute in combination.attributes) == wanted
        for combination in product.combinations
    )


def _find_card(context: Context, ref: str, number: int | None) -> int | None:
    if card := context.state.cards.by_vendor_code(context.account, ref):
        return card.id_product
    if number is not None and (seen := context.state.mirror.by_nm_id(context.account, number)):
        card = context.state.cards.by_vendor_code(context.account, seen.vendor_code)
        return card.id_product if card else None
    return None


def _map(context: Context, product: Product) -> Mapped:
    dictionary = StoredDictionary(context.state.dictionaries, context.account)
    minted = context.state.cards.minted(context.account, product.id_product)
    return map_product(product, context.mapping, dictionary, minted)


def _cards(context: Context, mapped: Mapped, known: tuple[KnownCard, ...]) -> Iterator[CardSheet]:
    drafts = mapped.result.cards if isinstance(mapped.result, GroupDraft) else ()
    wanted = {draft.vendor_code: draft for draft in drafts}
    ours = {card.vendor_code: card for card in known}
    codes = list(dict.fromkeys((*wanted, *ours)))
    remote = context.state.mirror.by_vendor_codes(context.account, codes)
    doubts = {each.vendor_code: each.created_at for each in context.state.intentions.open(context.account)}
    for code in codes:
        draft, seen = wanted.get(code), remote.get(code)
        found = tuple(map(str, differences(draft, seen))) if draft and seen else ()
        yield CardSheet(code, draft, ours.get(code), seen, found, doubts.get(code))


def _card_problems(
    setting: Setting, context: Context, cards: tuple[CardSheet, ...]
) -> Iterator[ProblemSheet]:
    for card in cards:
        for item in context.state.problems.open(context.account, ref=card.vendor_code):
            yield problem_sheet(setting, context.account, item.problem, item.since)


def _subject(context: Context, mapped: Mapped) -> str | None:
    if not isinstance(mapped.result, GroupDraft):
        return None
    subject = context.state.dictionaries.subject(context.account, mapped.result.subject_id)
    return f"{subject.name} ({subject.subject_id})" if subject else str(mapped.result.subject_id)


def show(setting: Setting, sheet: ProductSheet) -> None:
    if sheet.product:
        _show_product(setting, sheet.product)
        show_accounts(setting, sheet.product, sheet.prices)
    elif not any(problem.kind == RefKind.PRODUCT for problem in sheet.problems):
        setting.say("cli-show-gone")
    if sheet.left_out:
        setting.say("cli-show-left-out", reason=setting.texts.say(f"cli-count-left-out-{sheet.left_out}"))
    if sheet.subject:
        setting.say("cli-show-subject", subject=sheet.subject)
    for card in sheet.cards:
        _show_card(setting, card)
    if sheet.problems:
        show_problems(setting, list(sheet.problems))


def _show_product(setting: Setting, product: Product) -> None:
    setting.say("cli-show-product", product=product.id_product)
    for name, value in facts(setting, product):
        click.echo(f"  {name}: {plain(value)}")
    if product.combinations:
        columns = ("attributes", "reference", "barcode", "price", "quantity", "images")
        rows = [
            (
                ", ".join(f"{a.group}: {a.value}" for a in combination.attributes),
                combination.reference,
                combination.ean13,
                money(combination.price),
                combination.quantity,
                ", ".join(map(str, combination.image_ids)),
            )
            for combination in product.combinations
        ]
        table([setting.texts.say(f"cli-show-{name}") for name in columns], rows)


def _show_card(setting: Setting, card: CardSheet) -> None:
    nm_id = card.at_wb.nm_id if card.at_wb else setting.texts.say("cli-show-not-at-wb")
    setting.say("cli-show-card", vendor_code=card.vendor_code, nm_id=nm_id)
    if card.in_doubt_since:
        setting.say("cli-show-in-doubt", since=plain(card.in_doubt_since))
    ours = {value.name: value.value for value in card.wanted.characteristics} if card.wanted else {}
    held = {value.name: value.value for value in card.at_wb.characteristics} if card.at_wb else {}
    rows = [
        (setting.texts.say("cli-show-title"), _title(card.wanted), _title(card.at_wb)),
        (setting.texts.say("cli-show-sizes"), _sizes(card.wanted), _sizes(card.at_wb)),
        *((name, _value(ours.get(name)), _value(held.get(name))) for name in dict.fromkeys((*ours, *held))),
    ]
    table([setting.texts.say(f"cli-show-{name}") for name in ("field", "wanted", "at-wb")], rows)
    for difference in card.differences:
        field, colon, rest = difference.partition(":")
        setting.say("cli-show-differs", text=f"{field_told(setting.texts, field)}{colon}{rest}")


def _title(card: CardDraft | RemoteCard | None) -> str:
    return (card.title or "") if card else ""


def _sizes(card: CardDraft | RemoteCard | None) -> str:
    if card is None:
        return ""
    return ", ".join(map(_size, card.sizes))


def _size(size: SizeDraft | RemoteSize) -> str:
    name = size.tech_size or "-"
    return f"{name} ({' '.join(size.skus)})" if size.skus else name


def _value(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
