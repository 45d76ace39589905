"""A plan as people and programs read it: a row a card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import click

from syncd.cli.base import Setting
from syncd.cli.output import table
from syncd.jobs.work import Planned
from syncd.model.action import (
    Action,
    AddCards,
    AdoptCard,
    CreateGroup,
    MoveCards,
    RecoverCard,
    TrashCard,
    UpdateCard,
)
from syncd.model.card import CardDraft
from syncd.model.run import Job
from syncd.texts import Texts, ToldProblem


@dataclass(frozen=True, slots=True)
class PlanRow:
    action: str
    product: int
    vendor_code: str
    subject: int
    sizes: int
    what: str


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


def sheet(account: str, job: Job, planned: Planned, texts: Texts) -> PlanSheet:
    plan = planned.plan
    return PlanSheet(
        account=account,
        job=job.value,
        digest=plan.digest,
        brakes=tuple(brake.name for brake in plan.brakes),
        counts={name: count for name, count in planned.counts.items() if count},
        actions=tuple(row for action in plan.actions for row in rows(action, texts)),
        problems=tuple(texts.problem(problem) for problem in planned.problems),
    )


def rows(action: Action, texts: Texts) -> Iterable[PlanRow]:  # noqa: PLR0911 - one an action
    match action:
        case CreateGroup(group):
            return [_row("create", card, group.subject_id, card.title or "") for card in group.cards]
        case AddCards(cards=cards, subject_id=subject_id):
            return [_row("add", card, subject_id, card.title or "") for card in cards]
        case UpdateCard(update, changed):
            return [_row("update", update.draft, update.remote.subject_id, ", ".join(changed))]
        case AdoptCard(draft, remote):
            told = texts.say("cli-plan-adopt", nm_id=remote.nm_id)
            return [_row("adopt", draft, remote.subject_id, told)]
        case MoveCards(imt_id, cards):
            page = "" if imt_id is None else str(imt_id)
            return [PlanRow("move", 0, card.vendor_code, 0, 0, page) for card in cards]
        case TrashCard(card):
            return [PlanRow("trash", 0, card.vendor_code, 0, 0, str(card.nm_id))]
        case RecoverCard(card):
            return [PlanRow("recover", 0, card.vendor_code, 0, 0, str(card.nm_id))]


def _row(action: str, card: CardDraft, subject: int, what: str) -> PlanRow:
    return PlanRow(action, card.id_product, card.vendor_code, subject, len(card.sizes), what)


def show(setting: Setting, sheet: PlanSheet) -> None:
    setting.say("cli-plan-title", account=sheet.account, job=sheet.job, cards=len(sheet.actions))
    if sheet.actions:
        names = [field.name for field in fields(PlanRow)]
        heads = [setting.texts.say(f"cli-column-{name.replace('_', '-')}") for name in names]
        table(heads, ([getattr(row, name) for name in names] for row in sheet.actions))
    for brake in sheet.brakes:
        setting.say(f"cli-brake-{brake}")
    if sheet.brakes:
        setting.say("cli-held-plan", job=sheet.job)
    show_problems(sheet.problems)


def show_problems(problems: Iterable[ToldProblem]) -> None:
    for problem in problems:
        click.echo(f"* {problem.what}\n  {problem.why}\n  {problem.advice}")
