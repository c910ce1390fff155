"""A store that is right, and stores that are wrong in one thing each.

All keep their records in this process, one store in memory for each place, so that a place can be
opened again and by several.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import attrs

from guangongwei.errors import BadArgument, Conflict, NotOffered, NotStored, StoreClosed
from guangongwei.model.numbers import is_blank
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.storage import Capabilities, Gone, Stored, attempt, key_of, memory

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.verbs import LineStore

T = TypeVar("T")
PLACES: dict[Path, LineStore] = {}


class Right:
    """Every verb is that of the one store of the place."""

    capabilities = Capabilities(
        transactions=True,
        history=True,
        durable=True,
        many_handles=True,
        many_threads=True,
        attempts=True,
    )

    def __init__(self, place: Path) -> None:
        self.inner = PLACES.setdefault(place, memory.open_store())
        self.closed = False

    def check(self) -> None:
        if self.closed:
            raise StoreClosed("store")

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        self.check()
        return self.inner.put(record, expected=expected)

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        self.check()
        return self.inner.put_many(records, expected=expected)

    def get(self, noun: type[Any], key: str) -> Stored[Any]:
        self.check()
        return self.inner.get(noun, key)

    def delete(self, noun: type[Any], key: str, *, expected: int | None = None) -> int:
        self.check()
        return self.inner.delete(noun, key, expected=expected)

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        self.check()
        return self.guarded(self.inner.find(noun, condition, **how))

    def history(self, noun: type[Any], key: str) -> tuple[Stored[Any] | Gone, ...]:
        self.check()
        return self.inner.history(noun, key)

    @contextmanager
    def transaction(self) -> Generator[Any]:
        self.check()
        with self.inner.transaction() as records:
            yield records
            self.check()

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def guarded(self, found: Iterator[T]) -> Iterator[T]:
        for each in found:
            self.check()
            yield each


class Modest(Right):
    """Right as well: it offers little, and says so."""

    capabilities = Capabilities(
        transactions=False, history=False, durable=False, many_handles=False, many_threads=False
    )

    def history(self, noun: type[Any], key: str) -> Any:
        del noun, key
        raise NotOffered("history")

    def transaction(self) -> Any:
        raise NotOffered("transactions")


def let_others_in(expected: object) -> None:
    """Let the other threads come as far, so that what can go wrong does, each time."""
    if expected is not None:
        # Threads are still being started when they create a record.
        time.sleep(0.005 if expected else 0.02)


class ExpectedIgnored(Right):
    """Whatever is expected, it stores."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        let_others_in(expected)
        return super().put(record)


class LostUpdate(Right):
    """It looks at the version, and a little later stores over whatever is there by then."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        if type(expected) is not int or self.actual(record) != expected:
            return super().put(record, expected=expected)
        let_others_in(expected)
        return super().put(record, expected=self.actual(record))

    def actual(self, record: Storable) -> int:
        """The version that the record is at."""
        with suppress(NotStored):
            return self.inner.get(type(record), key_of(record)).version
        return 0


class TornBatch(Right):
    """It stores a batch one by one."""

    def put_many(self, records: Iterable[Storable], *, expected: Any = None) -> tuple[int, ...]:
        given = list(records)
        same = expected is None or isinstance(expected, int)
        wanted: list[Any] = [expected] * len(given) if same else [*cast("list[Any]", expected)]
        memory.open_store().put_many(given, expected=[None for _ in wanted])
        return tuple(self.put(each, expected=n) for each, n in zip(given, wanted, strict=True))


class CaselessOrder(Right):
    """Keys come as a dictionary has them, capital letters among small ones."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        found = super().find(noun, condition, **how)
        if how:
            return found
        kept = sorted(found, key=lambda each: key_of(each.record).casefold())
        return self.guarded(iter(kept))


class HalvesOfCharacters(Right):
    """Texts are ordered by the halves of their characters, as some languages keep them."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        found = super().find(noun, condition, **how)
        if how.get("order") == ("name",) and how.get("limit") is None:
            kept = sorted(found, key=lambda each: each.record.name.encode("utf-16-be"))
            return self.guarded(iter(kept))
        return found


class BlanksFirst(Right):
    """What is not told comes before what is."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        found = super().find(noun, condition, **how)
        if len(how.get("order", ())) != 1 or "limit" in how:
            return found
        field = how["order"][0].removeprefix("-")
        kept = sorted(found, key=lambda each: not is_blank(getattr(each.record, field)))
        return self.guarded(iter(kept))


class ErrorSwallowed(Right):
    """A conflict is told to nobody."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        let_others_in(expected)
        try:
            return super().put(record, expected=expected)
        except Conflict as conflict:
            return conflict.actual


class ValueLeaked(Right):
    """A conflict has the record in its chain."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        try:
            return super().put(record, expected=expected)
        except Conflict as conflict:
            driver = ValueError(f"duplicate key: {attrs.asdict(record)}")
            raise conflict from driver


class VersionsRestart(Right):
    """A record that is made anew begins at 1 again."""

    def delete(self, noun: type[Any], key: str, *, expected: int | None = None) -> int:
        version = super().delete(noun, key, expected=expected)
        backend: Any = self.inner._backend  # noqa: SLF001
        del backend.shelves[noun][key]
        return version


