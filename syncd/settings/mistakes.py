"""Mistakes of the configuration as lines for the operator: `file:line: key: what is expected`."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from syncd.settings.environment import Overlay
from syncd.settings.lines import Lines
from syncd.settings.models import Settings
from syncd.texts import Texts

_KINDS = {
    "int_type": "integer",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "decimal_type": "number",
    "decimal_parsing": "number",
    "bool_type": "boolean",
    "bool_parsing": "boolean",
    "string_type": "text",
    "path_type": "path",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
    "literal_error": "choice",
    "timezone_aware": "moment",
    "datetime_type": "moment",
    "datetime_parsing": "moment",
    "datetime_from_date_parsing": "moment",
    "greater_than_equal": "at-least",
    "greater_than": "more-than",
    "less_than_equal": "at-most",
    "string_too_short": "not-empty",
    "too_short": "too-few",
    "too_long": "too-many",
    "missing": "missing",
    "timing": "timing",
    "cron_field": "cron-field",
    "cron_weekday": "cron-weekday",
    "database_url": "database-url",
    "password_in_url": "password-in-url",
    "secret_in_clear": "secret-in-clear",
    "secret_one_place": "secret-one-place",
    "shop_address": "shop-address",
    "account_repeated": "account-repeated",
}
"""Pydantic's names of errors and our own -> our texts, `setting-...`."""

_PATTERNS = {
    "name": "name",
    "credential": "name",
    "env": "name",
    "base_url": "url",
    "url": "url",
    "prefix": "prefix",
    "supplier_id": "uuid",
    "phone": "phone",
    "user_agent": "user-agent",
}
"""What a key's pattern stands for."""

_LIMITS = ("ge", "gt", "le", "min_length", "max_length")


def lines(place: Path, text: str, overlay: Overlay, error: ValidationError, language: str) -> tuple[str, ...]:
    """One line a mistake, in the order of the file; those of the environment at the end."""
    written, texts = Lines(text), Texts(language)
    told: list[tuple[int, str]] = []
    for one in error.errors(include_input=False, include_url=False):
        path = tuple(str(part) for part in one["loc"])
        key, expected = ".".join(path), _expected(one, path, texts)
        if variable := overlay.variable_of(path):
            told.append((len(text) + 1, f"{variable}: {expected}"))
        else:
            told.append(_in_file(place, written.of(path), key, expected))
    told.extend((len(text) + 1, line) for line in misplaced(overlay, language))
    return tuple(line for _, line in sorted(told, key=lambda one: one[0]))


def misplaced(overlay: Overlay, language: str) -> tuple[str, ...]:
    texts = Texts(language)
    return tuple(f"{variable}: {texts.say('setting-misplaced')}" for variable in overlay.misplaced)


def _in_file(place: Path, line: int | None, key: str, expected: str) -> tuple[int, str]:
    where = f"{place}:{line}" if line else f"{place}"
    return line or 0, f"{where}: {key}: {expected}" if key else f"{where}: {expected}"


def _expected(error: ErrorDetails, path: tuple[str, ...], texts: Texts) -> str:
    if error["type"] == "extra_forbidden":
        return _unknown(path, texts)
    if error["type"] == "string_pattern_mismatch":
        return texts.say(f"setting-{_PATTERNS[path[-1]]}")
    if not (kind := _KINDS.get(error["type"])):
        return error["msg"]
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    limit = next((context[name] for name in _LIMITS if name in context), "")
    choices = context.pop("expected", "").replace("' or '", "', '").replace("'", '"')
    return texts.say(f"setting-{kind}", **context, limit=limit, choices=choices)


def _unknown(path: tuple[str, ...], texts: Texts) -> str:
    known = _known_keys(path)
    if nearest := difflib.get_close_matches(path[-1], known, n=1):
        return texts.say("setting-unknown-near", nearest=nearest[0])
    return texts.say("setting-unknown", known=", ".join(known))


def _known_keys(path: tuple[str, ...]) -> list[str]:
    """The keys that may stand where the last part of the path stands."""
    model: Any = Settings
    for part in path[:-1]:
        if not part.isdecimal():
            model = _model_of(model, part)
        if model is None:
            return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return next(_models(field.annotation), None)
    return None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside `Model`, `Model | None` and `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)
