"""Judges requests and answers by WB's published OpenAPI 3.0 files, on both sides of the wire.

A mistake is one line: where, and what. The files' own slips are bent: see `_ALIASES` and `_bent`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

_METHODS = ("get", "post", "put", "patch", "delete")
_ALIASES = {"plain/text": "text/plain"}
"""The files turn the name of this media type round."""
GATEWAY_STATUSES = {401, 402, 403, 404, 413, 429}
"""The gateway answers these by itself; since 2026-09 as problem+json where the files still say otherwise."""
PROBLEM = "application/problem+json"
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["title", "detail"],
    "properties": {
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "requestId": {"type": "string"},
        "origin": {"type": "string"},
        "status": {"type": "integer"},
        "statusText": {"type": "string"},
        "timestamp": {"type": "string"},
    },
}


@dataclass(frozen=True)
class Operation:
    path: str
    pattern: re.Pattern[str]
    item: dict[str, Any]
    source: str
    """Name of the file that its references start from."""
    has_variables: bool


class Contract:
    """All operations of a folder of files; a path without variables wins over one with them."""

    def __init__(self, documents: Mapping[str, dict[str, Any]]) -> None:
        self._documents = {name: _bent(document) for name, document in documents.items()}
        resources = [
            (name, Resource.from_contents(document, default_specification=DRAFT4))
            for name, document in self._documents.items()
        ]
        self._registry: Registry[Any] = Registry().with_resources(resources)
        self._operations: dict[str, list[Operation]] = {}
        for source, document in self._documents.items():
            for path, items in document.get("paths", {}).items():
                for method in _METHODS:
                    if method in items:
                        self._add(method, path, source, items)

    @classmethod
    def load(cls, folder: Path) -> Contract:
        """Every YAML file of the folder."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return cls(
            {
                file.name: yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
                for file in sorted(folder.glob("*.yaml"))
            }
        )

    def _add(self, method: str, path: str, source: str, items: dict[str, Any]) -> None:
        pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))
        operation = dict(items[method])
        operation["parameters"] = items.get("parameters", []) + operation.get("parameters", [])
        found = Operation(path, pattern, operation, source, "{" in path)
        self._operations.setdefault(method, []).append(found)
        self._operations[method].sort(key=lambda known: known.has_variables)

    def operation(self, method: str, path: str) -> Operation | None:
        known = self._operations.get(method.lower(), [])
        return next((operation for operation in known if operation.pattern.fullmatch(path)), None)

    def check_request(
        self,
        method: str,
        path: str,
        *,
        query: str = "",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> list[str]:
        """Mistakes of a request: an unknown operation, parameters, media type, body."""
        operation = self.operation(method, path)
        if operation is None:
            return [f"{method} {path}: no such operation"]
        where = f"{method} {operation.path} request"
        names = {name.lower(): value for name, value in (headers or {}).items()}
        mistakes = self._check_parameters(operation, where, query, names)
        declared = self._resolve(operation.source, operation.item.get("requestBody", {}))
        if not declared:
            return [*mistakes, f"{where}: has a body"] if body else mistakes
        if not body:
            return [*mistakes, f"{where}: lacks its body"]
        kind = names.get("content-type", "")
        return mistakes + self._check_content(operation, where, declared["content"], kind, body)

    def check_response(
        self, method: str, path: str, *, status: int, content_type: str = "", body: bytes = b""
    ) -> list[str]:
        """Mistakes of an answer: an undeclared status or media type, or a body of another shape."""
        operation = self.operation(method, path)
        if operation is None:
            return [f"{method} {path}: no such operation"]
        where = f"{method} {operation.path} answer {status}"
        if status in GATEWAY_STATUSES and _bare(content_type) == PROBLEM:
            return self._check_value(operation.source, where, _PROBLEM_SCHEMA, _json(body))
        declared = operation.item["responses"].get(str(status))
        if declared is None:
            return [f"{where}: not declared"]
        content = self._resolve(operation.source, declared).get("content", {})
        if not content:
            return [f"{where}: has a body"] if body else []
        return self._check_content(operation, where, content, content_type, body)

    def _check_content(
        self, operation: Operation, where: str, content: dict[str, Any], kind: str, body: bytes
    ) -> list[str]:
        declared = {_ALIASES.get(name, name): media for name, media in content.items()}
        media = declared.get(_bare(kind))
        if media is None:
            return [f"{where}: media type {kind or 'missing'}, declared {', '.join(declared)}"]
        if "json" not in _bare(kind) or "schema" not in media:
            return []
        try:
            value = json.loads(body)
        except ValueError as error:
            return [f"{where}: no JSON: {error}"]
        return self._check_value(operation.source, where, media["schema"], value)

    def _check_parameters(
        self, operation: Operation, where: str, query: str, headers: Mapping[str, str]
    ) -> list[str]:
        given = dict(parse_qsl(query, keep_blank_values=True))
        mistakes = []
        known = set()
        for raw in operation.item["parameters"]:
            parameter = self._resolve(operation.source, raw)
            if parameter["in"] not in ("query", "header"):
                continue
            known.add(parameter["name"])
            name = parameter["name"]
            text = given.get(name) if parameter["in"] == "query" else headers.get(name.lower())
            if text is None:
                mistakes += [f"{where}: lacks {name}"] if parameter.get("required") else []
                continue
            value = _typed(text, parameter.get("schema", {}).get("type"))
            mistakes += self._check_value(
                operation.source, f"{where} {name}", parameter.get("schema", {}), value
            )
        return mistakes + [f"{where}: unknown parameter {name}" for name in given if name not in known]

    def _check_value(self, source: str, where: str, schema: dict[str, Any], value: Any) -> list[str]:
        anchored = _anchored(schema, source)
        validator = OAS30Validator(anchored, registry=self._registry)
        return [
            f"{where}: {error.json_path} {error.message[:300]}"
            for error in sorted(validator.iter_errors(value), key=lambda error: error.json_path)
        ]

    def _resolve(self, source: str, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            target: Any = self._documents[source]
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node


def _anchored(schema: Any, source: str) -> Any:
    """References with their file named, so that they hold outside of it."""
    if isinstance(schema, dict):
        return {
            name: f"{source}{value}"
            if name == "$ref" and isinstance(value, str) and value.startswith("#")
            else _anchored(value, source)
            for name, value in schema.items()
        }
    if isinstance(schema, list):
        return [_anchored(item, source) for item in schema]
    return schema


def _bent(node: Any) -> Any:
    """Where a schema may be null, so may its enum: the files forget it there, and say it in words."""
    if isinstance(node, list):
        return [_bent(item) for item in node]
    if not isinstance(node, dict):
        return node
    bent = {name: _bent(item) for name, item in node.items()}
    if bent.get("nullable") is True and isinstance(bent.get("enum"), list):
        bent["enum"] = [*bent["enum"], None]
    return bent


def _bare(content_type: str) -> str:
    return content_type.split(";", maxsplit=1)[0].strip().lower()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _typed(text: str, kind: str | None) -> Any:
    """A parameter's text as its schema's type; the text itself when it is none."""
    try:
        if kind == "integer":
            return int(text)
        if kind == "number":
            return float(text)
    except ValueError:
        return text
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
