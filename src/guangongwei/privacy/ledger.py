"""All releases so far: what every new one is held against, with tokens for people where it is kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, final

from attrs import evolve, field, frozen

from guangongwei.errors import BadArgument
from guangongwei.model.audience import Audience
from guangongwei.privacy.pseudonyms import Pseudonymiser
from guangongwei.privacy.release import Number, Release

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What the tokens of ledgers are for; no other tokens are like them.
PURPOSE = "发布台账"


@final
@frozen
class Ledger:
    """All releases so far, in their order: what every new one is held against.

    It holds who stands behind each number: by name, and is then to be kept as the records themselves
    are, or, where it has a key, under tokens that are the same in all of its releases.
    """

    releases: tuple[Release, ...] = ()
    #: Makes the tokens for people; without it they stand in the releases by name.
    pseudonymiser: Pseudonymiser | None = field(default=None, kw_only=True, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.pseudonymiser is not None and self.pseudonymiser.purpose != PURPOSE:
            raise BadArgument("pseudonymiser", "left out; Ledger.keyed makes it")

    @property
    def has_tokens(self) -> bool:
        """Whether everybody in it stands there under a token of its key."""
        return self.pseudonymiser is not None and all(map(self._made, self.releases))

    def keyed(self, key: bytes) -> Ledger:
        """The same ledger with tokens in the place of people, which may be saved.

        Args:
            key: At least 32 random bytes, the same ones as long as the ledger goes on.

        Raises:
            BadArgument: The key is no good, or the ledger bears tokens already.
        """
        if self.pseudonymiser is not None:
            raise BadArgument("ledger", "one without a key; this one has its own")
        bare = Ledger(pseudonymiser=Pseudonymiser(key, PURPOSE))
        kept = (evolve(each, numbers=bare.own(each.numbers)) for each in self.releases)
        return evolve(bare, releases=tuple(kept))

    def own(self, numbers: Iterable[Number]) -> tuple[Number, ...]:
        """The numbers with people told as they are in this ledger."""
        if self.pseudonymiser is None:
            return tuple(numbers)
        token = cache(self.pseudonymiser.token)
        kept = tuple(numbers)
        tokens = {
            unit: (token("who", unit[0]), unit[1] and token("what", unit[1]))
            for unit in {unit: None for each in kept for unit in each.units}
        }
        # In the order of tokens, for that of a table would lead from a token back to its row.
        order = {unit: at for at, unit in enumerate(sorted(tokens, key=tokens.__getitem__))}
        return tuple(
            evolve(
                each,
                units={
                    tokens[unit]: each.units[unit]
                    for unit in sorted(each.units, key=order.__getitem__)
                },
            )
            for each in kept
        )

    def seen_by(self, audience: Audience) -> tuple[Release, ...]:
        """The releases that have told an audience anything: its own and the public ones."""
        return tuple(
            each
            for each in self.releases
            if each.audience in (audience, Audience.PUBLIC) and not each.is_withheld
        )

    def told(self, release: Release) -> Release | None:
        """The release of that name as it was decided, where it is the same; None where there is none.

        Raises:
            BadArgument: There is one of that name that tells of other people, or otherwise.
        """
        known = next((each for each in self.releases if each.name == release.name), None)
        if known is not None and _undecided(known) != _undecided(release):
            raise BadArgument(
                "release", "given with a name of its own; another one has this name in the ledger"
            )
        return known

    def and_one(self, release: Release) -> Ledger:
        """The ledger with one release more; the same ledger, where the release is in it already.

        Raises:
            BadArgument: There is another release of that name, or it was not made for this ledger.
        """
        if self.pseudonymiser is not None and not self._made(release):
            raise BadArgument("release", "published with this ledger, so that it bears its tokens")
        if self.told(release) is not None:
            return self
        return evolve(self, releases=(*self.releases, release))

    def _made(self, release: Release) -> bool:
        """Say whether everybody in a release has a token of this ledger's key."""
        return self.pseudonymiser is not None and all(
            self.pseudonymiser.made(who) for each in release.numbers for who, _ in each.units
        )


def _undecided(release: Release) -> Release:
    """A release without what was decided about it."""
    numbers = tuple(sorted(release.numbers, key=lambda each: each.key))
    return evolve(release, numbers=numbers, hidden=frozenset(), is_withheld=False, proofs=())
