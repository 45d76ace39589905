"""Sections of mapping.yaml that stand in more than one place: conditions, sources, characteristics."""

from __future__ import annotations

from syncd.mapping import measures, templates
from syncd.mapping.conditions import Condition
from syncd.mapping.document import Entry
from syncd.mapping.fields import CharacteristicRule, Characteristics
from syncd.mapping.names import same, same_path
from syncd.mapping.sources import Field, Source, SourceKind, Sources, Table
from syncd.mapping.templates import Hole, HoleKind, Template

KEEP = "keep"
LARGEST_ID = 2**63 - 1
ONE_SOURCE = tuple(kind.value for kind in SourceKind)
MODIFIERS = ("values", "split", "unit", "most")


def condition(entry: Entry) -> Condition:
    found = entry.table(("category", "manufacturer", "feature", "product"))
    if entry.is_table and not entry.node.value:
        entry.complain("condition-empty")
    products, references = _ids_and_names(found["product"]) if "product" in found else ([], [])
    ids, paths = _ids_and_names(found["category"]) if "category" in found else ([], [])
    names, wanted = _features(found["feature"]) if "feature" in found else ((), ())
    return Condition(
        products=frozenset(products),
        references=frozenset(map(same, references)),
        category_paths=frozenset(map(same_path, paths)),
        category_ids=frozenset(ids),
        manufacturers=frozenset(map(same, found["manufacturer"].texts()))
        if "manufacturer" in found
        else frozenset(),
        feature_names=names,
        features=wanted,
        line=entry.line,
    )


def sources(entry: Entry) -> Sources | None:
    """One source, or several in turn; None is `keep`."""
    return None if entry.is_word(KEEP) else own_sources(entry)


def own_sources(entry: Entry) -> Sources:
    return tuple(one for item in entry.items() if (one := _source(item)) is not None)


def characteristics(entry: Entry) -> Characteristics:
    found: dict[str | int, CharacteristicRule] = {}
    for key, value in entry.pairs():
        name = key.whole(0, LARGEST_ID) if key.is_bare_number else key.text()
        if name is not None:
            plain = name if isinstance(name, int) else " ".join(name.split())
            found[plain] = CharacteristicRule(plain, sources(value), key.line)
    return tuple(sorted(found.values(), key=lambda one: (isinstance(one.name, str), str(one.name))))


def table(entry: Entry) -> Table:
    """The shop's value and WB's value or values; an empty one means that nothing is sent."""
    found = {same(key.text(empty=True) or ""): value.texts(empty=True) for key, value in entry.pairs()}
    return tuple(sorted(found.items()))


def template(entry: Entry) -> Template:
    text = entry.text() or ""
    try:
        found = templates.parse(text)
    except templates.TemplateError as error:
        entry.complain("template", part=str(error))
        return ()
    for hole in templates.holes(found):
        if hole.kind is HoleKind.FIELD:
            _check_field(entry, hole)
    return found


def _check_field(entry: Entry, hole: Hole) -> None:
    if hole.name not in set(Field):
        entry.complain_of_word(hole.name, list(Field))


def _ids_and_names(entry: Entry) -> tuple[list[int], list[str]]:
    """Bare digits are ids, anything else is a name."""
    ids = [item.whole(1, LARGEST_ID) for item in entry.items() if item.is_bare_number]
    names = [item.text() for item in entry.items_quietly() if not item.is_bare_number]
    return [one for one in ids if one is not None], [one for one in names if one is not None]


def _features(entry: Entry) -> tuple[tuple[str, ...], tuple[tuple[str, frozenset[str]], ...]]:
    """Names of features with any value; features with one of the values."""
    if not entry.is_table:
        return tuple(sorted(map(same, entry.texts()))), ()
    wanted = (
        (same(name), frozenset(map(same, value.texts())))
        for key, value in entry.pairs()
        if (name := key.text()) is not None
    )
    return (), tuple(sorted(wanted, key=lambda one: one[0]))


def _source(entry: Entry) -> Source | None:
    if not entry.is_table:
        entry.complain("source", known=", ".join(ONE_SOURCE))
        return None
    found = entry.table((*ONE_SOURCE, *MODIFIERS))
    named = [kind for kind in SourceKind if kind.value in found]
    if len(named) != 1:
        entry.complain("source", known=", ".join(ONE_SOURCE))
        return None
    kind, value = named[0], found[named[0].value]
    return Source(
        kind,
        name=_name(kind, value),
        constant=value.texts() if kind is SourceKind.VALUE else (),
        template=template(value) if kind is SourceKind.TEMPLATE else (),
        table=table(found["values"]) if "values" in found else (),
        separators=_separators(found["split"]) if "split" in found else (),
        unit=_unit(found["unit"]) if "unit" in found else "",
        most=(found["most"].whole(1, 1000) or 0) if "most" in found else 0,
        line=entry.line,
    )


def _name(kind: SourceKind, entry: Entry) -> str:
    match kind:
        case SourceKind.FIELD:
            return entry.choice(Field) or Field.NAME.value
        case SourceKind.FEATURE | SourceKind.ATTRIBUTE:
            return same(entry.text() or "")
        case _:
            return ""


def _separators(entry: Entry) -> tuple[str, ...]:
    """The longest first, so that " / " is not taken for "/"."""
    found = {text for item in entry.items() if (text := item.text(blank=True)) is not None}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _unit(entry: Entry) -> str:
    unit = same(entry.text() or "")
    if unit and unit not in measures.UNITS:
        entry.complain("unit", known=", ".join(measures.UNITS))
    return unit
