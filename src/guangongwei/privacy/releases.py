"""Datasets for those who need no names: identities become tokens, and what is left is told.

This is pseudonymisation and nothing more. A record that has lost its name may still be told by
what is left of it, and who has the key can tell every one; so the law goes on applying to it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, final

import attrs
from attrs import evolve, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.article import Article
from guangongwei.model.care import Child, Pairing
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.keys import key_of
from guangongwei.model.numbers import is_blank
from guangongwei.model.post import Post
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import Volunteer
from guangongwei.privacy.inventory import Subject, subject_of
from guangongwei.privacy.links import renamed
from guangongwei.privacy.pseudonyms import comparison_form

if TYPE_CHECKING:
    from guangongwei.model.dataset import Record
    from guangongwei.privacy.pseudonyms import Pseudonymiser

#: What stands where a name was and something has to stand.
REMOVED = "（已去除）"

#: Whose records are told by their own number.
_TOLD_BY_NUMBER = (Subject.CHILD, Subject.VOLUNTEER, Subject.HOLDER)


@final
@frozen(kw_only=True)
class Left:
    """What a release still tells of each record of a noun, beside its tokens."""

    noun: type[Any]
    fields: tuple[str, ...]
    records: int
    #: How many records share everything that is left, at the least: 1 means that one stands alone.
    smallest_group: int


@final
@frozen(kw_only=True)
class Pseudonymised:
    """A dataset whose people bear tokens, and what it still tells of them."""

    dataset: Dataset
    left: tuple[Left, ...]


def pseudonymise(
    dataset: Dataset, pseudonymiser: Pseudonymiser, *, years_of_birth: int = 1
) -> Pseudonymised:
    """The dataset with tokens for people, without names, telephones and words of one's own.

    Relations stay as they were: one volunteer has one token in every table, and so has one child,
    one holder of posts and one correspondent, told by the name. A day of birth becomes 1 January
    of its year, or of the first year of its band. Records lose the place they were read from.

    Args:
        dataset: The dataset; it stays as it is.
        pseudonymiser: Makes the tokens, for one purpose and release.
        years_of_birth: How many years make a band of ages.

    Raises:
        BadArgument: There are no such bands.
    """
    if years_of_birth < 1:
        raise BadArgument("years_of_birth", "1 or more")
    hand = _Hand(pseudonymiser, years_of_birth)
    fields: dict[str, Any] = {
        name: tuple(hand.treated(each) for each in dataset.records(noun))
        for noun, name in TABLES.items()
    }
    made = evolve(dataset, **fields)
    told = (_left(noun, made.records(noun)) for noun in TABLES)
    return Pseudonymised(dataset=made, left=tuple(each for each in told if each is not None))


@final
class _Hand:
    """Puts tokens in the place of people, record by record."""

    def __init__(self, pseudonymiser: Pseudonymiser, years: int) -> None:
        self._token = pseudonymiser.token
        self._years = years

    def treated(self, record: Record) -> Record:
        """A record without its people."""
        noun = type(record)
        made = renamed(record, lambda kind, key: self._token(kind.value, key))
        changes: dict[str, Any] = {"source": None}
        changes |= {
            field.name: None
            for field in attrs.fields(noun)
            if sensitivity(field) is Sensitivity.FREE
        }
        if subject_of(noun) in _TOLD_BY_NUMBER and noun not in (Volunteer, Child):
            # The number of a record leads to the one that it was made of.
            changes["id"] = self._token(noun.__name__, key_of(record))
        match made:
            case Volunteer():
                changes |= {"name": REMOVED, "phone": None, "born": self._birth(made.born)}
            case Post():
                changes["holder"] = self._name(made.holder)
            case Article():
                changes["correspondent"] = self._name(made.correspondent)
            case Pairing():
                changes["result"] = None
            case _:
                pass
        return evolve(made, **changes)

    def _name(self, name: str | None) -> str | None:
        """A token for a name, however its letters and blanks are written; none for none."""
        return None if name is None else self._token("name", comparison_form(name))

    def _birth(self, born: date | None) -> date | None:
        return None if born is None else date(max(1, born.year - born.year % self._years), 1, 1)


def _left(noun: type[Record], records: tuple[Record, ...]) -> Left | None:
    """What is left of the people in the records of a noun; None where they hold none."""
    if subject_of(noun) is Subject.NOBODY or not records:
        return None
    tokens = {"id"} | {
        each.name
        for each in attrs.fields(noun)
        if sensitivity(each) in (Sensitivity.PSEUDONYM, Sensitivity.FREE)
    }
    named = [each.name for each in attrs.fields(noun) if each.name not in tokens]
    filled = [
        name
        for name in named
        if any(
            not is_blank(getattr(each, name)) and getattr(each, name) != REMOVED for each in records
        )
    ]
    groups = Counter(tuple(getattr(each, name) for name in filled) for each in records)
    return Left(
        noun=noun,
        fields=tuple(filled),
        records=len(records),
        smallest_group=min(groups.values()),
    )
