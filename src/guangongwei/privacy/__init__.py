"""Data about people with the least of them in it: what is told to whom, and what is not."""

from __future__ import annotations

from guangongwei.privacy.audience import Audience
from guangongwei.privacy.release import Ledger, Number, Release, publish

__all__ = ["Audience", "Ledger", "Number", "Release", "publish"]
