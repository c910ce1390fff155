"""What a store promises, as plainly as it can be said: lists of records in a dictionary."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

from guangongwei.errors import BadArgument, Conflict, NotStored
from guangongwei.indicators.scene import Scene
from guangongwei.model.dataset import Dataset
from guangongwei.model.numbers import is_blank
from guangongwei.model.period import Year
from guangongwei.storage import Gone, Stored, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from guangongwei.indicators.definition import Condition
    from guangongwei.storage.keys import Storable

#: The reference engine of the indicators says which condition holds.
SCENE = Scene(dataset=Dataset(), period=Year(2024), as_of=date(2024, 12, 31))


class Model:
    """The versions under each noun and key, the first one first; None where it was deleted."""

    def __init__(self) -> None:
        self.versions: dict[tuple[type[Any], str], list[Any]] = {}
        #: What was expected when the newest version came; one who expected nothing made no claim.
        self.expected: dict[tuple[type[Any], str], int | None] = {}

    def copy(self) -> Model:
        """A model of its own, to be thrown away or kept."""
        other = Model()
        other.versions = deepcopy(self.versions)
        other.expected = dict(self.expected)
        return other

    def put(self, record: Storable, *, expected: int | None) -> int:
        key = key_of(record)
        versions = self.versions.get((type(record), key), [])
        if versions[-1:] == [record] and self._again(type(record), key, expected):
            return len(versions)
        check(type(record), key, expected, versions)
        self.versions[type(record), key] = [*versions, record]
        self.expected[type(record), key] = expected
        return len(versions) + 1

    def put_many(self, records: Iterable[Storable], *, expected: int | None) -> tuple[int, ...]:
        given = list(records)
        if len({(type(each), key_of(each)) for each in given}) < len(given):
            raise BadArgument("records", "of different ids")
        trial = self.copy()
        result = tuple(trial.put(each, expected=expected) for each in given)
        self.versions, self.expected = trial.versions, trial.expected
        return result

    def get(self, noun: type[Any], key: str) -> Stored[Any]:
        versions = self.versions.get((noun, key), [None])
        if versions[-1] is None:
            raise NotStored(noun, key)
        return Stored(versions[-1], len(versions))

    def delete(self, noun: type[Any], key: str, *, expected: int | None) -> int:
        versions = self.versions.get((noun, key), [])
        gone = not versions or versions[-1] is None
        if versions and gone and self._again(noun, key, expected):
            return len(versions)
        check(noun, key, expected, versions)
        if gone:
            raise NotStored(noun, key)
        versions.append(None)
        self.expected[noun, key] = expected
        return len(versions)

    def find(
        self,
        noun: type[Any],
        condition: Condition | None = None,
        *,
        order: tuple[str, ...] = (),
        limit: int | None = None,
    ) -> Iterator[Stored[Any]]:
        found = [
            Stored(versions[-1], len(versions))
            for (of, _), versions in sorted(self.versions.items(), key=lambda item: item[0][1])
            if of is noun and versions[-1] is not None
            if condition is None or SCENE.holds(condition, versions[-1])
        ]
        for name in reversed(order):
            field, downwards = name.removeprefix("-"), name.startswith("-")
            told = [each for each in found if not is_blank(getattr(each.record, field))]
            told.sort(key=lambda each: getattr(each.record, field), reverse=downwards)
            found = told + [each for each in found if each not in told]
        return iter(found[:limit])

    def history(self, noun: type[Any], key: str) -> tuple[Stored[Any] | Gone, ...]:
        versions = self.versions.get((noun, key), [])
        return tuple(
            Gone(number) if each is None else Stored(each, number)
            for number, each in enumerate(versions, 1)
        )

    def _again(self, noun: type[Any], key: str, expected: int | None) -> bool:
        """Whether the newest version came by a write that expected the same."""
        same = expected == 0 or expected == self.expected[noun, key]
        return same and replaced(self.versions[noun, key]) == expected

    def upgrade(self, step: Callable[[Any], Any]) -> None:
        """Every version of every record becomes what a step makes of it."""
        for versions in self.versions.values():
            versions[:] = [each if each is None else step(each) for each in versions]


def replaced(versions: list[Any]) -> int:
    """The version in whose place the newest one came; 0 where nothing was stored then."""
    return len(versions) - 1 if len(versions) > 1 and versions[-2] is not None else 0


def check(noun: type[Any], key: str, expected: int | None, versions: list[Any]) -> None:
    """Raise where a record is at another version than expected."""
    actual = len(versions) if versions and versions[-1] is not None else 0
    if expected is not None and expected != actual:
        raise Conflict(noun, key, expected, actual)
