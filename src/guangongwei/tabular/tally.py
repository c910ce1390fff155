"""Problems as they are found: all are counted, and no more are kept than anybody reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar, final

from guangongwei.errors import Checked, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.errors import Problem

U = TypeVar("U")

#: So many are kept, and the first of each code besides.
KEPT = 1000


@final
class Tally:
    """Problems in the order in which they are found, the first thousand kept, all of them counted."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._codes: set[str] = set()
        self._further: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._kept) + self._further.total()

    @property
    def has_errors(self) -> bool:
        """Whether something was found that makes a record or a figure untrustworthy."""
        return any(each.severity is Severity.ERROR for each in self._kept)

    def keeps(self, code: str) -> bool:
        """Say whether one more problem of this code would be kept."""
        return len(self._kept) < KEPT or code not in self._codes

    def append(self, problem: Problem) -> None:
        """Keep one more problem, or count it."""
        if self.keeps(problem.code):
            self._codes.add(problem.code)
            self._kept.append(problem)
        else:
            self._further[problem.code] += 1

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep more problems, or count them."""
        for each in problems:
            self.append(each)

    def count(self, code: str) -> None:
        """Count a problem that would not be kept, without making it."""
        self._further[code] += 1

    def clear(self) -> None:
        """Forget all that was found."""
        self._kept.clear()
        self._codes.clear()
        self._further.clear()

    def take(self, checked: Checked[U]) -> U:
        """What was read elsewhere, after adding what was found there."""
        self.extend(checked.problems)
        self._further.update(dict(checked.further))
        return checked.value

    def checked(self, value: U) -> Checked[U]:
        """What was read, beside what was found."""
        return Checked(value, tuple(self._kept), further=tuple(sorted(self._further.items())))
