"""A shop, a Wildberries and an operator between them, for each test anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncd.demo import shop
from syncd.sandbox.server import Sandbox, running
from tests.acceptance.operators import MAPPING, Operator, account, options, settle


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running(options()) as served:
        yield served


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's shop, a mapping of its mugs, and a state that has read WB's dictionaries."""
    operator = Operator(tmp_path_factory.mktemp("prepared"))
    shop.build(operator.folder / "shop.sqlite")
    operator.mapping.write_text(MAPPING, "utf-8")
    with running(options()) as sandbox:
        operator.token.write_text(sandbox.token() + "\n", "utf-8")
        operator.configure(account(sandbox))
        told = operator.call("once", "dictionaries")
    assert told.code == 0, told
    return operator.folder


@pytest.fixture
def operator(prepared: Path, sandbox: Sandbox, tmp_path: Path) -> Operator:
    return settle(prepared, tmp_path / "operator", sandbox)
