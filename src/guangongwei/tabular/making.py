"""Records made many at once, field by field rather than record by record."""

from __future__ import annotations

from collections import deque
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")


def made(of: type[T], filled: Mapping[str, Iterable[Any]], count: int) -> list[T]:
    """So many records of a class, equal to those that its constructor makes of the same values.

    The constructor of a frozen class looks up how each of its fields is set for each record. Where
    it does nothing else, a field is set in all records before the next: a quarter of the time.
    """
    make: Any = of
    names, defaults = _names(make), _defaults(make)
    if defaults is None or not defaults.keys() | filled.keys() >= names:
        rows = zip(*filled.values(), strict=False)
        return [make(**dict(zip(filled, each, strict=True))) for each in rows]
    records: list[T] = [*map(object.__new__, repeat(make, count))]
    for name in names:
        values = filled[name] if name in filled else repeat(defaults[name])
        set_field: Callable[[T, Any], None] = getattr(make, name).__set__
        # A deque without room uses up whatever is put into it.
        deque(map(set_field, records, values), maxlen=0)
    return records


@cache
def _names(of: type[Any]) -> frozenset[str]:
    return frozenset(each.name for each in attrs.fields(of))


@cache
def _defaults(of: type[Any]) -> Mapping[str, object] | None:
    """What the fields are by default that have one; None where a constructor does more than set."""
    fields = attrs.fields(of)
    does_more = any(
        each.validator or each.converter or hasattr(each.default, "takes_self") for each in fields
    )
    if does_more or hasattr(of, "__attrs_post_init__"):
        return None
    return {each.name: each.default for each in fields if each.default is not attrs.NOTHING}
