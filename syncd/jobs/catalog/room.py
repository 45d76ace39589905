"""How many cards the account may still have: what does not fit is told before WB refuses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from syncd.jobs.context import Context
from syncd.model.action import Action, AddCards, CreateGroup, drafts
from syncd.model.errors import UnreachableError
from syncd.model.link import IntentionKind
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.run import Job

SCOPE = "card-limit"


@dataclass(frozen=True, slots=True)
class Fitting:
    actions: tuple[Action, ...]
    put_off: int = 0
    """Cards for which there is no room."""


def fit(context: Context, actions: Sequence[Action]) -> Fitting:
    """The actions for whose new cards there is room: the limit less cards that stand, lie in the trash or are
    in doubt (modern.md, 5.4). Nothing is asked when no card is new."""
    wanted = sum(_new(action) for action in actions)
    free = _free(context, wanted) if wanted else 0
    kept: list[Action] = []
    left = free
    for action in actions:
        if _new(action) <= left or not _new(action):
            left -= _new(action)
            kept.append(action)
    put_off = wanted - (free - left)
    facts = (("wanted", str(wanted)), ("free", str(max(0, free))))
    found = [Problem(ProblemCode.CARD_LIMIT, RefKind.ACCOUNT, context.account, facts)] if put_off else []
    context.state.problems.replace(context.account, Job.CATALOG.value, SCOPE, found)
    return Fitting(tuple(kept), put_off)


def _new(action: Action) -> int:
    return len(drafts(action)) if isinstance(action, CreateGroup | AddCards) else 0


def _free(context: Context, wanted: int) -> int:
    """Who cannot be told sends (a base token may ask once in half an hour): WB refuses what is too much."""
    state, account = context.state, context.account
    try:
        limit = context.catalogue.card_limit()
    except UnreachableError:
        return wanted
    standing = state.mirror.count(account) + len(state.mirror.trash(account))
    coming = sum(one.kind is not IntentionKind.UPDATE for one in state.intentions.open(account))
    return limit - standing - coming
