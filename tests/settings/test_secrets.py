"""Secrets are read when they are used, and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.settings import SecretRef, read_secret


def reason(ref: SecretRef, environ: dict[str, str]) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_secret(ref, environ)
    assert caught.value.code is ErrorCode.SECRET_UNREADABLE
    assert caught.value.facts["where"] == str(ref)
    return caught.value.facts["reason"]


@pytest.mark.parametrize(
    "written", ["с пробелом ", "с пробелом \n", "с пробелом \r\n", "\ufeffс пробелом \n"]
)
def test_a_file_without_the_newline_at_its_end(tmp_path: Path, written: str) -> None:
    (tmp_path / "s").write_bytes(written.encode())
    assert read_secret(SecretRef(file=tmp_path / "s"), {}).get_secret_value() == "с пробелом "


def test_a_credential_of_systemd(tmp_path: Path) -> None:
    (tmp_path / "wb-token").write_text("eyJ\n")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert read_secret(SecretRef(credential="wb-token"), environ).get_secret_value() == "eyJ"
    assert reason(SecretRef(credential="other"), environ) == "missing"
    assert reason(SecretRef(credential="wb-token"), {}) == "no-credentials"


def test_a_variable() -> None:
    assert read_secret(SecretRef(env="T"), {"T": "eyJ"}).get_secret_value() == "eyJ"
    assert reason(SecretRef(env="T"), {}) == "missing"
    assert reason(SecretRef(env="T"), {"T": " \n"}) == "empty"


def test_files_that_cannot_serve(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert reason(SecretRef(file=tmp_path / "missing"), {}) == "missing"
    assert reason(SecretRef(file=tmp_path / "empty"), {}) == "empty"
    assert reason(SecretRef(file=tmp_path / "bytes"), {}) == "encoding"
    assert reason(SecretRef(file=tmp_path), {}) == "Is a directory"


def test_a_secret_is_never_shown() -> None:
    secret = read_secret(SecretRef(env="T"), {"T": "КАНАРЕЙКА"})
    assert "КАНАРЕЙКА" not in f"{secret} {secret!r}"


@pytest.mark.parametrize("given", [{}, {"file": "a", "env": "B"}, {"credential": "../x"}, {"nonsense": "x"}])
def test_a_reference_names_exactly_one_place(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        SecretRef.model_validate(given)
