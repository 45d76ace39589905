"""What the factory reads before it opens anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncd import factory
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.settings import load
from tests.settings.configurations import LEAST, write


@pytest.mark.parametrize(("language", "told"), [("ru", "не хватает"), ("en", "missing")])
def test_mistakes_in_the_mapping_are_told_in_the_operators_language(
    tmp_path: Path, language: str, told: str
) -> None:
    settings = load(write(tmp_path, f'language = "{language}"\n' + LEAST), {})
    settings.mapping.file.write_text("card: {}\n", "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        factory.read_mapping(settings.mapping.file, settings.language)
    assert raised.value.code is ErrorCode.MAPPING_INVALID
    assert told in raised.value.mistakes[0]
