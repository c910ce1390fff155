"""Standards and assessments as a test writes them down, and as Hypothesis draws them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from guangongwei.model.organisation import OrganisationId
from guangongwei.model.standard import (
    Assessment,
    AssessmentId,
    Band,
    Clause,
    ClauseId,
    Method,
    Score,
    Standard,
    StandardId,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def standard(
    clauses: str,
    *,
    grades: str = "优秀 90 通过\n合格 60 通过\n不合格 0",
    id_: str = "省2023",
    programme: str = "优质化建设",
    profile_of: str | None = None,
    since: date = date(2023, 1, 1),
) -> Standard:
    """A standard from lines such as `A1 组织建设 10 必达 2`: id, block, points, mandatory, effort."""
    return Standard(
        id=StandardId(id_),
        programme=programme,
        edition=id_,
        clauses=tuple(_clause(line.split()) for line in clauses.strip().splitlines()),
        bands=tuple(_band(line.split()) for line in grades.strip().splitlines()),
        since=since,
        profile_of=StandardId(profile_of) if profile_of else None,
    )


def _clause(words: list[str]) -> Clause:
    id_, block, points, *more = words
    efforts = [Decimal(each) for each in more if each != "必达"]
    return Clause(
        id=ClauseId(id_),
        block=block,
        text=f"{id_}的要求",
        points=Decimal(points),
        mandatory="必达" in more,
        effort=efforts[0] if efforts else None,
    )


def _band(words: list[str]) -> Band:
    name, low, *more = words
    ends = [Decimal(each) for each in more if each != "通过"]
    return Band(name=name, low=Decimal(low), passes="通过" in more, below=ends[0] if ends else None)


def assessment(
    scores: Mapping[str, str],
    *,
    id_: str = "P1",
    organisation: str = "S1",
    standard_id: str = "省2023",
    on: date = date(2024, 5, 1),
    method: Method = Method.SELF,
) -> Assessment:
    """An assessment that gives these points; a clause left out has no evidence yet."""
    return Assessment(
        id=AssessmentId(id_),
        organisation=OrganisationId(organisation),
        standard=StandardId(standard_id),
        on=on,
        method=method,
        scores=tuple(
            Score(clause=ClauseId(clause), points=Decimal(points))
            for clause, points in scores.items()
        ),
    )


halves = st.integers(1, 10).map(lambda each: Decimal(each) / 2)
efforts = st.none() | st.integers(0, 6).map(Decimal)


@st.composite
def standards(draw: st.DrawFn, *, most: int = 7, id_: str = "省2023") -> Standard:
    """A sound standard with few clauses and three grades."""
    names = draw(st.lists(st.sampled_from("ABCDEFGHIJ"), min_size=1, max_size=most, unique=True))
    clauses = tuple(
        Clause(
            id=ClauseId(name),
            block=draw(st.sampled_from(["组织", "活动"])),
            text=draw(st.sampled_from(["旧文", "新文"])),
            points=draw(halves),
            mandatory=draw(st.booleans()),
            effort=draw(efforts),
        )
        for name in names
    )
    full = sum((each.points for each in clauses), Decimal(0))
    lows = [draw(st.integers(1, 9)) for _ in range(2)]
    low = full * min(lows) / 10
    return Standard(
        id=StandardId(id_),
        programme="优质化建设",
        edition=id_,
        clauses=clauses,
        bands=(
            Band(name="优秀", low=low + (full - low) * max(lows) / 10, passes=True),
            Band(name="合格", low=low, passes=True),
            Band(name="不合格", low=Decimal(0), passes=False),
        ),
        since=date(2023, 1, 1),
    )


@st.composite
def assessed(draw: st.DrawFn, of: Standard, *, complete: bool = False) -> Assessment:
    """An assessment by a standard, some of its clauses without evidence."""
    given_scores = {
        str(each.id): f"{each.points * draw(st.integers(0, 4)) / 4}"
        for each in of.clauses
        if complete or draw(st.booleans())
    }
    return assessment(given_scores, standard_id=of.id)
