"""Who was expected to report for a figure, who did, and who did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.model.figure import Coverage
from guangongwei.model.organisation import SCHOOLS, OrganisationId
from guangongwei.model.period import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from guangongwei.indicators.scene import Scene


@final
@frozen
class Reporting:
    """For one set of tables: which schools are expected, complete or partly in."""

    expected: frozenset[OrganisationId]
    complete: frozenset[OrganisationId]
    partial: frozenset[OrganisationId]

    def coverage(self, organisations: Iterable[OrganisationId]) -> Coverage:
        """The coverage among these organisations, the missing in the order given."""
        expected = [each for each in organisations if each in self.expected]
        missing = tuple(each for each in expected if each not in self.complete)
        return Coverage(
            reported=len(expected) - len(missing),
            expected=len(expected),
            missing=missing,
            partial=tuple(each for each in missing if each in self.partial),
        )


def reporting(scene: Scene, tables: frozenset[str], *, since: date) -> Reporting:
    """Who has sent all of these tables for every day from one to the end of the scene.

    Expected are the schools and kindergartens in operation at its end. Without tables a figure
    rests on the bureau's register, and everybody counts as in.
    """
    expected = {
        each.id: max(since, each.founded or since)
        for each in scene.dataset.tree.in_operation(scene.end)
        if each.category in SCHOOLS
    }
    sent = scene.ground.sent
    complete = frozenset(
        id_
        for id_, begun in expected.items()
        if all(reaches(sent.get((id_, table), ()), begun, scene.end) for table in tables)
    )
    partial = frozenset(
        id_
        for id_, begun in expected.items()
        if id_ not in complete
        and any(touches(sent.get((id_, table), ()), begun, scene.end) for table in tables)
    )
    return Reporting(frozenset(expected), complete, partial)


def touches(spans: Iterable[tuple[date, date]], start: date, end: date) -> bool:
    """Say whether any of the stretches of days has one of these days."""
    return any(begun <= end and stop > start for begun, stop in spans)
