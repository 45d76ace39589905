"""Templates of mapping.yaml: `{name}[, {feature:Материал}]`.

A part in square brackets is left out when something in it is empty. A doubled brace or bracket stands for
itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class HoleKind(StrEnum):
    FIELD = "field"
    FEATURE = "feature"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Hole:
    """A place that a value of the product fills."""

    kind: HoleKind
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    parts: tuple[str | Hole, ...]
    optional: bool = False


Template = tuple[Piece, ...]


class TemplateError(ValueError):
    """The text is no template; the argument is the part that cannot be read."""


_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{(?P<hole>[^{}\[\]]*)\}|[{}\[\]]|[^{}\[\]]+")


def parse(text: str) -> Template:
    """Raises `TemplateError` for a brace or bracket without its fellow, and for an empty placeholder."""
    pieces: list[Piece] = []
    parts: list[str | Hole] = []
    optional = False
    for token in _TOKEN.finditer(text):
        found = token.group()
        if (found == "[" and not optional) or (found == "]" and optional):
            pieces.append(Piece(tuple(parts), optional))
            parts, optional = [], not optional
        elif found in ("[", "]", "{", "}"):
            raise TemplateError(text[token.start() :])
        else:
            parts.append(_part(token))
    if optional:
        raise TemplateError(text[text.rindex("[") :])
    return tuple(piece for piece in (*pieces, Piece(tuple(parts))) if piece.parts)


def holes(template: Template) -> tuple[Hole, ...]:
    return tuple(part for piece in template for part in piece.parts if isinstance(part, Hole))


def fill(template: Template, value_of: Callable[[Hole], str]) -> str:
    """Empty when all placeholders are; spaces that an empty one leaves behind are joined."""
    values = {hole: value_of(hole) for hole in holes(template)}
    if values and not any(values.values()):
        return ""
    told = "".join(_filled(piece, values) for piece in template)
    return re.sub(r" {2,}", " ", told).strip()


def _part(token: re.Match[str]) -> str | Hole:
    if token["hole"] is None:
        found = token.group()
        return found[0] if found in ("{{", "}}", "[[", "]]") else found
    head, colon, tail = token["hole"].partition(":")
    kind, name = (head.strip(), tail.strip()) if colon else (HoleKind.FIELD.value, head.strip())
    if not name or kind not in set(HoleKind):
        raise TemplateError(token.group())
    return Hole(HoleKind(kind), name)


def _filled(piece: Piece, values: dict[Hole, str]) -> str:
    if piece.optional and not all(values[part] for part in piece.parts if isinstance(part, Hole)):
        return ""
    return "".join(values[part] if isinstance(part, Hole) else part for part in piece.parts)
