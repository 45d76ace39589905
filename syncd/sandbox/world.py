"""The whole sandbox behind its paths: time, tokens, sellers, waiting work, faults, journal, and the file."""

from __future__ import annotations

import heapq
import json
import random
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from syncd.sandbox.assembly import Order, Pass, Supply, Verdict
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Batch, Card, Download, MediaWork, Tag, Variant, Work, WorkKind
from syncd.sandbox.clock import Clock, system_time
from syncd.sandbox.depot import Restriction, Stock, Warehouse, is_in_stock
from syncd.sandbox.dictionary import Dictionary
from syncd.sandbox.faults import Faults
from syncd.sandbox.goods import Good, Held, PastTask, PriceTask
from syncd.sandbox.journal import Entry, Journal
from syncd.sandbox.knobs import Settings
from syncd.sandbox.limits import Limiter
from syncd.sandbox.storage import Record, Storage
from syncd.sandbox.tokens import Mint

MOSCOW = timezone(timedelta(hours=3))
Pending = Work | MediaWork | PriceTask
WAITING: tuple[type[Pending], ...] = (Work, MediaWork, PriceTask)
"""Kinds of accepted work that waits for its moment."""
SHELVED: tuple[type[Record], ...] = (
    Tag,
    Good,
    Held,
    PastTask,
    Warehouse,
    Stock,
    Restriction,
    Order,
    Supply,
    Verdict,
    Pass,
)
"""Kinds of records that lie on a seller's shelves."""
TRASH_LIFE = timedelta(days=30)
_FIRST = {
    "nm": 300_000_001,
    "imt": 250_000_001,
    "chrt": 4_300_000_001,
    "task": 40_000_001,
    "warehouse": 600_001,
    "basket": 165_000_001,
    "order": 4_100_000_001,
    "supply": 210_000_001,
    **dict.fromkeys(("barcode", "work", "tag", "box", "pass"), 1),
}


