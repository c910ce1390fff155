"""The log of who has read what about whom, and what for; it is written before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, final

from attrs import field, frozen

from guangongwei.errors import BadArgument
from guangongwei.privacy.purposes import Purpose


@final
@frozen(kw_only=True)
class Access:
    """Who reads, and what for.

    Raises:
        BadArgument: Nobody is named.
    """

    #: Whoever answers for it: an account or an office.
    who: str
    purpose: Purpose
    #: What the clock says, with the time zone; it comes from outside.
    now: Callable[[], datetime] = field(repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.who.strip():
            raise BadArgument("who", "the account or office that answers for the reading")


@final
@frozen(kw_only=True)
class Reading:
    """One line of the log: these records were about to be handed out."""

    who: str
    purpose: Purpose
    #: The name of the noun.
    noun: str
    #: The keys of the records, or tokens of them.
    ids: tuple[str, ...]
    #: How many more were asked for and withheld, for want of a consent.
    withheld: int = 0
    at: datetime


class AccessLog(Protocol):
    """Where readings are noted; what was not noted is not handed out."""

    def note(self, reading: Reading) -> None:
        """Keep a reading for good; whatever this raises refuses the reading."""
        ...


@final
class MemoryLog:
    """A log that is gone when its process ends: for tests, and for whoever writes it on later."""

    def __init__(self) -> None:
        self._readings: list[Reading] = []

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was noted, the first one first."""
        return tuple(self._readings)

    def note(self, reading: Reading) -> None:
        self._readings.append(reading)
