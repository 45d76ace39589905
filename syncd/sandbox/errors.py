"""What is wrong with a start of the sandbox, in one sentence for a person."""

from __future__ import annotations


class SandboxError(Exception):
    """A start option cannot be used; the message says which and why."""
