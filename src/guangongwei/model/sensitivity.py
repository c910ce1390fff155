"""How sensitive a field is: one tag per field that drives what is shown of it, and where.

Source: 个人信息保护法 第28条 (all personal information of under-14s is sensitive), 第31条.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, final

if TYPE_CHECKING:
    import attrs


@final
class Sensitivity(Enum):
    """What a field may reveal about a person."""

    #: Says nothing about a person.
    NONE = "无"
    #: Words of anyone's own, in which a person may be named: shown to nobody by itself.
    FREE = "自由文本"
    #: Points at a person only through a key somebody else holds.
    PSEUDONYM = "假名"
    #: Identifies a grown-up: name, telephone, day of birth.
    PERSONAL = "个人信息"
    #: Anything about a child, or of the kinds the law calls sensitive.
    SENSITIVE = "敏感个人信息"


_KEY = "sensitivity"

#: Metadata for a field that identifies a person; use it with ``repr=hidden``.
PERSONAL = {_KEY: Sensitivity.PERSONAL}
SENSITIVE = {_KEY: Sensitivity.SENSITIVE}
FREE = {_KEY: Sensitivity.FREE}
PSEUDONYM = {_KEY: Sensitivity.PSEUDONYM}


def hidden(value: object) -> str:
    """What a field that is not for showing tells of itself: whether it is filled, and nothing else."""
    return "<hidden>" if value not in (None, "") else "<empty>"


def sensitivity(field: attrs.Attribute[Any]) -> Sensitivity:
    """The tag of a field of a noun."""
    tag = field.metadata.get(_KEY, Sensitivity.NONE)
    assert isinstance(tag, Sensitivity)  # noqa: S101  (written by this module's constants only)
    return tag
