"""A person at WB's seller portal, and what a test looks at afterwards."""

from __future__ import annotations

from typing import Any

import httpx

from syncd.model.problem import OpenProblem, ProblemCode
from syncd.model.run import Report
from tests.end_to_end.stage import ACCOUNT, Stage

UPLOAD, ADD, UPDATE = (
    "/content/v2/cards/upload",
    "/content/v2/cards/upload/add",
    "/content/v2/cards/update",
)
DAY = 25 * 3600
PAST_THE_DEADLINE = 2200


def problems(stage: Stage) -> list[OpenProblem]:
    with stage.context() as context:
        return context.state.problems.open(ACCOUNT)


def codes(stage: Stage) -> list[tuple[ProblemCode, str]]:
    return [(item.problem.code, item.problem.ref) for item in problems(stage)]


def settled_run(stage: Stage) -> Report:
    """A run, and then nothing more to write."""
    report = stage.run()
    stage.sandbox.clear_requests()
    return report


def release(stage: Stage, report: Report) -> None:
    with stage.context() as context:
        context.state.runs.release(report.run, stage.clock.now())


def trash(stage: Stage, vendor_code: str) -> None:
    _ask(stage, "/content/v2/cards/delete/trash", {"nmIDs": [stage.cards()[vendor_code]["nmID"]]})


def edit(stage: Stage, vendor_code: str, **changes: Any) -> None:
    """Seconds later the card shows them."""
    card: dict[str, Any] = {**stage.cards()[vendor_code], **changes}
    body = {
        name: card[name]
        for name in ("nmID", "vendorCode", "brand", "title", "description", "dimensions", "sizes")
        if name in card
    }
    body["dimensions"] = {name: value for name, value in body["dimensions"].items() if name != "isValid"}
    body["characteristics"] = [{"id": one["id"], "value": one["value"]} for one in card["characteristics"]]
    _ask(stage, UPDATE, [body])


def make(stage: Stage, subject_id: int, variant: dict[str, Any]) -> None:
    _ask(stage, UPLOAD, [{"subjectID": subject_id, "variants": [variant]}])


def _ask(stage: Stage, path: str, body: object) -> None:
    stage.clock.advance(60)
    answer = httpx.post(stage.sandbox.url + path, headers={"Authorization": stage.sandbox.token()}, json=body)
    assert answer.status_code == 200, answer.text
    stage.clock.advance(10)
    stage.sandbox.clear_requests()
