"""Who figures and reports are for."""

from __future__ import annotations

from enum import Enum
from typing import final


@final
class Audience(Enum):
    """Who reads a report; everybody, unless the caller says otherwise."""

    PUBLIC = "公开"
    #: The bureau and its schools.
    INTERNAL = "内部"
    #: Those who work with the records themselves; nothing is hidden from them.
    DESK = "经办"

    @property
    def label(self) -> str:
        """The English word, which the command line takes."""
        return self.name.lower()
