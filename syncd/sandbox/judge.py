"""What WB refuses at once, what it refuses later, and what it makes of the values it takes.

Texts are those of modern.md, sections 5.2 to 5.4; where none is known ours is marked "Guess".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from syncd.sandbox.answers import Refused, refuse
from syncd.sandbox.cards import Card, CharcRequest, CharcValue, Dimensions, SizeRequest, Value, Variant
from syncd.sandbox.dictionary import NUMBER, STRINGS, Charc, Dictionary, Subject

TITLE_LIMIT = 60
VENDOR_CODE_LIMIT = 72
VENDOR_CODE_TEXT = (
    "Измените значения полей «Артикул продавца». Если добавляете товары без размеров в одну группу, "
    "укажите разные артикулы для каждого товара"
)
_WEIGHT_IN_GRAMS = 88952
_MOVED_TO_DIMENSIONS = {
    _WEIGHT_IN_GRAMS: (
        "Weight with packaging should now be specified in variants[i].dimensions[j].weightBrutto in kilograms"
    ),
    # Guess: [OBS] says only that the texts of these three are alike.
    90745: "Width of packaging should now be specified in variants[i].dimensions[j].width in centimeters",
    90846: "Height of packaging should now be specified in variants[i].dimensions[j].height in centimeters",
    90849: "Length of packaging should now be specified in variants[i].dimensions[j].length in centimeters",
}
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_FORBIDDEN = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u00ae\u2122\u00a9\u2190-\u21ff]"
)


def tidy(text: str) -> str:
    """One line as WB stores it: no outer spaces, single inner ones (a real store does so)."""
    return " ".join(text.split())


def tidy_lines(text: str) -> str:
    # Guess: a description keeps its line ends.
    return "\n".join(tidy(line) for line in text.strip().splitlines())


# --- at once -------------------------------------------------------------------------------------


def check_vendor_codes(variants: Iterable[Variant], taken: Iterable[str]) -> None:
    """Each card has a vendor code, no other card has it (one in the trash neither), none comes twice."""
    seen = set(taken)
    for variant in variants:
        code = tidy(variant.vendor_code)
        if not code:
            raise refuse("A card cannot be created without a vendorCode")
        if code in seen:
            raise refuse("bad request; Unexpected the specified card's vendor code is used in other cards")
        seen.add(code)


def find_subject(dictionary: Dictionary, subject_id: int) -> Subject:
    subject = dictionary.subjects.get(subject_id)
    if subject is None:
        raise refuse("This category does not exist", {"id": str(subject_id)})
    return subject


def check_moved(variants: Iterable[Variant]) -> None:
    """Measures of the package have fields of their own and are refused as characteristics [OBS]."""
    for variant in variants:
        for charc in variant.characteristics:
            if charc.id in _MOVED_TO_DIMENSIONS:
                raise refuse(_MOVED_TO_DIMENSIONS[charc.id])


def check_required(dictionary: Dictionary, asked: Iterable[tuple[Subject, Variant]]) -> None:
    lacking = {
        tidy(variant.vendor_code): missing
        for subject, variant in asked
        if (missing := _missing(dictionary, subject, variant))
    }
    if lacking:
        raise refuse(
            "some items lacks required characteristics. please fill them and try again.",
            {
                code: "missing required characteristics with ids: " + ", ".join(map(str, ids))
                for code, ids in lacking.items()
            },
        )


def _missing(dictionary: Dictionary, subject: Subject, variant: Variant) -> list[int]:
    given = {charc.id for charc in variant.characteristics if not _is_blank(charc.value)}
    return [
        charc.id
        for charc in dictionary.charcs(subject).values()
        if charc.required and not charc.named_field and charc.id not in given
    ]


def _is_blank(value: object) -> bool:
    """Nothing is said by it; 0 in a required number counts as missing [OBS]."""
    if isinstance(value, list):
        return not any(isinstance(item, str) and item.strip() for item in value)
    return value is None or value in ("", 0)


Traits = tuple[tuple[tuple[int, Value], ...], frozenset[str]]
"""By what a card of a group differs from its fellows: variable characteristics, and sizes."""


def traits(dictionary: Dictionary, subject: Subject, variant: Variant) -> Traits:
    variable = {
        charc.id
        for charc in dictionary.charcs(subject).values()
        if charc.is_variable and not charc.named_field
    }
    values = characteristics(dictionary, subject, variant.characteristics)
    sizes = frozenset(tidy(size.tech_size) for size in variant.sizes)
    return _traits(values, variable, sizes)


def traits_of_card(dictionary: Dictionary, subject: Subject, card: Card) -> Traits:
    variable = {
        charc.id
        for charc in dictionary.charcs(subject).values()
        if charc.is_variable and not charc.named_field
    }
    return _traits(card.characteristics, variable, frozenset(size.tech_size for size in card.sizes))


def _traits(values: Iterable[CharcValue], variable: set[int], sizes: frozenset[str]) -> Traits:
    shown = sorted((value.id, value.value) for value in values if value.id in variable)
    return tuple(shown), frozenset() if sizes <= {"", "0"} else sizes


def repeated(group: Sequence[tuple[str, Traits]]) -> dict[str, list[int]]:
    """Cards of one group that differ from an earlier one in nothing that may vary, with those ids.

    Guess: the contract names the refusal, and what may vary by isVariable; sizes vary too. A group whose
    cards show no variable characteristic at all is let pass.
    """
    seen: set[Traits] = set()
    same: dict[str, list[int]] = {}
    for code, shown in group:
        if shown in seen and shown[0]:
            same[code] = [charc_id for charc_id, _ in shown[0]]
        seen.add(shown)
    return same


def refuse_repeated(same: dict[str, list[int]], imt_id: int | None = None) -> Refused:
    where = (
        "group with ids: {ids}" if imt_id is None else f"group id: {imt_id} with characteristic ids: {{ids}}"
    )
    return refuse(
        "non unique characteristics in one group",
        {
            code: "non unique characteristics in " + where.format(ids=", ".join(map(str, ids)))
            for code, ids in same.items()
        },
    )


# --- later ---------------------------------------------------------------------------------------


def faults(dictionary: Dictionary, subject: Subject, variant: Variant) -> list[str]:
    """Everything for which the card would be found in error/list, whatever else the account holds."""
    return [
        *_text_faults("Наименование", variant.title, TITLE_LIMIT),
        *_text_faults("Описание", variant.description, subject.description_limit),
        *_vendor_code_faults(variant),
        *_brand_faults(dictionary, subject, variant),
        *_dimension_faults(variant.dimensions),
        *_charc_faults(dictionary, subject, variant),
    ]


def _text_faults(name: str, text: str, limit: int) -> list[str]:
    found: list[str] = []
    forbidden = list(dict.fromkeys(_FORBIDDEN.findall(text)))
    if forbidden:
        found.append(f"Поле {name} не должно содержать запрещенные символы: {' '.join(forbidden)}")
    if _E_MAIL.search(text):
        found.append(f"Запрещено использовать E-Mail в поле {name}")
    if len(tidy_lines(text)) > limit:
        # Guess: the bound is in the contract, its text is not.
        found.append(f"Поле {name} слишком длинное. Разрешено не более {limit} символов")
    return found


def _vendor_code_faults(variant: Variant) -> list[str]:
    if len(tidy(variant.vendor_code)) <= VENDOR_CODE_LIMIT:
        return []
    # Guess: as above.
    return [f"Поле Артикул продавца слишком длинное. Разрешено не более {VENDOR_CODE_LIMIT} символов"]


def _brand_faults(dictionary: Dictionary, subject: Subject, variant: Variant) -> list[str]:
    name = tidy(variant.brand)
    if not name or dictionary.brand(name, subject):
        return []
    return [f"Бренда «{name}» пока нет на WB"]


def _dimension_faults(dimensions: Dimensions) -> list[str]:
    # Guess: bounds and texts are unpublished; less than nothing is certainly wrong.
    measures = (dimensions.length, dimensions.width, dimensions.height, dimensions.weight)
    return ["Габариты и вес не могут быть отрицательными"] if min(measures) < 0 else []


def _charc_faults(dictionary: Dictionary, subject: Subject, variant: Variant) -> list[str]:
    known = dictionary.charcs(subject)
    found: list[str] = []
    for asked in variant.characteristics:
        charc = known.get(asked.id)
        if charc and not charc.named_field:
            found += _value_faults(dictionary, subject, charc, asked.value)
    return found


def _value_faults(dictionary: Dictionary, subject: Subject, charc: Charc, value: object) -> list[str]:
    if _is_blank(value):
        return []
    if charc.type == NUMBER:
        return [] if _is_number(value) else [_wrong_type(charc)]
    if charc.type != STRINGS:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return [_wrong_type(charc)]
    if charc.max_count and len(_strings(value)) > charc.max_count:
        return [f"Поле {charc.name} имеет слишком много значений. Разрешено не более {charc.max_count}"]
    return [
        _unknown_value(charc, item)
        for item in _strings(value)
        if dictionary.canonical(subject, charc, item) is None
    ]


def _wrong_type(charc: Charc) -> str:
    # Guess: no text is known.
    return f"Недопустимый тип значения поля {charc.name}"


def _unknown_value(charc: Charc, value: str) -> str:
    if charc.name == "Цвет":
        return f'Недопустимое значение цвета "{value}"'
    # Guess: after the text for colours.
    return f'Недопустимое значение поля {charc.name} "{value}"'


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def size_faults(subject: Subject, sizes: Sequence[SizeRequest]) -> list[str]:
    """Guess, all of it: only the text about vendor codes is known."""
    names = [tidy(size.tech_size) for size in sizes]
    if not subject.sized:
        if len(sizes) > 1:
            return [VENDOR_CODE_TEXT]
        return ["У предмета без размеров нельзя указать размер"] if set(names) - {"", "0"} else []
    if len(set(names)) < len(names):
        return ["Размеры в карточке не должны повторяться"]
    return []


def barcode_fault(skus: Iterable[str]) -> str:
    # Guess: of the real text only «повторяющиеся Баркоды» is known.
    return f"Указаны повторяющиеся Баркоды: {', '.join(skus)}"


# --- what is stored ------------------------------------------------------------------------------


def characteristics(
    dictionary: Dictionary, subject: Subject, asked: Iterable[CharcRequest]
) -> tuple[CharcValue, ...]:
    """In the subject's order and the directory's spelling.

    Guess: what the subject lacks, what has a field of its own and what is blank is dropped without a word.
    """
    given = {charc.id: charc.value for charc in asked}
    stored = []
    for charc in dictionary.charcs(subject).values():
        value = given.get(charc.id)
        if charc.named_field or charc.type not in (STRINGS, NUMBER) or _is_blank(value):
            continue
        stored.append(CharcValue(charc.id, _stored(dictionary, subject, charc, value)))
    return tuple(stored)


def _stored(dictionary: Dictionary, subject: Subject, charc: Charc, value: object) -> Value:
    if isinstance(value, list):
        spelled = [dictionary.canonical(subject, charc, item) or item for item in _strings(value)]
        return tuple(dict.fromkeys(spelled))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else (str(value),)


def _strings(value: list[object]) -> list[str]:
    return [tidied for item in value if (tidied := tidy(str(item)))]


def brand(dictionary: Dictionary, subject: Subject, name: str) -> str:
    found = dictionary.brand(name, subject)
    return found.name if found else tidy(name)


def dimensions(asked: Dimensions) -> Dimensions:
    # Guess: a weight finer than three decimals is rounded.
    return Dimensions(asked.length, asked.width, asked.height, round(asked.weight, 3))
