"""A store that hands out nothing about people without a purpose, a consent and a line in a log.

Nouns that tell of nobody pass as they are. Of the others every reading is noted first, and what
cannot be noted is not handed out. Records about children need a consent in force that covers them,
unless the purpose rests on a ground without one: `get` and `history` refuse, `find` leaves out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Self, final

from attrs import evolve

from guangongwei.errors import NotPermitted, StoreClosed
from guangongwei.model.care import CareCase, Child, ChildId, Consent, Grant, Pairing
from guangongwei.model.consent import CONSENT_POLICIES, NONE_ON_FILE, Permission, Use, permission
from guangongwei.model.consent_rules import CASE, GRANT, PAIRING
from guangongwei.privacy.access import Reading
from guangongwei.privacy.inventory import identifying
from guangongwei.privacy.links import child_of
from guangongwei.storage import matching
from guangongwei.storage.erasing import eraser
from guangongwei.storage.keys import NOUNS, key_of
from guangongwei.storage.stored import Stored
from guangongwei.storage.verbs import checking

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from datetime import date

    from guangongwei.indicators.definition import Condition
    from guangongwei.model.consent import ConsentPolicy
    from guangongwei.privacy.access import Access, AccessLog
    from guangongwei.privacy.pseudonyms import Pseudonymiser
    from guangongwei.storage.erasing import Meant
    from guangongwei.storage.keys import Noun, S, Storable
    from guangongwei.storage.protocol import Records, Store
    from guangongwei.storage.stored import Capabilities, Gone

#: So many records are noted together before the first of them is handed out.
_TOGETHER = 100

#: The words of `Consent.scope` of which one has to be agreed to; a child itself needs any of them.
_SCOPES: Mapping[Noun, tuple[str, ...]] = {
    Pairing: (PAIRING,),
    CareCase: (CASE,),
    Grant: (GRANT,),
    Child: (PAIRING, CASE, GRANT),
}
#: The nouns whose records may tell of a person.
_GUARDED = tuple(noun for noun in NOUNS.values() if identifying(noun))


@final
class _Desk:
    """Who reads, what for, and where it is noted."""

    def __init__(
        self,
        access: Access,
        log: AccessLog,
        tokens: Pseudonymiser | None,
        policies: tuple[ConsentPolicy, ...],
    ) -> None:
        self.access = access
        self._log = log
        self._tokens = tokens
        self._policies = policies
        self.withheld: Counter[Noun] = Counter()

    def note(self, noun: Noun, keys: Iterable[str], *, withheld: int) -> None:
        """Note a reading; whatever the log raises goes to the caller instead of the records."""
        ids = tuple(keys)
        if self._tokens is not None:
            token = self._tokens.token
            ids = tuple(token(noun.__name__, each) for each in ids)
        self.withheld[noun] += withheld
        access = self.access
        self._log.note(
            Reading(
                who=access.who,
                purpose=access.purpose,
                noun=noun.__name__,
                ids=ids,
                withheld=withheld,
                at=access.now(),
            )
        )

    def judge(self, noun: Noun, records: Records) -> Callable[[Storable], Permission]:
        """What says whether a record of a noun may be read, by the consents of this moment."""
        scopes = _SCOPES.get(noun, ())
        if not scopes or not self.access.purpose.basis.needs_consent:
            return lambda _: Permission()
        children = {each.record.id: each.record for each in records.find(Child)}
        consents: defaultdict[ChildId, list[Consent]] = defaultdict(list)
        for each in records.find(Consent):
            consents[each.record.child].append(each.record)
        day = self.access.now().date()

        def judged(record: Storable) -> Permission:
            key = child_of(record)
            if key is None:
                # A young teacher is nobody's ward.
                return Permission()
            child = children.get(ChildId(key))
            if child is None:
                return Permission(reasons=(NONE_ON_FILE,))
            return self._best(child, consents[child.id], scopes, day)

        return judged

    def _best(
        self, child: Child, consents: list[Consent], scopes: tuple[str, ...], day: date
    ) -> Permission:
        """The permission for any of the kinds of records, or why there is none for the last."""
        found = Permission(reasons=(NONE_ON_FILE,))
        for scope in scopes:
            use = Use(record=scope, purpose=self.access.purpose.name, day=day)
            found = permission(child, use, consents, policies=self._policies)
            if found.is_given:
                break
        return found


class _GuardedRecords:
    """The verbs of a store or a transaction, with the desk in between."""

    def __init__(self, records: Records, desk: _Desk, what: str) -> None:
        self._records = records
        self._desk = desk
        self._what = what
        self.over = False

    def put(self, record: Storable, *, expected: int | None = None) -> int:
        return self._records.put(record, expected=expected)

    def put_many(
        self, records: Iterable[Storable], *, expected: int | Iterable[int | None] | None = None
    ) -> tuple[int, ...]:
        return self._records.put_many(records, expected=expected)

    def get(self, noun: type[S], key: str) -> Stored[S]:
        found = self._records.get(noun, key)
        self._pass(noun, key, found.record)
        return found

    def delete(self, noun: type[S], key: str, *, expected: int | None = None) -> int:
        return self._records.delete(noun, key, expected=expected)

    def find(
        self,
        noun: type[S],
        condition: Condition | None = None,
        *,
        order: tuple[str, ...] = (),
        limit: int | None = None,
    ) -> Iterator[Stored[S]]:
        if not _is_guarded(noun):
            return self._records.find(noun, condition, order=order, limit=limit)
        matching.checked(noun, condition, order=order, limit=limit)
        # What is withheld does not count towards the limit.
        found = self._records.find(noun, condition, order=order)
        judge = self._desk.judge(noun, self._records)
        allowed = self._allowed(noun, found, judge, limit)
        return checking(islice(allowed, limit), self._refuse_over)

    def history(self, noun: type[S], key: str) -> tuple[Stored[S] | Gone, ...]:
        found = self._records.history(noun, key)
        held = [each.record for each in found if isinstance(each, Stored)]
        if held:
            self._pass(noun, key, held[-1])
        return found

    def _pass(self, noun: type[S], key: str, record: S) -> None:
        """Note that a record is read.

        Raises:
            NotPermitted: No consent covers it; that is noted as well.
        """
        if not _is_guarded(noun):
            return
        allowed = self._desk.judge(noun, self._records)(record)
        if not allowed.is_given:
            self._desk.note(noun, (), withheld=1)
            raise NotPermitted(noun, allowed.codes)
        self._desk.note(noun, (key,), withheld=0)

    def _allowed(
        self,
        noun: type[S],
        found: Iterator[Stored[S]],
        judge: Callable[[Storable], Permission],
        limit: int | None,
    ) -> Iterator[Stored[S]]:
        """What may be read, block by block, each noted before it is handed out."""
        size = _TOGETHER if limit is None else max(1, min(_TOGETHER, limit))
        while together := list(islice(found, size)):
            kept = [each for each in together if judge(each.record).is_given]
            withheld = len(together) - len(kept)
            self._desk.note(noun, (key_of(each.record) for each in kept), withheld=withheld)
            yield from kept

    def _refuse_over(self) -> None:
        if self.over:
            raise StoreClosed(self._what)


def _is_guarded(noun: Noun) -> bool:
    # By identity: what is no noun, and perhaps no class, is refused by the store behind.
    return any(noun is each for each in _GUARDED)


@final
class GuardedStore(_GuardedRecords):
    """A store for one person and one purpose; whoever reads for another makes another of it.

    It offers erasure only where it withholds nothing: what cannot be read cannot be forgotten.

    Args:
        store: The store behind it, which closes with it.
        access: Who reads, what for, and the clock.
        log: Where it is noted.
        tokens: Makes tokens for the keys in the log; without it they stand there as they are.
        policies: Who has to agree, at each time.
    """

    def __init__(
        self,
        store: Store,
        *,
        access: Access,
        log: AccessLog,
        tokens: Pseudonymiser | None = None,
        policies: Iterable[ConsentPolicy] = CONSENT_POLICIES,
    ) -> None:
        super().__init__(store, _Desk(access, log, tokens, tuple(policies)), "store")
        self._store = store

    @property
    def capabilities(self) -> Capabilities:
        offered = self._store.capabilities
        withholds = self._desk.access.purpose.basis.needs_consent
        return evolve(offered, erasure=offered.erasure and not withholds)

    @property
    def withheld(self) -> dict[Noun, int]:
        """How many records of each noun were asked for and left out, for want of a consent."""
        return {noun: times for noun, times in self._desk.withheld.items() if times}

    @contextmanager
    def transaction(self) -> Generator[_GuardedRecords]:
        with self._store.transaction() as records:
            begun = _GuardedRecords(records, self._desk, "transaction")
            try:
                yield begun
            finally:
                begun.over = True

    def erase(self, meant: Meant) -> int:
        return eraser(self._store).erase(meant)

    def close(self) -> None:
        self.over = True
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
