"""What WB refuses in a title or a description: pictures among the letters, ways around WB to the seller."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(
    "[\u00a9\u00ae\u2122"  # ©®™
    "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\u20e3"  # arrows, dingbats, keycaps
    "\ue000-\uf8ff"  # private use
    "\U0001f000-\U0001faff]"  # emoji
)
"""Emoji, ® and ™ are attested in WB's refusals (modern.md, 5.4); the rest is of their kind."""
_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.|\b(?:t|wa)\.me/)\S+"
    r"|(?<![\w.@-])(?:[\w-]+\.)+(?:ru|рф|su|com|net|org|info|shop)(?![\w.-]*\w)(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w+])(?:\+7|8)[\s(-]{0,2}[3489]\d{2}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\w)")
"""Contacts are refused by WB's rules for sellers; of the refusals only that of an e-mail is attested."""


def forbidden(text: str) -> tuple[str, ...]:
    """Characters that WB refuses, each once, in their order."""
    return tuple(dict.fromkeys(_FORBIDDEN.findall(text)))


def without_forbidden(text: str) -> str:
    """A space stands where a character stood between two words."""
    told = re.sub(rf"(?<=\w)(?:{_FORBIDDEN.pattern})+(?=\w)", " ", text)
    return re.sub(r" {2,}", " ", _FORBIDDEN.sub("", told))


def contacts(text: str) -> tuple[str, ...]:
    """E-mail addresses, links and Russian telephone numbers, each once, in their order."""
    mails = list(_E_MAIL.finditer(text))
    rest = _E_MAIL.sub(lambda found: " " * len(found.group()), text)
    found = [*mails, *_LINK.finditer(rest), *_PHONE.finditer(rest)]
    ordered = sorted(found, key=lambda one: one.start())
    return tuple(dict.fromkeys(one.group().rstrip(".,;)") for one in ordered))
