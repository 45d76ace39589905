"""What ends a run. Each error has a code, facts, and texts (what, advice) under `error-<code>`.

Foreign exceptions become one of these once, at the border.
"""

from __future__ import annotations

import traceback
from enum import StrEnum


class ErrorCode(StrEnum):
    # configuration
    CONFIG_MISSING = "config-missing"
    CONFIG_SYNTAX = "config-syntax"
    CONFIG_INVALID = "config-invalid"
    CONFIG_UNREADABLE = "config-unreadable"
    CONFIG_EXISTS = "config-exists"
    CONFIG_UNWRITABLE = "config-unwritable"
    FOLDER_NOT_EMPTY = "folder-not-empty"
    SECRET_UNREADABLE = "secret-unreadable"
    SETTINGS_INC_UNREADABLE = "settings-inc-unreadable"
    MAPPING_MISSING = "mapping-missing"
    MAPPING_SYNTAX = "mapping-syntax"
    MAPPING_INVALID = "mapping-invalid"
    USAGE = "usage"
    ACCOUNT_UNKNOWN = "account-unknown"
    ACCOUNT_AMBIGUOUS = "account-ambiguous"
    ACCOUNT_MOVED = "account-moved"
    JOB_NOT_BUILT = "job-not-built"
    API_NOT_BUILT = "api-not-built"
    CARD_TRASHED = "card-trashed"
    CARD_IN_DOUBT = "card-in-doubt"
    REF_UNKNOWN = "ref-unknown"
    SUBJECT_NOT_FOUND = "subject-not-found"
    SUBJECT_SEVERAL = "subject-several"
    RUN_UNKNOWN = "run-unknown"
    RUN_NOT_HELD = "run-not-held"
    # the shop's database
    SHOP_ADDRESS = "shop-address"
    SHOP_DRIVER_MISSING = "shop-driver-missing"
    SHOP_UNREACHABLE = "shop-unreachable"
    SHOP_ACCESS_DENIED = "shop-access-denied"
    SHOP_DATABASE_UNKNOWN = "shop-database-unknown"
    SHOP_TABLES_MISSING = "shop-tables-missing"
    SHOP_OTHER_PREFIX = "shop-other-prefix"
    SHOP_ID_UNKNOWN = "shop-id-unknown"
    SHOP_LANGUAGE_UNKNOWN = "shop-language-unknown"
    SHOP_CONNECTION_LOST = "shop-connection-lost"
    SHOP_TLS = "shop-tls"
    SHOP_QUERY_FAILED = "shop-query-failed"
    # the state
    STATE_UNREACHABLE = "state-unreachable"
    STATE_NEWER = "state-newer"
    STATE_ADDRESS = "state-address"
    STATE_OF_ANOTHER = "state-of-another"
    STATE_UPGRADE_BUSY = "state-upgrade-busy"
    BUSY = "busy"
    # credentials
    TOKEN_MISSING = "token-missing"
    TOKEN_MALFORMED = "token-malformed"
    TOKEN_EXPIRED = "token-expired"
    TOKEN_READ_ONLY = "token-read-only"
    TOKEN_CATEGORY = "token-category"
    TOKEN_CONTOUR = "token-contour"
    TOKEN_SELLERS = "token-sellers"
    TOKEN_REFUSED = "token-refused"
    ACCESS_DENIED = "access-denied"
    PAYMENT_REQUIRED = "payment-required"
    # WB
    WB_UNREACHABLE = "wb-unreachable"
    WB_FAILING = "wb-failing"
    WB_LIMIT = "wb-limit"
    WB_NOT_WB = "wb-not-wb"
    WB_ANSWER_CUT = "wb-answer-cut"
    WB_ANSWER_MALFORMED = "wb-answer-malformed"
    WB_PATH_GONE = "wb-path-gone"
    WB_REFUSED = "wb-refused"
    WB_TOO_LARGE = "wb-too-large"
    # runs
    DEMO_DISAGREES = "demo-disagrees"
    FAULT = "fault"


class ExitCode:
    """interface.md, "Exit codes"."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    HELD = 3
    BUSY = 4
    CREDENTIALS = 5
    UNREACHABLE = 6
    FAULT = 70

    WORST_FIRST = (FAULT, UNREACHABLE, CREDENTIALS, USAGE, BUSY, HELD, PROBLEMS)

    @classmethod
    def worst(cls, codes: list[int]) -> int:
        return next((code for code in cls.WORST_FIRST if code in codes), cls.OK)


class SyncdError(Exception):
    """Base of ours. `facts` fill the texts; no secret may ever be among them."""

    exit_code = ExitCode.FAULT

    def __init__(self, code: ErrorCode, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts: dict[str, str] = {name: str(value) for name, value in facts.items()}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code.value} ({told})" if told else self.code.value


class ConfigurationError(SyncdError):
    """The configuration or the command is wrong. `mistakes` are whole lines, one a mistake."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: ErrorCode, mistakes: tuple[str, ...] = (), **facts: object) -> None:
        super().__init__(code, **facts)
        self.mistakes = mistakes


class CredentialsError(SyncdError):
    exit_code = ExitCode.CREDENTIALS


class UnreachableError(SyncdError):
    """WB, the shop's database or the state's cannot be reached, or answers no sense."""

    exit_code = ExitCode.UNREACHABLE


class InDoubtError(UnreachableError):
    """A writing request was sent and its answer never came: WB may or may not have done it."""


class BusyError(SyncdError):
    exit_code = ExitCode.BUSY


class FaultError(SyncdError):
    """A fault of ours."""

    @classmethod
    def of(cls, error: Exception) -> FaultError:
        """What no room should have let out: its kind and place; a foreign sentence may hold a secret."""
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "syncd" in frame.filename] or frames
        place = f", {ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}" if ours else ""
        fault = cls(ErrorCode.FAULT, reason=f"{type(error).__name__}{place}")
        fault.__cause__ = error
        return fault


class RefusedError(SyncdError):
    """WB refused the content of one request (400, 409, 422): the items are at fault, not the link to WB.

    `named` holds WB's text for each vendor code that WB named; it may be empty.
    """

    exit_code = ExitCode.PROBLEMS

    def __init__(
        self,
        code: ErrorCode,
        *,
        text: str,
        named: dict[str, str] | None = None,
        request_id: str = "",
        status: int = 400,
    ) -> None:
        super().__init__(code, text=text, request=request_id, status=status)
        self.text = text
        self.named = dict(named or {})
        self.status = status
