"""The Fluent files as trees, and the places in the program that use them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from tests.conftest import ROOT

PRODUCT = ROOT / "syncd"


@dataclass(frozen=True)
class Message:
    file: str
    has_value: bool
    attributes: frozenset[str]
    variables: frozenset[str]


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, Message]:
    """Raises for what is no Fluent, and for a key that is given twice."""
    found: dict[str, Message] = {}
    for file in sorted((PRODUCT / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{file}: {entry.id.name} stands twice"
                found[entry.id.name] = _message(file, entry)
    return found


def _message(file: Path, entry: ftl.Message) -> Message:
    visitor = _Variables()
    visitor.visit(entry)
    return Message(
        file=file.name,
        has_value=entry.value is not None,
        attributes=frozenset(attribute.id.name for attribute in entry.attributes),
        variables=frozenset(visitor.names),
    )


@dataclass(frozen=True)
class Raised:
    """One place where an error of a code is made, with the facts that it is given by name."""

    place: str
    code: str
    facts: frozenset[str]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(PRODUCT.rglob("*.py")):
        yield file, ast.parse(file.read_text("utf-8"))


def raised() -> Iterator[Raised]:
    """Every `...Error(ErrorCode.X, name=...)`; one that unpacks a dictionary cannot be judged: left out."""
    for file, tree in trees():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or any(keyword.arg is None for keyword in call.keywords):
                continue
            for argument in call.args[:1]:
                if _is_code(argument):
                    place = f"{file.relative_to(ROOT)}:{call.lineno}"
                    facts = frozenset(str(keyword.arg) for keyword in call.keywords)
                    yield Raised(place, argument.attr, facts)  # type: ignore[attr-defined]


def _is_code(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ErrorCode"
    )


def literals() -> tuple[set[str], set[str]]:
    """Whole strings of the program, and the beginnings of its f-strings."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return whole, {one for one in beginnings if one.count("-") > 0 and one.endswith("-")}
