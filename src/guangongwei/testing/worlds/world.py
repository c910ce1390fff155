"""A world: made-up records with the answers they must give."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.dataset import Dataset
from guangongwei.model.period import Period
from guangongwei.testing.worlds.answers import Answer, Answers, answers

if TYPE_CHECKING:
    from guangongwei.model.figure import Coverage, Group


@final
@frozen(kw_only=True)
class World:
    """A dataset, a period, and every figure of it, counted in plain loops by no engine."""

    dataset: Dataset
    period: Period
    as_of: date

    @cached_property
    def _answers(self) -> Answers:
        return answers(self.dataset, period=self.period, as_of=self.as_of)

    @property
    def answers(self) -> dict[str, dict[Group, Answer]]:
        """By indicator and group, the value that its figure must have.

        Groups: the whole, each organisation with all below it, each 镇街, each 类别, each month,
        and each of the indicator's own categories.
        """
        return self._answers.values

    @property
    def coverage(self) -> dict[str, dict[Group, Coverage]]:
        """By indicator and group, the coverage that its figure must have."""
        return self._answers.coverage