class World:
    """Not for two threads at once: whoever enters holds `lock`."""

    def __init__(
        self,
        *,
        dictionary: Dictionary,
        storage: Storage,
        settings: Settings,
        faults: Faults,
        sid: str | None = None,
        base: Callable[[], datetime] = system_time,
    ) -> None:
        self.lock = threading.RLock()
        self.dictionary = dictionary
        self.storage = storage
        self.settings = settings
        self.faults = faults
        self.limiter = Limiter()
        self.journal = Journal()
        self.cabinets: dict[str, Cabinet] = {}
        self.clock = Clock(base, float(storage.meta("clock_offset") or 0))
        self.mint = self._remembered_mint()
        self.sid = sid or storage.meta("sid") or str(uuid.uuid4())
        storage.set_meta("sid", self.sid)
        self._next: dict[str, int] = _FIRST | json.loads(storage.meta("numbers") or "{}")
        self._random = random.Random(self._next["nm"])
        self._waiting: list[tuple[datetime, int, Pending]] = []
        self.downloads: list[Download] = []
        self._cleaned: Any = None
        self._recall()
        storage.commit()

    def cabinet(self, sid: str) -> Cabinet:
        return self.cabinets.setdefault(sid, Cabinet(sid))

    # --- numbers and moments

    def number(self, name: str) -> int:
        """The next nm, imt or chrt id: growing, with gaps."""
        value = self._next[name]
        self._next[name] += 1 if name in ("work", "barcode") else self._random.randint(1, 9)
        return value

    def barcode(self, cabinet: Cabinet) -> str:
        """A barcode of WB's making: 13 digits from 200 up, the last a valid check digit."""
        while True:
            digits = f"200{self.number('barcode') * 7919 % 10**9:09d}"
            total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
            made = digits + str(-total % 10)
            if cabinet.owner_of_sku(made) is None:
                return made

    # --- changes that last

    def put(self, cabinet: Cabinet, card: Card) -> None:
        cabinet.put(card)
        self.storage.save(cabinet.sid, card)

    def remove(self, cabinet: Cabinet, card: Card) -> None:
        cabinet.remove(card.nm_id)
        self.storage.delete(cabinet.sid, card)

    def keep(self, cabinet: Cabinet, record: Record) -> None:
        """Lay a record on its shelf, in the place of one with its key."""
        cabinet.shelf(type(record))[record.key] = record
        self.storage.save(cabinet.sid, record)

    def drop(self, cabinet: Cabinet, record: Record) -> None:
        cabinet.shelf(type(record)).pop(record.key, None)
        self.storage.delete(cabinet.sid, record)

    def put_batch(self, cabinet: Cabinet, batch: Batch) -> None:
        cabinet.put_batch(batch)
        self.storage.save(cabinet.sid, batch)

    def forgive(self, cabinet: Cabinet, vendor_code: str) -> None:
        for batch in cabinet.forgive(vendor_code):
            if batch.failures:
                self.storage.save(cabinet.sid, batch)
            else:
                self.storage.delete(cabinet.sid, batch)

    def enqueue(
        self,
        cabinet: Cabinet,
        kind: WorkKind,
        groups: Iterable[tuple[int, Sequence[Variant]]],
        imt_id: int = 0,
    ) -> None:
        """Accept the work of one request: groups of a subject, each taking effect after the delay.

        All groups of a request carry one moment: WB takes a batch as a whole.
        """
        settings, now = self.settings, self.clock.now()
        # On WB's test contour cards are created at once.
        at_once = settings.contour == "test"
        delay = timedelta(seconds=0.0 if at_once else settings.delay)
        for subject_id, variants in groups:
            late = timedelta(seconds=0.0 if at_once else self._random.uniform(0, settings.spread))
            work = Work(
                id=self.number("work"),
                sid=cabinet.sid,
                due=now + delay + late,
                stamp=max(now, now + delay - timedelta(seconds=settings.lag)),
                kind=kind,
                variants=tuple(variants),
                subject_id=subject_id,
                imt_id=imt_id,
            )
            self.schedule(work)

    def schedule(self, work: Pending) -> None:
        heapq.heappush(self._waiting, (work.due, work.id, work))
        self.storage.save(work.sid, work)

    def known_since(self, shown: datetime) -> datetime:
        """When prices and stocks learn of a card."""
        seconds = 0.0 if self.settings.contour == "test" else self.settings.sync
        return shown + timedelta(seconds=seconds)

    def task_due(self) -> datetime:
        """When something takes effect that is asked for now and is no card."""
        return self.clock.now() + timedelta(seconds=self.settings.task_delay)

    def due_work(self) -> list[Pending]:
        """Work whose moment has come, in its order; it is taken out."""
        due = []
        while self._waiting and self._waiting[0][0] <= self.clock.now():
            work = heapq.heappop(self._waiting)[2]
            self.storage.delete(work.sid, work)
            due.append(work)
        return due

    @property
    def waiting(self) -> list[Pending]:
        return [work for _, _, work in sorted(self._waiting, key=lambda item: item[:2])]

    def empty_trash(self) -> None:
        """Each night, Moscow time, what lies there for 30 days and is not in stock goes."""
        today = self.clock.now().astimezone(MOSCOW).replace(hour=0, minute=0, second=0, microsecond=0)
        if today == self._cleaned:
            return
        self._cleaned = today
        for cabinet in self.cabinets.values():
            for card in cabinet.trashed_before(today - TRASH_LIFE):
                if not is_in_stock(cabinet, card):
                    self.remove(cabinet, card)

    def record(self, entry: Entry) -> None:
        self.journal.add(entry)
        self.storage.save_entry(entry)

    def save(self) -> None:
        self.storage.set_meta("numbers", json.dumps(self._next))
        self.storage.set_meta("clock_offset", str(self.clock.offset))
        self.storage.commit()

    def close(self) -> None:
        """When nobody is in the middle of something."""
        with self.lock:
            self.storage.close()

    # --- the file

    def _remembered_mint(self) -> Mint:
        pem = self.storage.meta("key")
        if pem:
            return Mint.from_pem(pem)
        mint = Mint()
        self.storage.set_meta("key", mint.pem())
        return mint

    def _recall(self) -> None:
        for sid, card in self.storage.records(Card):
            self.cabinet(sid).put(card)
        for sid, batch in self.storage.records(Batch):
            self.cabinet(sid).put_batch(batch)
        for kind in SHELVED:
            for sid, record in self.storage.records(kind):
                self.cabinet(sid).shelf(kind)[record.key] = record
        for kind in WAITING:
            for _, work in self.storage.records(kind):
                heapq.heappush(self._waiting, (work.due, work.id, work))
        for entry in self.storage.entries():
            self.journal.add(entry)
