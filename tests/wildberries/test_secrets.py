"""The token is in no log line, no error and no traceback, whatever goes wrong."""

from __future__ import annotations

import logging
import traceback

import httpx
import pytest
import structlog

from syncd.model.errors import CredentialsError, SyncdError
from syncd.wildberries.operations import OPERATIONS
from syncd.wildberries.token import Token
from tests.clocks import FakeClock
from tests.wildberries.fake_wb import FakeWB, Step, answer, cut, fails, gateway, raw, token, transport_to

SECRET = token().text
CANARIES = (SECRET, SECRET.split(".")[1], SECRET.split(".")[2])


def echo(status: int) -> Step:
    """A WB that repeats the token in its complaint."""
    return lambda request: httpx.Response(
        status, json={"title": "odd", "detail": f"bad {request.headers['Authorization']}", "requestId": "r"}
    )


def echo_envelope(request: httpx.Request) -> httpx.Response:
    said = request.headers["Authorization"]
    body = {"data": None, "error": True, "errorText": said, "additionalErrors": {"a": said, "ФУТ": said}}
    return httpx.Response(400, json=body)


STEPS = [
    echo(400),
    echo(401),
    echo(403),
    echo(404),
    echo(500),
    echo_envelope,
    raw(400, f"no: {SECRET}", "text/plain"),
    fails(httpx.ConnectError, f"cannot send {SECRET}"),
    fails(httpx.LocalProtocolError, f"Illegal header value b'{SECRET}'"),
    fails(httpx.ReadTimeout),
    cut(),
    gateway(401, "unauthorized", "token expired"),
    raw(200, "<html>", "text/html"),
    answer(200, {"error": False}),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["POST /content/v2/cards/upload", "POST /content/v2/get/cards/list"])
def test_never_told(step: Step, name: str, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = ""
    with structlog.testing.capture_logs() as events:
        try:
            transport_to(FakeWB(step), clock).call(OPERATIONS[name], str, body=[], names=["ФУТ"])
        except SyncdError as error:
            told = "".join(traceback.format_exception(error)) + repr(error) + str(vars(error))
            assert error.__cause__ is None
            assert error.__context__ is None
    everything = f"{told}{events}{caplog.text}"
    assert not [canary for canary in CANARIES if canary in everything]
    assert events


def test_a_malformed_token_is_not_repeated() -> None:
    text = f"{SECRET}.and-more"
    with pytest.raises(CredentialsError) as told:
        Token.decode(text)
    assert told.value.__context__ is None
    assert not [canary for canary in CANARIES if canary in "".join(traceback.format_exception(told.value))]


def test_one_event_a_request(clock: FakeClock) -> None:
    with structlog.testing.capture_logs() as events:
        transport_to(FakeWB(answer(200, {}, x_request_id="r-9")), clock).call(
            OPERATIONS["GET /content/v2/object/charcs/{subjectId}"], str, path={"subjectId": 105}
        )
    assert events == [
        {
            "event": "wb-request",
            "log_level": "debug",
            "method": "GET",
            "path": "/content/v2/object/charcs/105",
            "status": 200,
            "failure": None,
            "attempt": 1,
            "seconds": 0.0,
            "request": "r-9",
        }
    ]
