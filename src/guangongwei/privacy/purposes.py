"""What people's records are read for, and on what ground in law."""

from __future__ import annotations

from enum import Enum
from typing import final

from attrs import frozen

from guangongwei.errors import BadArgument


@final
class LegalBasis(Enum):
    """The ground on which records about children are read."""

    #: 个人信息保护法 第31条: under 14 a parent or guardian agrees; of unknown age as under 14.
    GUARDIAN_CONSENT = "监护人同意"
    #: A ground that needs no consent, which the body that names it answers for: no consent is
    #: looked up, and every reading is noted under it.
    STATUTORY_DUTY = "履行法定职责"

    @property
    def needs_consent(self) -> bool:
        """Whether each child's record is read by a consent in force alone."""
        return self is LegalBasis.GUARDIAN_CONSENT


@final
@frozen(kw_only=True)
class Purpose:
    """What records are read for (处理目的), and on what ground.

    Raises:
        BadArgument: It has no name.
    """

    #: A word of `Consent.purpose`, such as 关爱帮扶 or 宣传报道.
    name: str
    basis: LegalBasis = LegalBasis.GUARDIAN_CONSENT

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise BadArgument("name", "a text that says what the records are read for")
