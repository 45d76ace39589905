"""From answers to failures, and from failures to the errors that leave this room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from syncd.model.errors import (
    CredentialsError,
    ErrorCode,
    InDoubtError,
    RefusedError,
    SyncdError,
    UnreachableError,
)
from syncd.wildberries.answer import Answer, Complaint, Shape, read_complaint
from syncd.wildberries.operations import Operation
from syncd.wildberries.retry import Failure
from syncd.wildberries.token import Token
from syncd.wildberries.wire import CutError, SenselessError, decode

NO_CONTENT = 204


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one attempt: WB's JSON, or what went wrong."""

    failure: Failure | None
    value: object = None
    answer: Answer | None = None
    reason: str = ""
    """For people: why there is no usable answer."""


def judge(answer: Answer) -> Verdict:
    """Whatever WB, or somebody who answers for it, may send."""
    status = answer.status
    if status == 429:
        return Verdict(Failure.LIMITED, answer=answer)
    if status >= 500 or status == 408:
        return Verdict(Failure.FAILING, answer=answer)
    if 200 <= status < 300:
        return _judge_success(answer)
    if status >= 400 and (status == 413 or not answer.is_html):
        return Verdict(Failure.REFUSED, answer=answer)
    return Verdict(
        Failure.NOT_WB, answer=answer, reason=f"HTTP {status}, {answer.headers.get('content-type', '')}"
    )


def _judge_success(answer: Answer) -> Verdict:
    if answer.status == NO_CONTENT:
        return Verdict(None, answer=answer)
    if answer.is_html:
        return Verdict(Failure.NOT_WB, answer=answer, reason="HTML")
    return _judge_json(answer)


def _judge_json(answer: Answer) -> Verdict:
    """An `error` is a refusal whatever the status (modern.md, 5.4, tags)."""
    try:
        value = decode(answer.body)
    except SenselessError as error:
        failure = Failure.CUT if isinstance(error, CutError) else Failure.MALFORMED
        return Verdict(failure, answer=answer, reason=str(error))
    if isinstance(value, dict) and value.get("error"):
        return Verdict(Failure.REFUSED, answer=answer)
    return Verdict(None, value, answer)


_UNREACHABLE = {
    Failure.NEVER_SENT: ErrorCode.WB_UNREACHABLE,
    Failure.LOST: ErrorCode.WB_UNREACHABLE,
    Failure.CUT: ErrorCode.WB_ANSWER_CUT,
    Failure.FAILING: ErrorCode.WB_FAILING,
    Failure.NOT_WB: ErrorCode.WB_NOT_WB,
    Failure.MALFORMED: ErrorCode.WB_ANSWER_MALFORMED,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: for errors and the log."""

    operation: Operation
    host: str
    token: Token
    names: Collection[str]
    """Vendor codes in the request: WB's texts are sorted by them."""


def error_of(verdict: Verdict, asked: Asked, *, in_doubt: bool) -> SyncdError:
    """The error that tells this failure. Every fact is free of the token's text."""
    complaint = read_complaint(verdict.answer) if verdict.answer else Complaint(Shape.PLAIN, "")
    if verdict.failure is Failure.REFUSED and verdict.answer:
        return _refusal(verdict.answer.status, complaint, asked)
    kind = InDoubtError if in_doubt else UnreachableError
    code = _UNREACHABLE[verdict.failure or Failure.MALFORMED]
    return kind(code, **_facts(verdict, complaint, asked))


def _facts(verdict: Verdict, complaint: Complaint, asked: Asked) -> dict[str, str]:
    return {
        "host": asked.host,
        "method": asked.operation.method,
        "path": asked.operation.path,
        "status": str(verdict.answer.status) if verdict.answer else "",
        "reason": _clean(verdict.reason, asked.token),
        "text": _clean(complaint.text, asked.token) if verdict.failure is Failure.FAILING else "",
        "request": complaint.request_id,
    }


def _refusal(status: int, complaint: Complaint, asked: Asked) -> SyncdError:
    text = _clean(complaint.text, asked.token)
    if status in (401, 402, 403):
        code = _credentials_code(status, complaint)
        facts = asked.token.facts(asked.operation.category)
        return CredentialsError(code, text=text, request=complaint.request_id, **facts)
    if _is_path_gone(status, complaint):
        return UnreachableError(
            ErrorCode.WB_PATH_GONE,
            host=asked.host,
            method=asked.operation.method,
            path=asked.operation.path,
            status=status,
            text=text,
            request=complaint.request_id,
        )
    code = ErrorCode.WB_TOO_LARGE if status == 413 else ErrorCode.WB_REFUSED
    named, others = _sort_named(complaint, asked)
    told = "; ".join([text or f"HTTP {status}", *others])
    return RefusedError(code, text=told, named=named, request_id=complaint.request_id, status=status)


_WORDS = (
    ("expired", ErrorCode.TOKEN_EXPIRED),
    ("read-only", ErrorCode.TOKEN_READ_ONLY),
    ("scope not allowed", ErrorCode.TOKEN_CATEGORY),
    ("scope is not allowed", ErrorCode.TOKEN_CATEGORY),
    ("required scopes", ErrorCode.TOKEN_CATEGORY),
)
"""Of both gateways (modern.md, section 3); the first that occurs counts."""


def _credentials_code(status: int, complaint: Complaint) -> ErrorCode:
    if status == 402:
        return ErrorCode.PAYMENT_REQUIRED
    text = complaint.text.lower()
    said = next((code for words, code in _WORDS if words in text), None)
    if said and complaint.shape in (Shape.GATEWAY, Shape.PLAIN):
        return said
    return ErrorCode.TOKEN_REFUSED if status == 401 else ErrorCode.ACCESS_DENIED


def _is_path_gone(status: int, complaint: Complaint) -> bool:
    """The method itself is gone, not the thing that it was asked for (modern.md, section 3, 404)."""
    if status not in (404, 405, 410):
        return False
    text = complaint.text.lower()
    told = any(words in text for words in ("path not found", "method is deprecated", "temporarily disabled"))
    return told or complaint.shape is Shape.PLAIN


def _sort_named(complaint: Complaint, asked: Asked) -> tuple[dict[str, str], list[str]]:
    """Texts of the request's vendor codes, and of everything else that WB named."""
    vendor_codes = {name.strip().casefold(): name for name in asked.names} | {
        name: name for name in asked.names
    }
    named: dict[str, str] = {}
    others: list[str] = []
    for name, text in complaint.named.items():
        vendor_code = vendor_codes.get(name, vendor_codes.get(name.strip().casefold()))
        if vendor_code is not None:
            named[vendor_code] = _clean(text, asked.token)
        elif text and text != complaint.text:
            others.append(_clean(f"{name}: {text}", asked.token))
    return named, others


def _clean(text: str, token: Token) -> str:
    return text.replace(token.text, "***")
