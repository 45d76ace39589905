"""What people read, in Russian and English: Fluent files keyed by code."""

from syncd.texts.told import LANGUAGES, Texts, Told, ToldProblem

__all__ = ["LANGUAGES", "Texts", "Told", "ToldProblem"]
