"""What one call does: where it goes, what it waits for, when it asks again, what it makes of answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from syncd import __version__
from syncd.model.clock import Stopped
from syncd.model.errors import (
    CredentialsError,
    ErrorCode,
    InDoubtError,
    RefusedError,
    SyncdError,
    UnreachableError,
)
from syncd.model.limit import Limit
from syncd.wildberries.operations import OPERATIONS, ping
from syncd.wildberries.token import Category
from syncd.wildberries.transport import Transport
from syncd.wildberries.wire import record
from tests.clocks import FakeClock
from tests.wildberries.buckets import MemoryBuckets
from tests.wildberries.fake_wb import (
    ACCEPTED,
    CONTENT_BIT,
    READ_ONLY_BIT,
    SELLER,
    FakeWB,
    Step,
    answer,
    cut,
    envelope,
    fails,
    gateway,
    raw,
    token,
    transport_to,
)

READING = OPERATIONS["POST /content/v2/get/cards/list"]
WRITING = OPERATIONS["POST /content/v2/cards/upload"]
STOCKS = OPERATIONS["POST /api/v3/stocks/{warehouseId}"]
HTML = raw(200, "<!DOCTYPE html><title>Вход в сеть</title>", "text/html; charset=utf-8")
FINE = answer(200, {"cards": []})


def anything(value: object) -> object:
    return value


def ask(wb: FakeWB, clock: FakeClock, *, write: bool = False, **options: object) -> object:
    transport = transport_to(wb, clock, **options)
    return transport.call(WRITING if write else READING, anything, body=[{}], names=["ФУТ-1", "ФУТ-2"])


def error_of(step: Step, clock: FakeClock, *, write: bool = False) -> tuple[SyncdError, int]:
    wb = FakeWB(step)
    with pytest.raises(SyncdError) as told:
        ask(wb, clock, write=write)
    return told.value, len(wb.asked)


# where it goes, and as whom


def test_the_request_as_wb_sees_it(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    mine = token()
    transport_to(wb, clock, mine).call(READING, anything, query={"locale": "ru"}, body={"имя": 1})
    (asked,) = wb.asked
    assert str(asked.url) == "https://content-api.wildberries.ru/content/v2/get/cards/list?locale=ru"
    assert asked.headers["Authorization"] == mine.text
    assert asked.headers["User-Agent"] == f"syncd/{__version__}"
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.content == '{"имя":1}'.encode()


def test_a_name_of_the_operators_own_comes_before_ours(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    ask(wb, clock, user_agent="my-shop/1.0")
    assert wb.asked[0].headers["User-Agent"] == f"my-shop/1.0 syncd/{__version__}"


def test_a_bearer_when_asked_for(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    ask(wb, clock, bearer=True)
    assert wb.asked[0].headers["Authorization"] == f"Bearer {token().text}"


def test_parameters_of_the_path_are_quoted(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    operation = OPERATIONS["GET /content/v2/object/charcs/{subjectId}"]
    transport_to(wb, clock).call(operation, anything, path={"subjectId": "1/2?a"})
    assert wb.asked[0].url.raw_path == b"/content/v2/object/charcs/1%2F2%3Fa"


def test_one_address_for_all_hosts(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    transport = transport_to(wb, clock, token(t=True, acc=2), base_url="http://127.0.0.1:8080/")
    transport.call(READING, anything)
    assert str(wb.asked[0].url) == "http://127.0.0.1:8080/content/v2/get/cards/list"


def test_test_tokens_go_to_wbs_sandbox(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    transport = transport_to(wb, clock, token(t=True, acc=2))
    transport.call(READING, anything)
    assert wb.asked[0].url.host == "content-api-sandbox.wildberries.ru"
    with pytest.raises(CredentialsError) as told:
        transport.call(ping(None), anything)
    assert told.value.code is ErrorCode.TOKEN_CONTOUR


def test_ping_goes_to_the_host_of_its_category(clock: FakeClock) -> None:
    wb = FakeWB(answer(200, {"TS": "2026-11-22T12:00:00+03:00", "Status": "OK"}))
    transport_to(wb, clock).call(ping(Category.CONTENT), anything)
    assert str(wb.asked[0].url) == "https://content-api.wildberries.ru/ping"


def test_a_token_that_cannot_do_it_is_not_sent(clock: FakeClock) -> None:
    wb = FakeWB(FINE)
    with pytest.raises(CredentialsError) as told:
        transport_to(wb, clock, token(s=CONTENT_BIT | READ_ONLY_BIT)).call(WRITING, anything)
    assert told.value.code is ErrorCode.TOKEN_READ_ONLY
    assert wb.asked == []


def test_tokens_are_of_one_seller(clock: FakeClock) -> None:
    assert transport_to(FakeWB(FINE), clock).seller == SELLER
    with pytest.raises(CredentialsError) as told:
        transport_to(FakeWB(FINE), clock, token(), token(sid="another"))
    assert told.value.code is ErrorCode.TOKEN_SELLERS
    with pytest.raises(CredentialsError) as told:
        Transport([], MemoryBuckets(), clock)
    assert told.value.code is ErrorCode.TOKEN_MISSING


# what it makes of answers: reads

READ_ERRORS = [
    (fails(httpx.ConnectError, "[Errno 111] Connection refused"), ErrorCode.WB_UNREACHABLE, 5),
    (fails(httpx.ConnectTimeout), ErrorCode.WB_UNREACHABLE, 5),
    (fails(httpx.ReadTimeout), ErrorCode.WB_UNREACHABLE, 5),
    (fails(httpx.RemoteProtocolError), ErrorCode.WB_UNREACHABLE, 5),
    (cut(), ErrorCode.WB_ANSWER_CUT, 5),
    (raw(200, '{"cards": [{"nmID": 1, '), ErrorCode.WB_ANSWER_CUT, 5),
    (raw(200, ""), ErrorCode.WB_ANSWER_CUT, 5),
    (gateway(500, "internal server error", "retry later"), ErrorCode.WB_FAILING, 5),
    (raw(502, "<html>Bad Gateway</html>", "text/html"), ErrorCode.WB_FAILING, 5),
    (cut(503), ErrorCode.WB_FAILING, 5),
    (raw(408, "", "text/plain"), ErrorCode.WB_FAILING, 5),
    (HTML, ErrorCode.WB_NOT_WB, 1),
    (raw(200, "  <html>", "application/json"), ErrorCode.WB_NOT_WB, 1),
    (raw(403, "<html>Доступ закрыт</html>", "text/html"), ErrorCode.WB_NOT_WB, 1),
    (lambda request: httpx.Response(302, headers={"Location": "http://login"}), ErrorCode.WB_NOT_WB, 1),
    (raw(200, "OK", "text/plain"), ErrorCode.WB_ANSWER_MALFORMED, 1),
    (raw(200, '{"cards": NaN}'), ErrorCode.WB_ANSWER_MALFORMED, 1),
    (raw(200, b'{"cards": "\xff\xfe"}'), ErrorCode.WB_ANSWER_MALFORMED, 1),
    (gateway(404, "path not found", "Please consult the documentation"), ErrorCode.WB_PATH_GONE, 1),
    (
        gateway(404, "Not Found", "This method is deprecated. Link: https://dev.wildberries.ru/"),
        ErrorCode.WB_PATH_GONE,
        1,
    ),
    (raw(404, "404 page not found", "text/plain"), ErrorCode.WB_PATH_GONE, 1),
]


@pytest.mark.parametrize(("step", "code", "attempts"), READ_ERRORS)
def test_reads(clock: FakeClock, step: Step, code: ErrorCode, attempts: int) -> None:
    error, asked = error_of(step, clock)
    assert (error.code, asked) == (code, attempts)
    assert type(error) is UnreachableError
    assert error.facts["host"] == "content-api.wildberries.ru"
    assert error.facts["path"] == READING.path


def test_a_read_goes_on_after_a_failure(clock: FakeClock) -> None:
    wb = FakeWB(fails(httpx.ConnectError), cut(), gateway(503, "a", "b"), fails(httpx.ReadTimeout), FINE)
    assert ask(wb, clock) == {"cards": []}
    assert clock.waits == [0.5, 1.0, 2.0, 4.0]


def test_a_shape_that_the_reader_refuses(clock: FakeClock) -> None:
    transport = transport_to(FakeWB(answer(200, ["cards"])), clock)
    with pytest.raises(UnreachableError) as told:
        transport.call(READING, lambda value: record(value, "answer"))
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED
    assert told.value.facts["reason"] == "answer is no object"


def test_an_address_with_a_password_is_told_without_it(clock: FakeClock) -> None:
    with pytest.raises(UnreachableError) as told:
        ask(FakeWB(HTML), clock, base_url="http://user:secret@proxy.example:81")
    assert told.value.facts["host"] == "proxy.example:81"
    assert "secret" not in str(told.value)


def test_the_failing_wbs_words_are_kept(clock: FakeClock) -> None:
    error, _ = error_of(gateway(500, "internal server error", "retry later"), clock)
    assert error.facts["text"] == "internal server error: retry later"
    assert error.facts["request"] == "req-1"
    assert error.facts["status"] == "500"


# what it makes of answers: writes

IN_DOUBT = [
    (fails(httpx.ReadTimeout), ErrorCode.WB_UNREACHABLE),
    (fails(httpx.WriteError), ErrorCode.WB_UNREACHABLE),
    (fails(httpx.RemoteProtocolError), ErrorCode.WB_UNREACHABLE),
    (cut(), ErrorCode.WB_ANSWER_CUT),
    (raw(200, '{"data": null, "err'), ErrorCode.WB_ANSWER_CUT),
    (gateway(500, "a", "b"), ErrorCode.WB_FAILING),
    (raw(504, "<html>", "text/html"), ErrorCode.WB_FAILING),
    (HTML, ErrorCode.WB_NOT_WB),
    (raw(403, "<html>", "text/html"), ErrorCode.WB_NOT_WB),
    (raw(200, "OK", "text/plain"), ErrorCode.WB_ANSWER_MALFORMED),
]


@pytest.mark.parametrize(("step", "code"), IN_DOUBT)
def test_a_write_without_its_answer_is_in_doubt_and_never_repeated(
    clock: FakeClock, step: Step, code: ErrorCode
) -> None:
    error, asked = error_of(step, clock, write=True)
    assert isinstance(error, InDoubtError)
    assert (error.code, asked) == (code, 1)


def test_a_write_that_never_left_is_repeated(clock: FakeClock) -> None:
    wb = FakeWB(fails(httpx.ConnectError), fails(httpx.ConnectTimeout), ACCEPTED)
    ask(wb, clock, write=True)
    assert len(wb.asked) == 3


def test_a_write_that_never_leaves_is_not_in_doubt(clock: FakeClock) -> None:
    error, asked = error_of(fails(httpx.ConnectError), clock, write=True)
    assert type(error) is UnreachableError
    assert asked == 5


def test_a_refused_write_is_not_in_doubt_even_when_its_body_broke_off(clock: FakeClock) -> None:
    error, asked = error_of(cut(400), clock, write=True)
    assert isinstance(error, RefusedError)
    assert asked == 1


# refusals in WB's shapes


def refused(step: Step, clock: FakeClock) -> RefusedError:
    error, asked = error_of(step, clock, write=True)
    assert isinstance(error, RefusedError)
    assert asked == 1
    return error


def test_the_envelope_names_vendor_codes(clock: FakeClock) -> None:
    text = "some items lacks required characteristics. please fill them and try again."
    missing = {" фут-2 ": "missing required characteristics with ids: 12, 13"}
    error = refused(answer(400, envelope(None, text, missing), x_request_id="r-7"), clock)
    assert error.code is ErrorCode.WB_REFUSED
    assert error.named == {"ФУТ-2": "missing required characteristics with ids: 12, 13"}
    assert (error.text, error.status) == (text, 400)
    assert error.facts["request"] == "r-7"


def test_other_names_go_into_the_text(clock: FakeClock) -> None:
    error = refused(answer(400, envelope(None, "This category does not exist", {"id": "342342"})), clock)
    assert error.named == {}
    assert error.text == "This category does not exist; id: 342342"


def test_an_error_that_only_repeats_its_text(clock: FakeClock) -> None:
    text = "Неправильный формат запроса"
    assert refused(answer(400, envelope(None, text, {"error": text})), clock).text == text


@pytest.mark.parametrize("additional", [None, "", {}, []])
def test_every_emptiness_of_additional_errors(clock: FakeClock, additional: object) -> None:
    error = refused(answer(400, envelope(None, "Invalid request format", additional)), clock)
    assert (error.text, error.named) == ("Invalid request format", {})


def test_200_with_an_error_is_a_refusal(clock: FakeClock) -> None:
    error = refused(answer(200, envelope(None, "Неправильный запрос")), clock)
    assert (error.text, error.status) == ("Неправильный запрос", 200)
    assert refused(answer(200, {"error": "odd"}), clock).text == "odd"


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (answer(409, {"code": "StatusMismatch", "message": "Несоответствие статусов", "data": None}),
         "StatusMismatch: Несоответствие статусов"),
        (answer(409, [{"code": "NotFound", "message": "Not found", "data": [{"sku": "", "chrtId": 1}]}]),
         "NotFound: Not found"),
        (answer(404, {"code": "NotFound", "message": ""}), "NotFound"),
        (answer(400, {"title": "Bad Request", "detail": "validation failed", "requestId": "a",
                      "errors": [{"message": "expected number >= 0", "location": "query.subjectId"}]}),
         "Bad Request: validation failed: expected number >= 0"),
        (answer(400, {"errors": ["dateFrom: field required"]}), "dateFrom: field required"),
        (raw(400, "Request body can not be decoded", "text/plain"), "Request body can not be decoded"),
        (answer(422, "bare text"), "bare text"),
        (raw(400, "", "application/json"), "HTTP 400"),
        (raw(400, "[1, 2", "application/json"), "[1, 2"),
        (answer(400, {"errorText": {"odd": 1}, "additionalErrors": 7}), "HTTP 400"),
    ],
)  # fmt: skip
def test_every_other_shape(clock: FakeClock, step: Step, text: str) -> None:
    assert refused(step, clock).text == text


@pytest.mark.parametrize(
    "step",
    [
        gateway(413, "request body too long", "https://openapi.wildberries.ru/content/api/ru/"),
        answer(413, "body size exceeds the given limit"),
        raw(413, "<html>413 Request Entity Too Large</html>", "text/html"),
    ],
)
def test_too_large(clock: FakeClock, step: Step) -> None:
    assert refused(step, clock).code is ErrorCode.WB_TOO_LARGE


CREDENTIALS = [
    (gateway(401, "unauthorized", "token problem; token is malformed: could not base64 decode signature"),
     ErrorCode.TOKEN_REFUSED),
    (gateway(401, "unauthorized", "empty Authorization header"), ErrorCode.TOKEN_REFUSED),
    (gateway(401, "Unauthorized", "invalid API access token: empty main token"), ErrorCode.TOKEN_REFUSED),
    (gateway(401, "unauthorized", "token expired; Manage tokens at https://seller.wildberries.ru/"),
     ErrorCode.TOKEN_EXPIRED),
    (gateway(401, "unauthorized", "read-only token scope not allowed for this route"),
     ErrorCode.TOKEN_READ_ONLY),
    (gateway(401, "unauthorized", "token scope not allowed"), ErrorCode.TOKEN_CATEGORY),
    (gateway(403, "Forbidden", "scope is not allowed for this resource"), ErrorCode.TOKEN_CATEGORY),
    (gateway(403, "Forbidden", "token does not satisfy the required scopes"), ErrorCode.TOKEN_CATEGORY),
    (gateway(403, "forbidden", "base token is not allowed"), ErrorCode.ACCESS_DENIED),
    (gateway(403, "forbidden", "secret token required"), ErrorCode.ACCESS_DENIED),
    (answer(403, envelope(None, "Access denied")), ErrorCode.ACCESS_DENIED),
    (answer(403, {"code": "AccessDenied", "message": ""}), ErrorCode.ACCESS_DENIED),
    (gateway(402, "payment required", "insufficient funds"), ErrorCode.PAYMENT_REQUIRED),
    (raw(401, "", "text/plain"), ErrorCode.TOKEN_REFUSED),
]  # fmt: skip


@pytest.mark.parametrize(("step", "code"), CREDENTIALS)
@pytest.mark.parametrize("write", [False, True])
def test_credentials(clock: FakeClock, step: Step, code: ErrorCode, write: bool) -> None:
    error, asked = error_of(step, clock, write=write)
    assert isinstance(error, CredentialsError)
    assert (error.code, asked) == (code, 1)
    assert set(error.facts) == {"text", "request", "token", "category", "expired", "contour"}
    assert error.facts["category"] == "content"


# limits


def limited(**headers: str) -> Step:
    return answer(429, {"title": "too many requests", "requestId": "r"}, **headers)


@pytest.mark.parametrize("write", [False, True])
def test_a_429_of_a_minute_is_waited_out(clock: FakeClock, write: bool) -> None:
    told = limited(X_Ratelimit_Retry="29", X_Ratelimit_Reset="90", X_Ratelimit_Limit="5")
    wb = FakeWB(told, told, told, ACCEPTED)
    ask(wb, clock, write=write)
    assert len(wb.asked) == 4
    assert sum(clock.waits) == pytest.approx(87.0)


def test_reset_counts_when_there_is_no_retry(clock: FakeClock) -> None:
    ask(FakeWB(limited(X_Ratelimit_Reset="12"), FINE), clock)
    assert sum(clock.waits) == pytest.approx(12.0)


@pytest.mark.parametrize("nonsense", ["", "soon", "-5", "nan", "inf"])
def test_a_429_without_sense_is_waited_out_longer_each_time(clock: FakeClock, nonsense: str) -> None:
    told = limited(X_Ratelimit_Retry=nonsense)
    ask(FakeWB(told, told, told, FINE), clock)
    assert [round(wait) for wait in clock.waits if wait] == [2, 4, 8]


def test_a_429_that_asks_for_nothing_is_waited_out_a_second(clock: FakeClock) -> None:
    stocks = transport_to(FakeWB(limited(X_Ratelimit_Retry="0"), FINE), clock, token(s=1 << 4))
    stocks.call(STOCKS, anything, path={"warehouseId": 7}, body={})
    assert sum(clock.waits) == pytest.approx(1.0)


def test_limits_are_no_attempts(clock: FakeClock) -> None:
    told = limited(X_Ratelimit_Retry="1")
    wb = FakeWB(told, told, told, gateway(503, "a", "b"), FINE)
    assert ask(wb, clock, attempts=2) == {"cards": []}


def test_patience_ends(clock: FakeClock) -> None:
    wb = FakeWB(limited(X_Ratelimit_Retry="100"))
    with pytest.raises(UnreachableError) as told:
        ask(wb, clock, write=True, patience=350)
    assert type(told.value) is UnreachableError
    assert told.value.code is ErrorCode.WB_LIMIT
    assert told.value.facts == {"bucket": "content-upload", "seconds": "100"}
    assert len(wb.asked) == 4
    assert sum(clock.waits) == pytest.approx(300.0)


def test_the_stop_ends_the_wait_for_a_limit(clock: FakeClock) -> None:
    def stop(seconds: float) -> None:
        clock.stopped = seconds > 0

    clock.on_wait = stop
    with pytest.raises(Stopped):
        ask(FakeWB(limited(X_Ratelimit_Retry="30")), clock)


def test_uploads_keep_their_pace(clock: FakeClock) -> None:
    wb = FakeWB(ACCEPTED)
    transport = transport_to(wb, clock)
    for _ in range(8):
        transport.call(WRITING, anything, body=[])
    assert [round(wait, 3) for wait in clock.waits] == [6.0, 6.0, 6.0]


def test_wbs_count_is_obeyed(clock: FakeClock) -> None:
    transport = transport_to(FakeWB(answer(200, {}, X_Ratelimit_Remaining="0")), clock)
    transport.call(READING, anything)
    transport.call(READING, anything)
    assert clock.waits == [pytest.approx(0.6)]


def test_an_error_costs_ten_where_wb_says_so(clock: FakeClock) -> None:
    buckets = MemoryBuckets()
    mine = token(s=1 << 4)
    wb = FakeWB(answer(409, {"code": "NotFound", "message": ""}))
    with pytest.raises(RefusedError):
        transport_to(wb, clock, mine, buckets=buckets).call(
            STOCKS, anything, path={"warehouseId": 7}, body={}
        )
    left = sum(
        buckets.reserve(f"{SELLER}|stocks|personal", Limit(0.2, 20), 1, clock.now()) == 0.0 for _ in range(20)
    )
    assert left == 10


def test_processes_share_the_buckets(clock: FakeClock) -> None:
    buckets = MemoryBuckets()
    for _ in range(6):
        transport_to(FakeWB(ACCEPTED), clock, buckets=buckets).call(WRITING, anything, body=[])
    assert clock.waits == [pytest.approx(6.0)]


# a real socket


@contextmanager
def server(said: bytes) -> Iterator[str]:
    """Takes each connection, reads a little, says `said` and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(said)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


