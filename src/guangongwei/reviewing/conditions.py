"""What the conditions of one measure say of another: which holds all of it, and which has nothing to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.definition import All, Any, Contains, Is, OneOf
from guangongwei.indicators.groups import PLACES
from guangongwei.indicators.paths import Leaf, conditions, required
from guangongwei.model.volunteer import KIND_WORDS, ROLE_WORDS

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition, Measure
    from guangongwei.privacy.release import Fact

#: Fields whose words have a standard form under another name.
_WORDS = {"kinds": KIND_WORDS, "roles": ROLE_WORDS}
#: What the name of such a field begins with.
_STANDARD = "standard_"
#: Paths to what the organisation of a record is; a 镇街 may be told by one above it.
_PLACES = {f"organisation.{name}": name for name in PLACES if name != "town"}


def narrows(part: Measure, whole: Measure) -> bool:
    """Say whether a measure counts in all that another does, under more conditions or narrower ones."""
    same = ("of", "count", "timing", "day")
    if part == whole or any(getattr(part, each) != getattr(whole, each) for each in same):
        return False
    narrow, wide = tuple(required(part.where)), tuple(required(whole.where))
    return _leaves(narrow, wide) and not _leaves(wide, narrow)


def _leaves(some: tuple[Condition, ...], others: tuple[Condition, ...]) -> bool:
    """Say whether each of the others holds wherever all of some hold."""
    return all(any(_implies(each, other) for each in some) for other in others)


def _implies(one: Condition, other: Condition) -> bool:
    """Say whether a condition leaves the other no choice, as far as their words tell."""
    match one, other:
        case _, Any(conditions):
            return one == other or any(_implies(one, each) for each in conditions)
        case Is() | OneOf(), Is() | OneOf():
            return one.path == other.path and _values(one) <= _values(other)
        case _:
            return one == other


def _values(condition: Is | OneOf) -> set[object]:
    return {condition.value} if isinstance(condition, Is) else set(condition.values)


def meets(fact: Fact, condition: Condition) -> bool:
    """Say whether a category of a field says that a condition on that field holds."""
    match condition:
        case Any(some):
            return any(meets(fact, each) for each in some)
        case All(some):
            return all(meets(fact, each) for each in some)
        case Contains(path, value) | Is(path, value):
            values: tuple[object, ...] = (value,)
        case OneOf(path, values):
            pass
        case _:
            return False
    name, category = fact
    words = _WORDS.get(name)
    said = {category, *(words.standards((category,)) if words else ())}
    return _field(path) == name and any(getattr(each, "value", each) in said for each in values)


def _field(path: str) -> str:
    """The name of the category that a path leads to."""
    return _PLACES.get(path, path.removeprefix(_STANDARD))


def fields_of(measure: Measure) -> frozenset[str]:
    """The fields that conditions ask for, by the name under which a table has them."""
    return frozenset(
        each.path.removeprefix(_STANDARD)
        for _, each in conditions(measure)
        if isinstance(each, Leaf)
    )
