"""What one thing that can be wrong with a table is called, and what to do about it."""

from __future__ import annotations

from typing import final

from attrs import frozen

from guangongwei.errors import Severity


@final
@frozen
class Cause:
    """One thing that can be wrong, and what to do about it."""

    code: str
    severity: Severity
    english: str
    chinese: str
    hint: str
    #: The hint in Chinese.
    advice: str
