from __future__ import annotations

from dataclasses import replace

from syncd.model.card import GroupDraft
from syncd.model.problem import ProblemCode
from syncd.sync.uniqueness import Uniqueness
from tests.sync.cards import draft, group, size

RED, BLUE = draft("11"), draft("12", sizes=(size("M", "4600000000022"),))


def of_product(product: int, *cards: str, barcode: str = "") -> GroupDraft:
    found = (
        replace(draft(code), id_product=product, sizes=(size("M", *([barcode] if barcode else [])),))
        for code in cards
    )
    return GroupDraft(product, 192, tuple(found))


def test_different_products_are_admitted_whole() -> None:
    unique = Uniqueness()
    assert unique.admit(group(RED, BLUE)) == (group(RED, BLUE), ())
    other = of_product(18, "13", barcode="4600000000039")
    assert unique.admit(other) == (other, ())


def test_a_product_may_claim_its_own_again() -> None:
    unique = Uniqueness({"FUT-11": 17}, {"4600000000015": 17})
    assert unique.admit(group(RED)) == (group(RED), ())
    assert unique.admit(group(RED)) == (group(RED), ())


def test_a_vendor_code_of_another_product_leaves_the_card_out() -> None:
    unique = Uniqueness()
    unique.admit(of_product(17, "11"))
    admitted, (problem,) = unique.admit(of_product(18, "11", "12"))
    assert admitted == of_product(18, "12")
    assert (problem.code, problem.ref) == (ProblemCode.VENDOR_CODE_REPEATED, "FUT-11")
    assert {
        ("product", "18"),
        ("name", "Футболка с вышивкой"),
        ("other", "17"),
        ("products", "17, 18"),
    } <= set(problem.facts)


def test_letter_case_makes_no_other_code() -> None:
    admitted, problems = Uniqueness({"fut-11": 3}).admit(group(RED))
    assert (admitted, len(problems)) == (None, 1)


def test_a_barcode_of_another_product_leaves_the_card_out() -> None:
    unique = Uniqueness()
    unique.admit(of_product(17, "11", barcode="4600000000015"))
    admitted, (problem,) = unique.admit(of_product(18, "12", barcode="4600000000015"))
    assert (admitted, problem.code) == (None, ProblemCode.BARCODE_REPEATED)
    assert {("barcode", "4600000000015"), ("offers", "17, 17:11-22")} <= set(problem.facts)


def test_what_earlier_runs_gave_out_is_taken() -> None:
    assert Uniqueness({"FUT-11": 3}).admit(group(RED))[0] is None
    assert Uniqueness({}, {"4600000000015": 3}).admit(group(RED))[0] is None


def test_a_card_that_is_left_out_claims_nothing() -> None:
    unique = Uniqueness({}, {"4600000000015": 3})
    unique.admit(group(RED))
    assert unique.admit(of_product(18, "11"))[0] is not None
