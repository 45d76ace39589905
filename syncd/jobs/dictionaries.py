"""The dictionaries job: WB's subjects, the characteristics of those that the mapping uses, and the
directories that its values are judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from syncd.jobs.context import Context
from syncd.mapping.consultation import Consulted, consulted
from syncd.mapping.values import Values
from syncd.model.dictionary import Characteristic, Directory, Subject
from syncd.model.errors import ErrorCode, RefusedError, UnreachableError
from syncd.model.ports import Catalogue
from syncd.state.dictionaries import Dictionaries

READ_AT = "dictionaries-read"
SILENCE = frozenset({ErrorCode.WB_LIMIT, ErrorCode.WB_UNREACHABLE, ErrorCode.WB_FAILING})
"""WB does not answer such a question now, whichever subject is meant."""

log = structlog.get_logger()


class StoredDictionary:
    """The dictionaries of one account as last read; asks WB nothing."""

    def __init__(self, dictionaries: Dictionaries, account: str) -> None:
        self._dictionaries = dictionaries
        self._account = account
        self._characteristics: dict[int, tuple[Characteristic, ...]] = {}
        self._names: Values | None = None
        self._values: dict[tuple[Directory, int | None], Values | None] = {}

    def subject(self, wanted: int | str) -> Subject | None:
        if isinstance(wanted, int):
            return self._dictionaries.subject(self._account, wanted)
        return self._dictionaries.find_subject(self._account, wanted)

    def characteristics(self, subject_id: int) -> tuple[Characteristic, ...]:
        if subject_id not in self._characteristics:
            stored = self._dictionaries.characteristics(self._account, subject_id)
            self._characteristics[subject_id] = stored or ()
        return self._characteristics[subject_id]

    def candidates(self, name: str) -> tuple[Subject, ...]:
        """What `name` may mean: all subjects of just this name, else a few of the nearest names."""
        if found := self._dictionaries.find_subjects(self._account, name):
            return found
        if self._names is None:
            subjects = self._dictionaries.subjects(self._account) or ()
            self._names = Values(subject.name for subject in subjects)
        return tuple(
            subject
            for near in self._names.near(name)
            for subject in self._dictionaries.find_subjects(self._account, near)
        )

    def values(self, directory: Directory, subject_id: int) -> Values | None:
        place = (directory, subject_id if directory.by_subject else None)
        if place not in self._values:
            names = self._dictionaries.values(self._account, *place)
            self._values[place] = None if names is None else Values(names)
        return self._values[place]


@dataclass(frozen=True)
class KnownOrAsked:
    """The dictionaries of one account as last read, or asked of WB when they never were; nothing is kept."""

    account: str
    kept: Dictionaries
    catalogue: Catalogue

    def subjects(self) -> Sequence[Subject]:
        found = self.kept.subjects(self.account)
        return list(self.catalogue.subjects()) if found is None else found

    def characteristics(self, subject: Subject) -> Sequence[Characteristic]:
        found = self.kept.characteristics(self.account, subject.subject_id)
        return self.catalogue.characteristics(subject.subject_id) if found is None else found

    def values(self, directory: Directory, subject_id: int | None) -> Sequence[str]:
        """Always asked of WB; none when there are too many to read."""
        return self.catalogue.values(directory, subject_id) or ()


def refresh(context: Context, *, force: bool) -> Counter[str]:
    """Read from WB what is missing or, by force or by age, everything that the mapping needs."""
    counts: Counter[str] = Counter()
    stale = force or _is_stale(context)
    whole = True
    if stale:
        counts["subjects"] = _read_subjects(context)
        whole = bool(counts["subjects"])
    for subject in _subjects_in_use(context):
        context.clock.check()
        dictionaries = context.state.dictionaries
        if stale or dictionaries.characteristics(context.account, subject.subject_id) is None:
            found = _read_characteristics(context, subject)
            counts["characteristics"] += found
            whole &= bool(found)
    if stale and whole:
        context.state.cursors.set(context.account, READ_AT, context.clock.now().isoformat())
    counts["directories"] = _read_directories(context, force=force)
    return counts


def _is_stale(context: Context) -> bool:
    told = context.state.cursors.get(context.account, READ_AT)
    return told is None or _is_old(context, datetime.fromisoformat(told))


def _is_old(context: Context, moment: datetime) -> bool:
    return context.clock.now() - moment >= context.patience.dictionaries


def _read_subjects(context: Context) -> int:
    """WB has thousands: an empty answer is a fault of its own, and what is known is kept."""
    subjects = list(context.catalogue.subjects())
    if not subjects:
        log.warning("no subjects", account=context.account)
        return 0
    context.state.dictionaries.put_subjects(context.account, subjects, context.clock.now())
    return len(subjects)


def _subjects_in_use(context: Context) -> Sequence[Subject]:
    view = StoredDictionary(context.state.dictionaries, context.account)
    found = (view.subject(wanted) for wanted in context.mapping.subjects)
    return list({subject.subject_id: subject for subject in found if subject is not None}.values())


def _read_characteristics(context: Context, subject: Subject) -> int:
    """None at all is no answer: what is known stays, and the next run asks again."""
    read = tuple(context.catalogue.characteristics(subject.subject_id))
    if not read:
        log.warning("no characteristics", account=context.account, subject=subject.subject_id)
        return 0
    now = context.clock.now()
    context.state.dictionaries.put_characteristics(context.account, subject.subject_id, read, now)
    return len(read)


def _read_directories(context: Context, *, force: bool) -> int:
    """Values only judge cards, so that nothing here ends a run but a token that is no good.

    What cannot be had now stays as it was, and is asked for again by the next run: a base token may ask once
    or twice an hour (modern.md, section 4).
    """
    end = context.clock.now() + context.patience.directories
    silent: set[Directory] = set()
    read = 0
    for directory, subject_id in _due(context, force=force):
        context.clock.check()
        if context.clock.now() >= end:
            break
        if directory in silent:
            continue
        try:
            read += _read_directory(context, directory, subject_id)
        except (UnreachableError, RefusedError) as error:
            silent |= {directory} if error.code in SILENCE else set()
            log.info("directory left", directory=directory.value, subject=subject_id, error=error.code.value)
    return read


def _due(context: Context, *, force: bool) -> Sequence[Consulted]:
    """By force all that the mapping is judged by, else the missing and the old; the longest unread first."""
    dictionaries = context.state.dictionaries
    wanted = consulted(context.mapping, StoredDictionary(dictionaries, context.account))
    moments = dictionaries.values_read_at(context.account, wanted)
    never = [one for one in wanted if moments[one] is None]
    known = [(moment, one) for one, moment in moments.items() if moment is not None]
    known.sort(key=lambda item: item[0])
    return [*never, *(one for moment, one in known if force or _is_old(context, moment))]


def _read_directory(context: Context, directory: Directory, subject_id: int | None) -> bool:
    names = context.catalogue.values(directory, subject_id)
    now = context.clock.now()
    context.state.dictionaries.put_values(context.account, directory, subject_id, names, now)
    return names is not None
