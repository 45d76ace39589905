from __future__ import annotations

from tests.acceptance.conftest import operator, prepared, sandbox

__all__ = ["operator", "prepared", "sandbox"]
