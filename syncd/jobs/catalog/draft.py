"""Reads the shop once and makes the plan: snapshot, digest, desired, plan.

Problems and digests are recorded at the end of a pass: of a shop that was read by half nothing is known.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from syncd.jobs.catalog.coverage import SCOPE, Coverage
from syncd.jobs.catalog.settle import CARD, JOB, card_scope
from syncd.jobs.context import Context
from syncd.jobs.dictionaries import StoredDictionary
from syncd.mapping.mapper import LeftOut, map_product, reason_to_leave_out
from syncd.model.action import Action, InheritCard, Plan
from syncd.model.card import GroupDraft, RemoteCard
from syncd.model.link import KnownCard
from syncd.model.problem import Problem
from syncd.model.shop import Product, Unchanged
from syncd.sync import links
from syncd.sync.plan import Gone, ProductPlan, Seen, assemble, plan_gone, plan_product
from syncd.sync.uniqueness import Uniqueness

PRODUCT = "product:"
DIGITS = 32
LEFT_OUT = "-"
"""Before the digest of a product that was settled by being left out."""
PAGE = 200
"""Products between two safe points."""


@dataclass
class Drafted:
    """What the pass over the shop came to."""

    actions: list[Action] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    products: int = 0
    problems: list[Problem] = field(default_factory=list)
    """Of a pass that records nothing; one that records puts them into the state."""

    @property
    def plan(self) -> Plan:
        return assemble(self.actions)


class Drafting:
    """One pass over the shop. With `record`, problems and settled digests go into the state at its end."""

    def __init__(self, context: Context, *, record: bool) -> None:
        self._context = context
        self._record = record
        self._dictionary = StoredDictionary(context.state.dictionaries, context.account)
        self._versions = f"{context.mapping.version}:{context.state.dictionaries.version(context.account)}"
        self._in_doubt = context.state.intentions.open_vendor_codes(context.account)
        self._drafted = Drafted()
        self._coverage = Coverage(context)
        self._scopes: set[str] = set()
        self._told: dict[str, Sequence[Problem]] = {}
        self._settled: dict[int, str] = {}
        self._offered: set[int] = set()
        """Products that the rules let in, readable or not."""
        self._passed_on: set[str] = set()
        """Vendor codes of cards that this plan gives to an heir."""

    @cached_property
    def _unique(self) -> Uniqueness:
        """Made when the first product has changed: an unchanged shop does not pay for it."""
        state, account = self._context.state, self._context.account
        vendor_codes: dict[str, int] = {}
        barcodes: dict[str, int] = {}
        standing = state.mirror.vendor_codes(account)
        for card in state.cards.all(account):
            vendor_codes[card.vendor_code] = card.id_product
            if card.vendor_code in standing:
                barcodes.update({sku: card.id_product for link in card.links for sku in link.skus})
        return Uniqueness(vendor_codes, barcodes, self._is_orphaned)

    def _is_orphaned(self, owner: int, claimant: int) -> bool:
        """Products come by ascending id: one before the claimant that was not offered yet will not be, one
        after it has to be asked for."""
        if owner < claimant or owner in self._offered:
            return owner not in self._offered
        found = self._context.shop.product(owner)
        if isinstance(found, Product):
            return reason_to_leave_out(found, self._context.mapping) is not None
        return found is None

    def run(self) -> Drafted:
        for page in _pages(self._context.shop.products(self._unchanged)):
            self._context.clock.check()
            for item in page:
                self._see(item)
            self._context.progress("products-read", len(page))
        if self._drafted.products:
            self._tell(SCOPE, self._coverage.problems())
        self._look_for_gone()
        if self._record:
            self._keep()
        return self._drafted

    def _unchanged(self, digests: Mapping[int, str]) -> frozenset[int]:
        """Those whose rows, mapping and dictionaries are what they were when the product was settled."""
        if self._coverage.is_new:
            return frozenset()
        known = self._context.state.digests.get_many(self._context.account, tuple(digests))
        unchanged = {key for key, told in known.items() if told[-DIGITS:] == self._digest(digests[key])}
        self._offered |= {key for key in unchanged if not known[key].startswith(LEFT_OUT)}
        return frozenset(unchanged)

    def _see(self, item: Product | Unchanged | Problem) -> None:
        self._drafted.products += 1
        if isinstance(item, Problem):
            self._drafted.counts["unreadable"] += 1
            self._offered.add(int(item.ref))
            self._tell(product_scope(int(item.ref)), [item])
        elif isinstance(item, Unchanged):
            self._drafted.counts["unchanged"] += 1
            self._scopes.add(product_scope(item.id_product))
        else:
            self._take(item)

    def _take(self, product: Product) -> None:
        self._coverage.see(product)
        minted = self._context.state.cards.minted(self._context.account, product.id_product)
        mapped = map_product(product, self._context.mapping, self._dictionary, minted)
        group, problems = None, mapped.problems
        repeated: tuple[Problem, ...] = ()
        if isinstance(mapped.result, LeftOut):
            self._drafted.counts[f"left-out-{mapped.result.reason}"] += 1
            self._settled[product.id_product] = LEFT_OUT + self._digest(product.digest)
        else:
            self._offered.add(product.id_product)
        if isinstance(mapped.result, GroupDraft):
            group, repeated = self._unique.admit(mapped.result)
            problems += repeated
        self._tell(product_scope(product.id_product), problems)
        self._drafted.counts["with-problems"] += bool(problems)
        if group is not None:
            self._plan(product, group, mapped.vendor_codes, complete=not repeated)
        elif not repeated:
            self._settled.setdefault(product.id_product, self._digest(product.digest))

    def _plan(self, product: Product, group: GroupDraft, offered: Set[str], *, complete: bool) -> None:
        """`complete`: no card was left out because another product has its vendor code or barcode."""
        account, state = self._context.account, self._context.state
        heirs = self._heirs(group)
        known = (*state.cards.of_product(account, product.id_product), *self._inherited(group, heirs))
        codes = [card.vendor_code for card in group.cards] + [card.vendor_code for card in known]
        remote = state.mirror.by_vendor_codes(account, codes)
        planned = plan_product(group, known, self._seen(remote), offered)
        self._drafted.counts["mapped"] += 1
        self._drafted.actions.extend(heirs)
        self._passed_on |= {heir.vendor_code for heir in heirs}
        self._take_over(planned)
        if planned.settled and complete and not heirs:
            self._settled[product.id_product] = self._digest(product.digest)
        if self._record and not heirs:
            self._confirm(group, planned, known, remote)
            self._unmark(known, remote)

    def _heirs(self, group: GroupDraft) -> tuple[InheritCard, ...]:
        """Cards of products that the shop no longer offers, and of whose vendor codes this one is heir: it
        was deleted and made anew, say. They go over when the plan is carried out."""
        drafts = {draft.vendor_code: draft for draft in group.cards}
        found = self._context.state.cards.by_vendor_codes(self._context.account, tuple(drafts))
        return tuple(
            InheritCard(code, card.id_product, group.id_product, drafts[code].colour)
            for code, card in found.items()
            if card.id_product != group.id_product
        )

    def _inherited(self, group: GroupDraft, heirs: Sequence[InheritCard]) -> Iterator[KnownCard]:
        codes = [heir.vendor_code for heir in heirs]
        known = self._context.state.cards.by_vendor_codes(self._context.account, codes)
        for heir in heirs:
            card = known[heir.vendor_code]
            yield replace(card, id_product=heir.heir, colour=heir.colour, links=())

    def _unmark(self, known: Sequence[KnownCard], remote: Mapping[str, RemoteCard]) -> None:
        """Cards that stand are no longer in the trash by our hand; who trashes them now is somebody else."""
        back = [card.vendor_code for card in known if card.trashed_at and card.vendor_code in remote]
        if back:
            self._context.state.cards.record_trashed(self._context.account, back, None)

    def _look_for_gone(self) -> None:
        """Cards of products that are no longer in the shop, or that the rules no longer let in."""
        state, account = self._context.state, self._context.account
        if self._context.gone is Gone.LEAVE or not self._drafted.products:
            return
        for id_product in state.cards.products(account):
            if id_product in self._offered:
                continue
            known = [
                card
                for card in state.cards.of_product(account, id_product)
                if card.vendor_code not in self._passed_on
            ]
            remote = state.mirror.by_vendor_codes(account, [card.vendor_code for card in known])
            self._take_over(plan_gone(known, self._seen(remote)))
            if self._record:
                self._unmark(known, remote)

    def _take_over(self, planned: ProductPlan) -> None:
        self._drafted.counts["waiting"] += planned.waiting
        self._drafted.actions.extend(planned.actions)
        for vendor_code, problems in planned.told.items():
            self._tell(card_scope(vendor_code), problems)

    def _seen(self, remote: Mapping[str, RemoteCard]) -> Seen:
        context = self._context
        return Seen(context.clock.now(), remote, self._in_doubt, self._trash, context.gone)

    @cached_property
    def _trash(self) -> Mapping[str, int]:
        return self._context.state.mirror.trash(self._context.account)

    def _confirm(
        self,
        group: GroupDraft,
        planned: ProductPlan,
        known: Sequence[KnownCard],
        remote: Mapping[str, RemoteCard],
    ) -> None:
        """WB holds it already and nothing is sent; offers new to the card are linked all the same."""
        cards, now = self._context.state.cards, self._context.clock.now()
        ours = {card.vendor_code: card.links for card in known}
        drafts = {draft.vendor_code: draft for draft in group.cards}
        for code in (*planned.left, *(card.vendor_code for card in planned.confirmed)):
            linked = links.number(links.merge(ours.get(code, ()), drafts[code]), remote[code])
            if linked != ours.get(code):
                cards.record_seen(self._context.account, remote[code], linked)
        for card in planned.confirmed:
            cards.record_confirmed(self._context.account, card.vendor_code, card.fingerprint, now)

    def _tell(self, scope: str, problems: Sequence[Problem]) -> None:
        self._scopes.add(scope)
        self._told[scope] = problems
        if not self._record:
            self._drafted.problems.extend(problems)

    def _keep(self) -> None:
        account, state = self._context.account, self._context.state
        state.problems.replace_all(account, JOB, self._told)
        state.digests.put_many(account, self._settled)
        if self._drafted.products:
            self._coverage.keep()
        self._forget_gone()

    def _digest(self, of_rows: str) -> str:
        return hashlib.blake2b(f"{self._versions}:{of_rows}".encode(), digest_size=DIGITS // 2).hexdigest()

    def _forget_gone(self) -> None:
        """What this pass did not tell is over: of products that the shop no longer has, and of cards that it
        no longer wants or that have nothing amiss. A card in doubt keeps its problem."""
        kept = self._scopes | {card_scope(code) for code in self._in_doubt}
        open_scopes = self._context.state.problems.scopes(self._context.account, JOB)
        gone = {scope for scope in open_scopes if scope.startswith((PRODUCT, CARD))} - kept
        self._context.state.problems.clear(self._context.account, JOB, gone)


def wanted(context: Context) -> Iterator[GroupDraft]:
    """What the shop wants at WB, product by product, whatever WB holds."""
    dictionary = StoredDictionary(context.state.dictionaries, context.account)
    for item in context.shop.products():
        if not isinstance(item, Product):
            continue
        minted = context.state.cards.minted(context.account, item.id_product)
        mapped = map_product(item, context.mapping, dictionary, minted)
        if isinstance(mapped.result, GroupDraft):
            yield mapped.result


def product_scope(id_product: int) -> str:
    return f"{PRODUCT}{id_product}"


def _pages(
    items: Iterator[Product | Unchanged | Problem],
) -> Iterator[list[Product | Unchanged | Problem]]:
    while page := list(islice(items, PAGE)):
        yield page
