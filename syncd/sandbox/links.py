"""Links to media: which WB takes at all, and what lies behind them."""

from __future__ import annotations

import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.parse import urlsplit

from syncd.sandbox.cards import Medium
from syncd.sandbox.images import VIDEO_LIMIT, Unfit, examine

EXTENSIONS = ("jpg", "jpeg", "png", "bmp", "gif", "webp", "mp4", "mov")
_SECONDS = 10
_AT_ONCE = 8


def is_direct(link: str) -> bool:
    """Leads straight to a file: since 2026-09 it ends in a file's extension, and is not Google Drive's."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    named = parts.path.rpartition(".")[2].lower() in EXTENSIONS
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and named
        and (parts.hostname != "drive.google.com")
    )


def fetch_all(addresses: Sequence[str]) -> tuple[Medium, ...] | None:
    """What the links lead to, in their order; None when any of them is bad."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(_fetched, addresses))
    media = tuple(medium for medium in found if medium)
    return media if len(media) == len(addresses) else None


def _fetched(link: str) -> Medium | None:
    try:
        with urllib.request.urlopen(link, timeout=_SECONDS) as answer:  # noqa: S310 - see is_direct
            if answer.headers.get_content_type().startswith("text/"):
                return None
            return examine(answer.read(VIDEO_LIMIT + 1))
    except (OSError, ValueError, HTTPException, Unfit):
        return None
