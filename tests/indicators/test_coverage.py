from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.indicators.datasets import YEAR, bureau, figure, oid, school, sent

from guangongwei.model import (
    Absence,
    Category,
    Coverage,
    Dataset,
    Days,
    Half,
    Month,
    Organisation,
    Quarter,
    Season,
    Term,
    Year,
)

if TYPE_CHECKING:
    from guangongwei.model import Return


def coverage(
    *returns: Return, id_: str = "services.count", founded: date | None = None
) -> Coverage:
    """The coverage in 2024 of a district with one school."""
    dataset = Dataset(organisations=(bureau(), school("S1", founded=founded)), returns=returns)
    return figure(id_, dataset).coverage


IN = Coverage(reported=1, expected=1)
OUT = Coverage(reported=0, expected=1, missing=(oid("S1"),))
PARTLY = Coverage(reported=0, expected=1, missing=(oid("S1"),), partial=(oid("S1"),))


@pytest.mark.parametrize(
    ("said", "returns", "expected"),
    [
        ("nothing", (), OUT),
        ("the year", sent("S1", "服务记录"), IN),
        (
            "twelve months",
            tuple(each for month in YEAR.months() for each in sent("S1", "服务记录", period=month)),
            IN,
        ),
        (
            "two halves that overlap nothing",
            (
                *sent("S1", "服务记录", period=Half(2024, 2)),
                *sent("S1", "服务记录", period=Half(2024, 1)),
            ),
            IN,
        ),
        (
            "eleven months",
            tuple(
                each for month in YEAR.months()[1:] for each in sent("S1", "服务记录", period=month)
            ),
            PARTLY,
        ),
        (
            "two school years across the edges",
            (
                *sent("S1", "服务记录", period=Year(2023, start_month=9)),
                *sent("S1", "服务记录", period=Year(2024, start_month=9)),
            ),
            IN,
        ),
        (
            "a longer stretch",
            sent("S1", "服务记录", period=Days(date(2020, 1, 1), date(2030, 1, 1))),
            IN,
        ),
        ("a term", sent("S1", "服务记录", period=Term(2024, Season.SPRING)), PARTLY),
        ("last year", sent("S1", "服务记录", period=Year(2023)), OUT),
        ("next year", sent("S1", "服务记录", period=Year(2025)), OUT),
        ("another table", sent("S1", "活动"), OUT),
        ("another school", sent("S2", "服务记录"), OUT),
    ],
)
def test_a_school_is_in_when_its_returns_leave_no_day_out(
    said: str, returns: tuple[Return, ...], expected: Coverage
) -> None:
    """All of the period is in, some of it is partial, none of it is missing."""
    assert (said, coverage(*returns)) == (said, expected)


@pytest.mark.parametrize(
    ("founded", "expected"),
    [(date(2024, 9, 1), IN), (date(2024, 8, 31), PARTLY), (None, PARTLY)],
)
def test_a_school_founded_in_the_period_answers_from_then_on(
    founded: date | None, expected: Coverage
) -> None:
    """A school founded in September has sent everything when it has sent from September on."""
    autumn = Days(date(2024, 9, 1), date(2025, 1, 1))
    assert coverage(*sent("S1", "服务记录", period=autumn), founded=founded) == expected


def test_a_return_for_before_its_founding_is_none() -> None:
    """A new school's return for a time before it existed is not part of what is due."""
    spring = Half(2024, 1)
    founded = date(2024, 9, 1)
    assert coverage(*sent("S1", "服务记录", period=spring), founded=founded) == OUT


def test_up_to_the_day_of_the_figure_is_enough() -> None:
    """As of June, returns for the first half are all there can be."""
    dataset = Dataset(
        organisations=(school("S1"),), returns=sent("S1", "服务记录", period=Half(2024, 1))
    )
    assert figure("services.count", dataset, as_of=date(2024, 6, 30)).coverage == IN
    assert figure("services.count", dataset, as_of=date(2024, 7, 1)).coverage == PARTLY


def test_a_return_for_the_year_covers_its_months() -> None:
    """And one for a quarter covers its own months only."""
    year = Dataset(organisations=(school("S1"),), returns=sent("S1", "服务记录"))
    quarter = Dataset(
        organisations=(school("S1"),), returns=sent("S1", "服务记录", period=Quarter(2024, 1))
    )
    for dataset, month, expected in (
        (year, 7, IN),
        (quarter, 3, IN),
        (quarter, 4, OUT),
    ):
        found = figure(
            "services.count", dataset, period=Month(2024, month), as_of=date(2024, 12, 31)
        )
        assert found.coverage == expected


def test_a_share_needs_the_returns_of_both_its_parts() -> None:
    """The active share rests on the roll and on the services."""
    id_ = "volunteers.active_share"
    assert coverage(*sent("S1", "五老志愿者"), id_=id_) == PARTLY
    assert coverage(*sent("S1", "五老志愿者", "服务记录"), id_=id_) == IN


def test_the_bureaus_own_register_needs_no_return() -> None:
    """Of accreditations and of returns themselves everybody counts as in."""
    assert coverage(id_="accreditation.share") == IN
    assert coverage(id_="returns.share") == IN


def test_only_schools_in_operation_at_the_end_are_expected() -> None:
    """Closed and future schools, bureaus, stations and communities owe nothing."""
    dataset = Dataset(
        organisations=(
            bureau(),
            school("S1"),
            school("S2", closed=date(2024, 6, 1)),
            school("S3", founded=date(2025, 1, 1)),
            Organisation(id=oid("C1"), name="社区", category=Category.COMMUNITY),
        )
    )
    found = figure("services.count", dataset)
    assert found.coverage == OUT
    community = figure("services.count", dataset, organisation="C1")
    assert community.coverage == Coverage(reported=0, expected=0)
    assert community.value is Absence.NOT_APPLICABLE


def test_the_missing_are_named_by_id() -> None:
    """Whatever their order in the tables."""
    dataset = Dataset(
        organisations=(school("S3"), school("S1"), school("S2")), returns=sent("S2", "服务记录")
    )
    assert figure("services.count", dataset).coverage.missing == (oid("S1"), oid("S3"))
