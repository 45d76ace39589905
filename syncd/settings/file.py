"""Finding, reading and checking the configuration file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.settings import mistakes, unused
from syncd.settings.environment import Overlay, lay_over
from syncd.settings.models import Settings

PLACES = (Path("config/syncd.toml"), Path("/etc/syncd/syncd.toml"))
VARIABLE = "SYNCD_CONFIG"
_LANGUAGES = ("ru", "en")
_TOP_LEVEL = frozenset(field.alias or name for name, field in Settings.model_fields.items())


def find(path: Path | None, environ: Mapping[str, str]) -> Path:
    """The configuration to use: the given one, $SYNCD_CONFIG, then the usual places.

    Raises `ConfigurationError` (config-missing: tried).
    """
    if path is not None:
        tried: tuple[Path, ...] = (path,)
    elif named := environ.get(VARIABLE):
        tried = (Path(named),)
    else:
        tried = PLACES
    for place in tried:
        if _is_there(place):
            return place
    raise ConfigurationError(ErrorCode.CONFIG_MISSING, tried=", ".join(map(str, tried)))


def _is_there(place: Path) -> bool:
    """Where we may not look, a whole path counts as there, for reading to tell; one beside us does not."""
    try:
        return place.exists()
    except PermissionError:
        return place.is_absolute()


def say_nothing(_line: str) -> None:
    """Warnings that nobody reads."""


def load(
    path: Path | None, environ: Mapping[str, str], warn: Callable[[str], None] = say_nothing
) -> Settings:
    """The checked configuration, its relative paths counted from the file's folder.

    `warn` gets a line for each key that is given and that this version does nothing with.
    Raises `ConfigurationError`: config-missing (tried), config-unreadable (path, reason), config-syntax
    (path, line, detail), or config-invalid (path, count) with every mistake as a line of `mistakes`.
    """
    place = find(path, environ)
    text = _read(place)
    overlay = lay_over(_parse(place, text), environ, _TOP_LEVEL)
    try:
        settings = Settings(**overlay.tree)
    except ValidationError as error:
        found = mistakes.lines(place, text, overlay, error, _language(overlay))
        raise _invalid(place, found) from None
    if overlay.misplaced:
        raise _invalid(place, mistakes.misplaced(overlay, settings.language))
    for line in unused.warnings(place, text, overlay, settings.language):
        warn(line)
    anchored: Settings = settings.anchored(place.absolute().parent)
    return anchored


def language(path: Path | None, environ: Mapping[str, str]) -> str:
    """The operator's language, also out of a configuration that has mistakes; Russian when nothing tells."""
    if (named := environ.get("SYNCD_LANGUAGE", "")) in _LANGUAGES:
        return named
    try:
        text = _read(find(path, environ))
    except ConfigurationError:
        return _LANGUAGES[0]
    written = re.search(r"""^\s*language\s*=\s*["'](\w+)["']""", text, re.MULTILINE)
    return written[1] if written and written[1] in _LANGUAGES else _LANGUAGES[0]


def _language(overlay: Overlay) -> str:
    named = overlay.tree.get("language")
    return named if isinstance(named, str) and named in _LANGUAGES else _LANGUAGES[0]


def _invalid(place: Path, found: tuple[str, ...]) -> ConfigurationError:
    return ConfigurationError(ErrorCode.CONFIG_INVALID, found, path=place, count=len(found))


def _read(place: Path) -> str:
    try:
        return place.read_text("utf-8-sig")
    except PermissionError:
        reason = "denied"
    except IsADirectoryError:
        reason = "folder"
    except UnicodeDecodeError:
        reason = "encoding"
    except OSError as error:
        reason = error.strerror or "other"
    raise ConfigurationError(ErrorCode.CONFIG_UNREADABLE, path=place, reason=reason)


def _parse(place: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(place, text, str(error)) from None


def _syntax(place: Path, text: str, told: str) -> ConfigurationError:
    """tomllib ends its sentence with the place: "(at line 3, column 5)" or "(at end of document)"."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", told)
    line = found[1] if found and found[1] else len(text.splitlines())
    detail = told[: found.start()] if found else told
    return ConfigurationError(ErrorCode.CONFIG_SYNTAX, path=place, line=line, detail=detail)
