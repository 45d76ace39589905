"""A person's word that a card follows the shop: one that WB had before us, or one that is to be made anew."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from syncd.jobs.catalog.observe import store
from syncd.jobs.catalog.settle import tell
from syncd.jobs.context import Context
from syncd.jobs.home import stay_home
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.link import Owner
from syncd.model.run import Job


class Owned(StrEnum):
    FOLLOWS = "follows"
    """The next run brings it to what the shop says."""
    ANEW = "anew"
    """WB has it no more: the next run makes it."""


def own(context: Context, vendor_codes: Sequence[str]) -> dict[str, Owned]:
    """Take these cards of ours over, after a look at WB. Nothing is sent.

    Raises `ConfigurationError`, before anything is changed, when one is unknown or in doubt.
    """
    with context.state.exclusive(context.account, Job.CATALOG):
        stay_home(context)
        known = context.state.cards.by_vendor_codes(context.account, vendor_codes)
        in_doubt = context.state.intentions.open_vendor_codes(context.account)
        for code in vendor_codes:
            if code not in known:
                raise ConfigurationError(ErrorCode.REF_UNKNOWN, ref=code)
            if code in in_doubt:
                raise ConfigurationError(ErrorCode.CARD_IN_DOUBT, ref=code)
        return {code: _own(context, code, known[code].id_product) for code in vendor_codes}


def own_all(context: Context) -> dict[str, Owned]:
    """Take over every card that stays as WB has it, as last read: after the state was lost, say."""
    with context.state.exclusive(context.account, Job.CATALOG):
        stay_home(context)
        left = [card for card in context.state.cards.all(context.account) if card.owner is Owner.WB]
        for card in left:
            context.state.cards.own(context.account, card.vendor_code)
        context.state.digests.forget(context.account, {card.id_product for card in left})
    return {card.vendor_code: Owned.FOLLOWS for card in left}


def _own(context: Context, vendor_code: str, id_product: int) -> Owned:
    held = context.catalogue.find(vendor_code)
    if held is None and vendor_code in {card.vendor_code for card in context.catalogue.trashed()}:
        raise ConfigurationError(ErrorCode.CARD_TRASHED, ref=vendor_code)
    if held is None:
        context.state.mirror.drop(context.account, vendor_code)
        context.state.cards.forget(context.account, vendor_code)
    else:
        context.state.cards.own(context.account, vendor_code)
        store(context, [held])
    context.state.digests.forget(context.account, [id_product])
    tell(context, vendor_code)
    return Owned.ANEW if held is None else Owned.FOLLOWS
