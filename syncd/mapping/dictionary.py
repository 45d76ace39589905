"""The port by which the mapping asks for WB's dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from syncd.mapping.values import Values
from syncd.model.dictionary import Characteristic, Directory, Subject


class DictionaryView(Protocol):
    """WB's dictionaries as last read; asking them costs no request and changes nothing."""

    def subject(self, wanted: int | str) -> Subject | None:
        """By id, or by name without regard to letter case; None when none or several have the name."""
        ...

    def candidates(self, name: str) -> Sequence[Subject]:
        """What `name` may mean: all subjects of just this name, else a few of the nearest names."""
        ...

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]: ...

    def values(self, directory: Directory, subject_id: int) -> Values | None:
        """What the directory allows in this subject.

        None: never read, so that nothing is judged by it. The same object as long as the values are.
        """
        ...
