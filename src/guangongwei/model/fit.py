"""How well somebody or something fits, with a coded reason for each objection."""

from __future__ import annotations

from enum import Enum
from typing import final

from attrs import frozen


@final
class Fit(Enum):
    """How well a person fits a duty, from the best to the worst."""

    FITS = "合适"
    #: Allowed; somebody should think about it.
    WITH_CARE = "需斟酌"
    #: A fact that decides is not on file.
    CANNOT_TELL = "无法判断"
    DOES_NOT_FIT = "不合适"

    @property
    def label(self) -> str:
        """The English words."""
        return self.name.lower().replace("_", " ")

    @property
    def rank(self) -> int:
        """Its place from the best, counted from 0."""
        return _RANKS[self]


_RANKS = {fit: rank for rank, fit in enumerate(Fit)}


@final
@frozen(cache_hash=True)
class Reason:
    """One objection: a stable code, how grave it is, and what it says of no person in particular."""

    code: str
    fit: Fit
    message: str

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


@final
@frozen
class Judgement:
    """Every objection there is; with none, it fits."""

    reasons: tuple[Reason, ...] = ()

    @property
    def fit(self) -> Fit:
        """As bad as the gravest objection."""
        return max((each.fit for each in self.reasons), key=lambda fit: fit.rank, default=Fit.FITS)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the objections."""
        return tuple(each.code for each in self.reasons)

    def __str__(self) -> str:
        told = "; ".join(map(str, self.reasons))
        return f"{self.fit.value}: {told}" if told else self.fit.value
