"""What a store gives back: records with their versions, and what it can do."""

from __future__ import annotations

from typing import Generic, TypeVar, final

from attrs import field, frozen

T_co = TypeVar("T_co", covariant=True)

#: Fields of a later version of this library: their names, and what they hold as JSON.
Unknown = tuple[tuple[str, str], ...]


def _names(unknown: Unknown) -> str:
    return repr(tuple(name for name, _ in unknown))


@final
@frozen
class Stored(Generic[T_co]):
    """A record as a store holds it, at one of its versions."""

    record: T_co
    #: 1 for the first; each put and each delete adds one, and nothing ever takes one away.
    version: int
    #: What the record has besides the fields that are known here; a put keeps it as it is.
    unknown: Unknown = field(default=(), repr=_names)


@final
@frozen
class Gone:
    """A record was deleted; the version that says so."""

    version: int


@final
@frozen(kw_only=True)
class Capabilities:
    """What a store does beyond putting, getting, finding and deleting."""

    #: `transaction` is there; without it, it raises `NotOffered`.
    transactions: bool
    #: `history` is there; without it, it raises `NotOffered`.
    history: bool
    #: What was returned as stored is there after a crash, and after the store is opened again.
    durable: bool
    #: Several handles, in several processes too, may use one store at a time.
    many_handles: bool
    #: Several threads may use one handle.
    many_threads: bool
    #: `erase` is there: what old versions held can be taken out of every file; see `erasing`.
    erasure: bool = False
    #: Writes that `attempt` names are known again in every process.
    attempts: bool = False