class LimitIgnored(Right):
    """It gives all, whatever the limit is."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        memory.open_store().find(noun, condition, **how)
        how.pop("limit", None)
        return super().find(noun, condition, **how)


class ListInstead(Right):
    """It reads everything first, and gives a list."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Any:
        return list(super().find(noun, condition, **how))


class LiveFind(Right):
    """A find goes on with what is there by then."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        first = list(super().find(noun, condition, **how))
        return self.guarded(self.live(noun, [key_of(each.record) for each in first]))

    def live(self, noun: type[Any], keys: list[str]) -> Iterator[Stored[Any]]:
        for key in keys:
            try:
                yield self.inner.get(noun, key)
            except NotStored:
                continue


class LateRefusal(Right):
    """What is wrong with a find is told when it is read."""

    def find(self, noun: type[Any], condition: Any = None, **how: Any) -> Iterator[Stored[Any]]:
        self.check()
        try:
            return super().find(noun, condition, **how)
        except BadArgument as refused:
            return self.late(refused)

    def late(self, refused: BadArgument) -> Iterator[Stored[Any]]:
        yield from ()
        raise refused


class NewestOnly(Right):
    """Its history is the present."""

    def history(self, noun: type[Any], key: str) -> tuple[Stored[Any] | Gone, ...]:
        return super().history(noun, key)[-1:]


class NothingUndone(Right):
    """A block that breaks off leaves what it had written until then."""

    @contextmanager
    def transaction(self) -> Generator[Any]:
        self.check()
        fault: BaseException | None = None
        with self.inner.transaction() as records:
            try:
                yield records
            except BaseException as raised:  # noqa: BLE001
                fault = raised
        self.check()
        if fault is not None:
            raise fault


class OneInsideAnother(Right):
    """A block inside a block writes into the outer one."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.outer = threading.local()

    @contextmanager
    def transaction(self) -> Generator[Any]:
        if hasattr(self.outer, "records"):
            yield self.outer.records
            return
        with super().transaction() as records:
            self.outer.records = records
            try:
                yield records
            finally:
                del self.outer.records


class NounsMixed(Right):
    """One key is one record, of whichever noun."""

    def get(self, noun: type[Any], key: str) -> Stored[Any]:
        try:
            return super().get(noun, key)
        except NotStored:
            for other in (Volunteer, Service):
                with suppress(NotStored):
                    return super().get(other, key)
            raise


class KeysTrimmed(Right):
    """Blanks at the ends of keys are taken for slips."""

    def put(self, record: Any, *, expected: int | None = None) -> int:
        if isinstance(getattr(record, "id", None), str) and record.id.strip():
            record = attrs.evolve(record, id=record.id.strip())
        return super().put(record, expected=expected)


class DigitsDropped(Right):
    """1.50 becomes 1.5."""

    def get(self, noun: type[Any], key: str) -> Stored[Any]:
        found = super().get(noun, key)
        if noun is Service and isinstance(found.record.hours, Decimal):
            short = found.record.hours.normalize()
            return attrs.evolve(found, record=attrs.evolve(found.record, hours=short))
        return found


class SecondTryRefused(Right):
    """Whoever repeats a write gets a conflict."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        if expected is not None:
            versions = self.inner.history(type(record), key_of(record))
            actual = versions[-1].version if versions and isinstance(versions[-1], Stored) else 0
            if type(expected) is int and 0 <= expected != actual:
                raise Conflict(type(record), key_of(record), expected, actual)
        return super().put(record, expected=expected)


class ContentIsEnough(Right):
    """Who writes what is there already is taken for who wrote it."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        let_others_in(expected)
        try:
            return super().put(record, expected=expected)
        except Conflict as conflict:
            versions = self.inner.history(type(record), key_of(record))
            if versions[-1:] == (Stored(record, conflict.expected + 1),):
                return conflict.actual
            raise


class AttemptsForgotten(Right):
    """Who repeats an attempt in another thread is taken for somebody else."""

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        with attempt(f"{threading.get_ident()}"):
            return super().put(record, expected=expected)


class NeverClosed(Right):
    """It works on after it was closed."""

    def check(self) -> None:
        """Let everything pass."""


class Forgetful(Right):
    """It says that it is durable."""

    capabilities = Capabilities(
        transactions=True, history=True, durable=True, many_handles=False, many_threads=True
    )

    def __init__(self, place: Path) -> None:
        PLACES.pop(place, None)
        super().__init__(place)


class StaleReader(Right):
    """Each handle remembers what it has found, and looks no more."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.seen: dict[tuple[str, str], Stored[Any]] = {}

    def get(self, noun: type[Any], key: str) -> Stored[Any]:
        name = (repr(noun), repr(key))
        if name not in self.seen:
            self.seen[name] = super().get(noun, key)
        return self.seen[name]

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        self.seen.clear()
        return super().put(record, expected=expected)

    def put_many(self, records: Iterable[Storable], *, expected: Any = None) -> tuple[int, ...]:
        self.seen.clear()
        return super().put_many(records, expected=expected)

    def delete(self, noun: type[Any], key: str, *, expected: int | None = None) -> int:
        self.seen.clear()
        return super().delete(noun, key, expected=expected)

    @contextmanager
    def transaction(self) -> Generator[Any]:
        self.seen.clear()
        with super().transaction() as records:
            yield records
