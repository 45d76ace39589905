"""Token buckets by the clock: who waits, how long, and what the headers say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from syncd.sandbox.limits import GROUPS, Group, Limiter, Rate
from syncd.sandbox.server import Options, Sandbox, running
from syncd.sandbox.tokens import Kind
from tests.clocks import FakeClock
from tests.sandbox.seller import Seller, shirt

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def limited(clock: FakeClock) -> Iterator[Sandbox]:
    with running(Options(limits=True, delay=60), clock=clock.now) as started:
        yield started


def test_a_burst_then_one_each_interval(limited: Sandbox) -> None:
    with Seller(limited) as seller:
        left = [
            seller.get("/content/v2/object/parent/all").headers["x-ratelimit-remaining"] for _ in range(5)
        ]
        assert left == ["4", "3", "2", "1", "0"]
        refused = seller.get("/content/v2/object/parent/all")
        assert refused.status_code == 429
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["title"] == "too many requests"
        assert refused.headers["x-ratelimit-retry"] == "1"
        assert refused.headers["x-ratelimit-limit"] == "5"
        assert refused.headers["x-ratelimit-reset"] == "3"
        assert "x-ratelimit-remaining" not in refused.headers
        limited.advance(0.6)
        assert seller.get("/content/v2/object/parent/all").status_code == 200
        assert seller.get("/content/v2/object/parent/all").status_code == 429


def test_groups_share_and_part(limited: Sandbox) -> None:
    with Seller(limited) as seller:
        for _ in range(5):
            seller.get("/content/v2/object/all")
        assert seller.get("/content/v2/directory/tnved", subjectID=192).status_code == 429
        assert seller.get("/content/v2/directory/colors").status_code == 200
        assert seller.post("/content/v2/get/cards/list", {}).status_code == 200


def test_uploads_come_back_after_six_seconds(limited: Sandbox) -> None:
    with Seller(limited) as seller:
        for number in range(5):
            assert seller.upload(shirt(f"A-{number}")).status_code == 200
        refused = seller.upload(shirt("A-5"))
        assert (refused.status_code, refused.headers["x-ratelimit-retry"]) == (429, "6")
        limited.advance(6)
        assert seller.upload(shirt("A-5")).status_code == 200


def test_a_refused_request_does_nothing(limited: Sandbox) -> None:
    with Seller(limited) as seller:
        for number in range(6):
            seller.upload(shirt(f"A-{number}"))
        limited.advance(60)
        assert [card["vendorCode"] for card in limited.state()["cards"]] == [f"A-{n}" for n in range(5)]


def test_a_base_token_has_its_own_row(limited: Sandbox) -> None:
    with Seller(limited, acc=1, for_=None) as base:
        assert base.get("/content/v2/directory/colors").status_code == 200
        refused = base.get("/content/v2/directory/colors")
        assert (refused.status_code, refused.headers["x-ratelimit-retry"]) == (429, "1800")
        assert base.post("/content/v2/get/cards/list", {}).status_code == 200
        base.http.headers["X-Client-Secret"] = limited.token(asid="s1")
        assert base.get("/content/v2/directory/colors").status_code == 200


def test_sellers_have_buckets_of_their_own(limited: Sandbox) -> None:
    with Seller(limited) as one, Seller(limited, sid="2c2f9d34-5e3a-4a43-9d4c-7d15fb0b5a10") as other:
        for _ in range(6):
            one.get("/content/v2/object/all")
        assert other.get("/content/v2/object/all").status_code == 200


def test_two_tokens_of_one_seller_share(limited: Sandbox) -> None:
    with Seller(limited) as one, Seller(limited) as two:
        for _ in range(5):
            one.get("/content/v2/object/all")
        assert two.get("/content/v2/object/all").status_code == 429


def test_a_mistake_costs_one_in_content(limited: Sandbox) -> None:
    with Seller(limited) as seller:
        answer = seller.post("/content/v2/cards/upload", {})
        assert (answer.status_code, answer.headers["x-ratelimit-remaining"]) == (400, "4")


def test_a_costly_status_takes_ten() -> None:
    group = Group("stocks", Rate(0.2, 20), costly=(400, 499))
    limiter = Limiter()
    assert limiter.admit("s", group, Kind.PERSONAL, NOW) is None
    assert limiter.charge("s", group, Kind.PERSONAL, group.cost(409), NOW) == 10
    assert limiter.charge("s", group, Kind.PERSONAL, group.cost(204), NOW) == 9
    assert limiter.charge("s", group, Kind.PERSONAL, group.cost(400), NOW) == 0
    shortage = limiter.admit("s", group, Kind.PERSONAL, NOW)
    assert shortage and shortage.retry == 1
    assert limiter.admit("s", group, Kind.PERSONAL, NOW + timedelta(seconds=0.4)) is None


def test_a_bucket_never_overflows() -> None:
    limiter = Limiter()
    group = GROUPS["content"]
    limiter.charge("s", group, Kind.PERSONAL, 1, NOW)
    assert limiter.charge("s", group, Kind.PERSONAL, 1, NOW + timedelta(days=1)) == 4


def test_the_test_contour_counts_everything_together(limited: Sandbox) -> None:
    limited.settings(contour="test")
    with Seller(limited, acc=2, t=True) as seller:
        assert seller.get("/content/v2/object/all").status_code == 200
        assert seller.post("/content/v2/get/cards/list", {}).status_code == 429
        limited.advance(1)
        assert seller.post("/content/v2/get/cards/list", {}).status_code == 200


def test_off_is_off(sandbox: Sandbox, seller: Seller) -> None:
    assert {seller.get("/content/v2/object/parent/all").status_code for _ in range(20)} == {200}
