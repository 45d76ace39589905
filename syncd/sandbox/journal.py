"""Every request that reached the API, for the operator and for tests. Tokens are never kept."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 200_000


@dataclass(frozen=True, slots=True)
class Entry:
    """`fault`: what the operator had ordered for it; "cut-before" has status 0, as nothing was judged.

    Contents are kept only when the operator asks for it (setting `record`).
    """

    time: str
    method: str
    path: str
    query: str
    status: int
    body_size: int
    cost: int
    fault: str
    content_type: str | None = None
    body: str | None = None
    answer_type: str | None = None
    answer: str | None = None


class Journal:
    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._counts: Counter[tuple[str, str, int]] = Counter()

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)
        self._counts[entry.method, entry.path, entry.status] += 1

    def clear(self) -> None:
        self._entries.clear()
        self._counts.clear()

    def entries(self) -> list[dict[str, Any]]:
        return [_shown(entry) for entry in self._entries]

    def counts(self) -> list[dict[str, Any]]:
        return [
            {"method": method, "path": path, "status": status, "count": count}
            for (method, path, status), count in sorted(self._counts.items())
        ]


def _shown(entry: Entry) -> dict[str, Any]:
    row = asdict(entry)
    kept = ("content_type", "body", "answer_type", "answer")
    return row if entry.answer is not None else {name: row[name] for name in row if name not in kept}
