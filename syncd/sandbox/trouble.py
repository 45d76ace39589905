"""What a fault answers in the place of a method."""

from __future__ import annotations

from datetime import datetime

from syncd.sandbox import answers
from syncd.sandbox.answers import Answer, Gateway
from syncd.sandbox.faults import Fault, FaultKind
from syncd.sandbox.limits import Shortage

LIMITER = "c122a060-a7fb-4bb4-abb0-32fd4e18d489"
_PAGE = b"<!DOCTYPE html><html><head><title>Error</title></head><body>Service is unavailable</body></html>"


def answer(fault: Fault, *, gateway: Gateway, service: str, now: datetime) -> Answer | None:
    """None: the fault lets the request through to its method."""
    found: Answer | None = None
    match fault.kind:
        case FaultKind.LIMIT:
            seconds = max(1, int(fault.seconds))
            shortage = Shortage(retry=seconds, limit=5, reset=seconds * 5)
            found = limited(shortage, gateway=gateway, service=service, now=now)
        case FaultKind.STATUS if fault.status == 402:
            found = answers.payment_required()
        case FaultKind.STATUS:
            found = answers.internal_error(fault.status or 500, service=service, now=now)
        case FaultKind.HTML:
            found = Answer(fault.status or 200, _PAGE, "text/html; charset=utf-8")
        case FaultKind.CUT_BEFORE:
            found = Answer(0, b"")
        case FaultKind.REVOKED:
            # Guess: the text of a withdrawn token is unpublished.
            detail = "access token problem; token is withdrawn"
            found = answers.unauthorized(detail, gateway=gateway, service=service, now=now)
        case FaultKind.DENIED:
            found = answers.denied(service)
    return found


def limited(shortage: Shortage, *, gateway: Gateway, service: str, now: datetime) -> Answer:
    """429 with its figures, in headers."""
    told = answers.too_many(gateway=gateway, service=service, now=now, limiter=LIMITER)
    return told.with_headers(
        X_Ratelimit_Retry=shortage.retry,
        X_Ratelimit_Limit=shortage.limit,
        X_Ratelimit_Reset=shortage.reset,
    )
