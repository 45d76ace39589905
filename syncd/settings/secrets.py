"""Secrets by reference: the configuration says where a secret lies, and it is read only when it is used."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.settings.environment import EnvironmentText
from syncd.settings.values import Anchored


class SecretRef(Anchored):
    """Where a secret lies: in a file, among systemd's credentials, or in an environment variable."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    file: Path | None = None
    credential: str | None = Field(None, pattern=r"^[\w.-]+$")
    env: str | None = Field(None, pattern=r"^\w+$")

    @model_validator(mode="before")
    @classmethod
    def _refuse_clear(cls, given: Any) -> Any:
        """A text is the secret itself: good in the environment, never in the file."""
        if isinstance(given, EnvironmentText):
            return {"env": given.variable}
        if isinstance(given, str):
            raise PydanticCustomError("secret_in_clear", "the secret itself stands here")
        return given

    @model_validator(mode="after")
    def _one_place(self) -> SecretRef:
        if sum(place is not None for place in (self.file, self.credential, self.env)) != 1:
            raise PydanticCustomError("secret_one_place", "one of file, credential, env")
        return self

    def __str__(self) -> str:
        if self.file is not None:
            return f"file {self.file}"
        return f"credential {self.credential}" if self.credential is not None else f"env {self.env}"


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """Its only argument is the reason, a word for the texts."""


def read_secret(ref: SecretRef, environ: Mapping[str, str] = os.environ) -> SecretStr:
    """The secret itself, the newline at its end left off.

    Raises `ConfigurationError` (secret-unreadable: where, reason) when it is missing, empty or not readable.
    """
    try:
        return SecretStr(_read(ref, environ))
    except _Unreadable as error:
        raise ConfigurationError(ErrorCode.SECRET_UNREADABLE, where=ref, reason=error.args[0]) from None


def _read(ref: SecretRef, environ: Mapping[str, str]) -> str:
    if ref.file is not None:
        text = _from_file(ref.file)
    elif ref.credential is not None:
        text = _from_credentials(ref.credential, environ)
    else:
        text = _from_environment(str(ref.env), environ)
    if not text.strip():
        raise _Unreadable("empty")
    return text.rstrip("\r\n")


def _from_file(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise _Unreadable("missing") from None
    except PermissionError:
        raise _Unreadable("denied") from None
    except UnicodeDecodeError:
        raise _Unreadable("encoding") from None
    except OSError as error:
        raise _Unreadable(error.strerror or "other") from None


def _from_credentials(name: str, environ: Mapping[str, str]) -> str:
    """systemd.exec(5), "Credentials": the folder's name is given in $CREDENTIALS_DIRECTORY."""
    if not (folder := environ.get("CREDENTIALS_DIRECTORY")):
        raise _Unreadable("no-credentials")
    return _from_file(Path(folder) / name)


def _from_environment(variable: str, environ: Mapping[str, str]) -> str:
    if variable not in environ:
        raise _Unreadable("missing")
    return environ[variable]