HALF = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{"cards":['


@pytest.mark.parametrize(("said", "code"), [(b"", ErrorCode.WB_UNREACHABLE), (HALF, ErrorCode.WB_ANSWER_CUT)])
@pytest.mark.parametrize("operation", [READING, WRITING])
def test_over_a_socket(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, said: bytes, code: ErrorCode, operation: object
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with server(said) as address:
        transport = Transport([token()], MemoryBuckets(), clock, base_url=address, attempts=2)
        with pytest.raises(UnreachableError) as told:
            transport.call(operation, anything, body={})
        transport.close()
    assert told.value.code is code
    assert isinstance(told.value, InDoubtError) == (operation is WRITING)


def test_nobody_listens(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    transport = Transport([token()], MemoryBuckets(), clock, base_url=address, attempts=2)
    with pytest.raises(UnreachableError) as told:
        transport.call(WRITING, anything, body={})
    transport.close()
    assert type(told.value) is UnreachableError
    assert told.value.code is ErrorCode.WB_UNREACHABLE
    assert "refused" in told.value.facts["reason"]


@pytest.mark.parametrize(
    "address", ["not-an-address", "ftp://wb.example", "http://[", "http://wb.example:port"]
)
def test_an_address_that_is_none(clock: FakeClock, address: str) -> None:
    transport = Transport([token()], MemoryBuckets(), clock, base_url=address, attempts=1)
    with pytest.raises(UnreachableError) as told:
        transport.call(READING, anything)
    transport.close()
    assert told.value.code is ErrorCode.WB_UNREACHABLE
