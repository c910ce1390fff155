"""Which shape records have in a store, and how those of earlier shapes are brought up to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, final

from attrs import field, frozen

from guangongwei import codec
from guangongwei.errors import BadArgument, NewerSchema

#: A record as JSON tells it: its fields by name.
Plain: TypeAlias = dict[str, object]
#: From the name of a noun and a record of one schema to the same record of the next one.
#: It is pure, changes neither of its arguments, and never what the record is stored under.
Upgrade: TypeAlias = Callable[[str, Plain], Plain]


@final
@frozen
class Schema:
    """The version of the records' shape, and the steps that lead to it, the oldest first."""

    version: int
    steps: tuple[Upgrade, ...] = field(default=())

    @property
    def oldest(self) -> int:
        """The earliest version that can still be read."""
        return self.version - len(self.steps)

    def admit(self, version: int, place: str) -> None:
        """Let a version pass that can be read.

        Raises:
            NewerSchema: It is later than this one.
            BadArgument: It is earlier than the oldest.
        """
        if version > self.version:
            raise NewerSchema(place, version, self.version)
        if version < self.oldest:
            raise BadArgument("schema", f"{self.oldest} to {self.version}")

    def upgraded(self, noun: str, plain: Plain, version: int) -> Plain:
        """A record of an earlier version, step by step brought to this one."""
        for step in self.steps[version - self.oldest :]:
            plain = step(noun, plain)
        return plain


#: The shape that this version of the library writes. A new optional field makes no new version:
#: earlier programs keep what they do not know. What they would misread does.
CURRENT = Schema(codec.SCHEMA)
