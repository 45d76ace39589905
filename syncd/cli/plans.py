"""A plan as people and programs read it: a row a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import click

from syncd import factory
from syncd.cli.base import Setting
from syncd.cli.output import table
from syncd.jobs import run as jobs
from syncd.jobs.context import Context
from syncd.model.action import (
    Action,
    AddCards,
    AdoptCard,
    CreateGroup,
    InheritCard,
    MoveCards,
    RecoverCard,
    TrashCard,
    UpdateCard,
)
from syncd.model.card import CardDraft
from syncd.model.errors import SyncdError
from syncd.model.run import Job
from syncd.settings import Account
from syncd.texts import Texts, ToldProblem

FIELDS = ("title", "description", "brand", "dimensions", "size", "barcode")
"""Parts of a card that have a word of their own in each language; the others are names at WB already."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    action: str
    product: int
    vendor_code: str
    subject: int
    subject_name: str
    sizes: int
    what: str
    """In the operator's language."""


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The plan of one account and job."""

    account: str
    job: str
    digest: str
    brakes: tuple[str, ...]
    counts: dict[str, int]
    actions: tuple[PlanRow, ...]
    problems: tuple[ToldProblem, ...]
    open_problems: int
    """Those of earlier runs that still stand in the state."""
    cannot_write: str | None
    """Why WB would refuse to write by these tokens, as far as they tell themselves."""


def sheet(account: Account, context: Context, job: Job, texts: Texts) -> PlanSheet:
    """Makes the plan. Raises what that raises."""
    planned = jobs.plan(context, job)
    named = _names(context)
    return PlanSheet(
        account=context.account,
        job=job.value,
        digest=planned.plan.digest,
        brakes=tuple(brake.name for brake in planned.plan.brakes),
        counts={name: count for name, count in planned.counts.items() if count},
        actions=tuple(row for action in planned.plan.actions for row in rows(action, named, texts)),
        problems=tuple(texts.problem(problem) for problem in planned.problems),
        open_problems=len(context.state.problems.open(context.account)),
        cannot_write=_cannot_write(account, context, texts),
    )


def _names(context: Context) -> Callable[[int], str]:
    def name(subject_id: int) -> str:
        subject = context.state.dictionaries.subject(context.account, subject_id)
        return subject.name if subject else ""

    return name


def _cannot_write(account: Account, context: Context, texts: Texts) -> str | None:
    try:
        factory.check_token(account, context.clock.now())
    except SyncdError as error:
        return texts.error(error).what
    return None


def rows(  # noqa: PLR0911 - one an action
    action: Action, named: Callable[[int], str], texts: Texts
) -> Iterable[PlanRow]:
    match action:
        case CreateGroup(group):
            return [_row("create", card, group.subject_id, named, card.title or "") for card in group.cards]
        case AddCards(cards=cards, subject_id=subject_id):
            return [_row("add", card, subject_id, named, card.title or "") for card in cards]
        case UpdateCard(update, changed):
            told = ", ".join(field_told(texts, field) for field in changed)
            return [_row("update", update.draft, update.remote.subject_id, named, told)]
        case AdoptCard(draft, remote):
            told = texts.say("cli-plan-adopt", nm_id=remote.nm_id)
            return [_row("adopt", draft, remote.subject_id, named, told)]
        case InheritCard(vendor_code, owner, heir):
            return [
                PlanRow("inherit", heir, vendor_code, 0, "", 0, texts.say("cli-plan-inherit", owner=owner))
            ]
        case MoveCards(imt_id, cards):
            page = "" if imt_id is None else str(imt_id)
            return [PlanRow("move", 0, card.vendor_code, 0, "", 0, page) for card in cards]
        case TrashCard(card):
            return [PlanRow("trash", 0, card.vendor_code, 0, "", 0, str(card.nm_id))]
        case RecoverCard(card):
            return [PlanRow("recover", 0, card.vendor_code, 0, "", 0, str(card.nm_id))]


def _row(action: str, card: CardDraft, subject: int, named: Callable[[int], str], what: str) -> PlanRow:
    return PlanRow(action, card.id_product, card.vendor_code, subject, named(subject), len(card.sizes), what)


def field_told(texts: Texts, field: str) -> str:
    """`size M` and the like keep what follows the word."""
    word, _, rest = field.partition(" ")
    return f"{texts.say(f'cli-field-{word}')} {rest}".rstrip() if word in FIELDS else field


def show(setting: Setting, sheet: PlanSheet) -> None:
    texts = setting.texts
    setting.say("cli-plan-title", account=sheet.account, job=sheet.job, cards=len(sheet.actions))
    if sheet.actions:
        columns = ("action", "product", "vendor-code", "subject", "sizes", "what")
        table(
            [texts.say(f"cli-column-{name}") for name in columns],
            [
                (
                    texts.say(f"cli-action-{row.action}"),
                    row.product or "",
                    row.vendor_code,
                    row.subject_name or row.subject or "",
                    row.sizes or "",
                    row.what,
                )
                for row in sheet.actions
            ],
        )
    for brake in sheet.brakes:
        setting.say(f"cli-brake-{brake}")
    if sheet.brakes:
        setting.say("cli-held-plan", job=sheet.job)
    show_problems(sheet.problems)
    if sheet.cannot_write:
        setting.say("cli-plan-cannot-write", reason=sheet.cannot_write)
    if sheet.open_problems:
        setting.say("cli-plan-open-problems", count=sheet.open_problems)


def show_problems(problems: Iterable[ToldProblem]) -> None:
    for problem in problems:
        click.echo(f"* {problem.what}\n  {problem.why}\n  {problem.advice}")
