"""The whole sandbox behind its paths: time, tokens, sellers, waiting work, faults, journal, and the file."""

from __future__ import annotations

import heapq
import json
import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import Gateway
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Batch, Card, Work, WorkKind
from syncd.sandbox.clock import Clock, system_time
from syncd.sandbox.dictionary import Dictionary
from syncd.sandbox.faults import Faults
from syncd.sandbox.journal import Entry, Journal
from syncd.sandbox.limits import Limiter
from syncd.sandbox.storage import Storage
from syncd.sandbox.tokens import Mint

MOSCOW = timezone(timedelta(hours=3))
TRASH_LIFE = timedelta(days=30)
_FIRST = {"nm": 300_000_001, "imt": 250_000_001, "chrt": 4_300_000_001, "barcode": 1, "work": 1}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator may change while it runs."""

    delay: float = 2.0
    """Seconds until an accepted card shows; WB speaks of up to 30 minutes."""
    gateway: Gateway = Gateway.NEW
    contour: str = "prod"
    """"prod" or "test": WB's test hosts take only test tokens, and these only there."""
    limits: bool = True
    record: bool = False
    """Keep bodies of requests and answers in the journal."""
    free_cards: int = 50_000
    """What GET cards/limits offers."""


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
        self._last = datetime.fromisoformat(storage.meta("last") or "2000-01-01T00:00:00+00:00")
        self._waiting: list[tuple[datetime, int, Work]] = []
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

    def moment(self, at: datetime) -> datetime:
        """A moment for `updatedAt`: never twice the same, never back."""
        self._last = max(at, self._last + timedelta(microseconds=1))
        return self._last

    # --- changes that last

    def put(self, cabinet: Cabinet, card: Card) -> None:
        cabinet.put(card)
        self.storage.save_card(cabinet.sid, card)

    def put_batch(self, cabinet: Cabinet, batch: Batch) -> None:
        cabinet.put_batch(batch)
        self.storage.save_batch(cabinet.sid, batch)

    def forgive(self, cabinet: Cabinet, vendor_code: str) -> None:
        for batch_uuid in cabinet.forgive(vendor_code):
            if batch_uuid in cabinet.batches:
                self.storage.save_batch(cabinet.sid, cabinet.batches[batch_uuid])
            else:
                self.storage.delete_batch(cabinet.sid, batch_uuid)

    def enqueue(
        self,
        cabinet: Cabinet,
        kind: WorkKind,
        rows: list[dict[str, Any]],
        subject_id: int = 0,
        imt_id: int = 0,
    ) -> None:
        """Accept work: it takes effect after the delay."""
        # On WB's test contour cards are created at once.
        delay = 0.0 if self.settings.contour == "test" else self.settings.delay
        due = self.clock.now() + timedelta(seconds=delay)
        read = bodies.update if kind is WorkKind.UPDATE else bodies.variant
        work = Work(
            id=self.number("work"),
            sid=cabinet.sid,
            kind=kind,
            due=due,
            subject_id=subject_id,
            imt_id=imt_id,
            variants=tuple(read(row) for row in rows),
            source=json.dumps(rows, ensure_ascii=False),
        )
        heapq.heappush(self._waiting, (work.due, work.id, work))
        self.storage.save_work(work)

    def due_work(self) -> list[Work]:
        """Work whose moment has come, in its order; it is taken out."""
        due = []
        while self._waiting and self._waiting[0][0] <= self.clock.now():
            work = heapq.heappop(self._waiting)[2]
            self.storage.delete_work(work.id)
            due.append(work)
        return due

    @property
    def waiting(self) -> list[Work]:
        return [work for _, _, work in sorted(self._waiting, key=lambda item: item[:2])]

    def empty_trash(self) -> None:
        """Each night, Moscow time, what lies there for 30 days goes; stocks belong to a later part."""
        today = self.clock.now().astimezone(MOSCOW).replace(hour=0, minute=0, second=0, microsecond=0)
        if today == self._cleaned:
            return
        self._cleaned = today
        for cabinet in self.cabinets.values():
            for card in cabinet.trashed_before(today - TRASH_LIFE):
                cabinet.remove(card.nm_id)
                self.storage.delete_card(cabinet.sid, card.nm_id)

    def record(self, entry: Entry) -> None:
        self.journal.add(entry)
        self.storage.save_entry(entry)

    def save(self) -> None:
        self.storage.set_meta("numbers", json.dumps(self._next))
        self.storage.set_meta("last", self._last.isoformat())
        self.storage.set_meta("clock_offset", str(self.clock.offset))
        self.storage.commit()

    # --- the file

    def _remembered_mint(self) -> Mint:
        pem = self.storage.meta("key")
        if pem:
            return Mint.from_pem(pem)
        mint = Mint()
        self.storage.set_meta("key", mint.pem())
        return mint

    def _recall(self) -> None:
        for sid, card in self.storage.cards():
            self.cabinet(sid).put(card)
        for sid, batch in self.storage.batches():
            self.cabinet(sid).put_batch(batch)
        for row in self.storage.works():
            read = bodies.update if row["kind"] is WorkKind.UPDATE else bodies.variant
            variants = tuple(read(item) for item in json.loads(row["source"]))
            work = Work(**row, variants=variants)
            heapq.heappush(self._waiting, (work.due, work.id, work))
        for entry in self.storage.entries():
            self.journal.add(entry)

    def change_settings(self, **changes: Any) -> None:
        self.settings = replace(self.settings, **changes)
