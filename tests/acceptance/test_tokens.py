"""What is wrong with a token is told with what to do; with a good one the next run ends well."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests.acceptance.operators import CARDS, Operator, account, assert_told, cards, writes

CONTENT, PRICES, READ_ONLY = 1 << 1, 1 << 3, 1 << 30


@dataclass(frozen=True)
class Case:
    token: Callable[[Sandbox], str]
    russian: str
    russian_advice: str
    english: str
    english_advice: str


def cut(sandbox: Sandbox) -> str:
    """As copied with its end left behind, by hand."""
    return sandbox.token().rpartition(".")[0]


CASES = {
    "expired": Case(
        lambda sandbox: sandbox.token(exp=int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())),
        r"Срок токена WB [\w-]+ истёк: 2026-01-01",
        r"Создайте новый токен",
        r"The WB token [\w-]+ expired: 2026-01-01",
        r"Make a new token",
    ),
    "read-only": Case(
        lambda sandbox: sandbox.token(s=CONTENT | READ_ONLY),
        r"Токен WB [\w-]+ выдан только на чтение",
        r"без отметки «Только на чтение»",
        r"The WB token [\w-]+ is read-only",
        r"without \"Read only\"",
    ),
    "wrong category": Case(
        lambda sandbox: sandbox.token(s=PRICES),
        r"У токена WB [\w-]+ нет категории «Контент»",
        r"где эта категория отмечена",
        r"The WB token [\w-]+ lacks the category Content",
        r"with this category",
    ),
    "garbage": Case(
        lambda sandbox: "это не токен",
        r"Это не токен WB: в нём посторонние знаки",
        r"целиком, одной строкой",
        r"This is not a token of WB: it holds foreign characters",
        r"as one line",
    ),
    "half a token": Case(
        cut,
        r"Это не токен WB: токен состоит из трёх частей",
        r"целиком, одной строкой",
        r"This is not a token of WB: a token has three parts",
        r"Copy the whole token",
    ),
    "of another key": Case(
        lambda sandbox: re.sub(r"\.[^.]+$", "." + "A" * 86, sandbox.token()),
        r"WB не принял токен [\w-]+: .*signature",
        r"отозвать или удалить",
        r"WB did not accept the token [\w-]+: .*signature",
        r"revoked or deleted",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_token_that_does_not_do(operator: Operator, sandbox: Sandbox, case: Case) -> None:
    operator.token.write_text(case.token(sandbox) + "\n", "utf-8")

    russian, english = operator.in_both_languages("once", "catalog")

    assert_told(russian, ExitCode.CREDENTIALS, case.russian, case.russian_advice)
    assert_told(english, ExitCode.CREDENTIALS, case.english, case.english_advice)
    assert cards(sandbox) == []


def test_with_a_new_token_in_the_same_file_the_next_run_ends_well(
    operator: Operator, sandbox: Sandbox
) -> None:
    operator.token.write_text(CASES["expired"].token(sandbox), "utf-8")
    assert operator.call("once", "catalog").code == ExitCode.CREDENTIALS
    operator.token.write_text(sandbox.token() + "\n", "utf-8")
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS


@pytest.mark.parametrize("path", ["/content/v2/get/cards/list", "/content/v2/cards/upload"])
def test_a_token_that_is_withdrawn_in_the_middle_of_a_run(
    operator: Operator, sandbox: Sandbox, path: str
) -> None:
    sandbox.set_faults([{"kind": "revoked", "path": path}])

    russian, english = operator.in_both_languages("once", "catalog")

    assert_told(russian, ExitCode.CREDENTIALS, r"WB не принял токен [\w-]+: .*withdrawn", r"Создайте новый")
    assert_told(
        english, ExitCode.CREDENTIALS, r"WB did not accept the token [\w-]+: .*withdrawn", r"Make a new"
    )
    assert cards(sandbox) == []
    sandbox.set_faults([])
    sandbox.clear_requests()
    operator.token.write_text(sandbox.token() + "\n", "utf-8")
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
    assert writes(sandbox) == ["/content/v2/cards/upload"], "what was refused for the token is not in doubt"


def test_tokens_of_two_sellers_in_one_account(operator: Operator, sandbox: Sandbox) -> None:
    other = sandbox.token(sid="0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0")
    (operator.folder / "wb-token-2").write_text(other, "utf-8")
    one = account(sandbox).replace('"wb-token" }]', '"wb-token" }, { file = "wb-token-2" }]')
    operator.configure(one)
    told = operator.call("once", "catalog")
    assert_told(told, ExitCode.CREDENTIALS, r"разным продавцам: .*0b1c2d3e", r"токены одного продавца")
