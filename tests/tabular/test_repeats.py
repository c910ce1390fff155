"""What stands twice in one file is told where it stands."""

from __future__ import annotations

from io import BytesIO

import pytest

from guangongwei import tabular
from guangongwei.model import Return, Service, Volunteer
from guangongwei.tabular import doubles
from guangongwei.testing.conformance.examples import volunteer

SERVICES = "编号,志愿者编号,单位编号,日期,时长\n"


def told(text: str, noun: type[Service | Return | Volunteer] = Service) -> list[str]:
    """Place and code of each problem of a file without a name."""
    checked = tabular.read(BytesIO(text.encode()), noun)
    return [f"{each.place} {each.code}" for each in checked.problems]


def test_an_id_that_stands_twice_is_told_at_both_places() -> None:
    """Which of the rows is right nobody can say."""
    rows = "F1,V1,S1,2024-03-01,1\nF2,V1,S1,2024-03-02,1\nF1,V2,S1,2024-03-03,2\n"
    assert told(SERVICES + rows) == ["table!2 D101", "table!4 D101"]


def test_a_row_under_two_ids_is_told_at_both_places() -> None:
    """It is only doubted, for one may do the same twice a day."""
    rows = "F1,V1,S1,2024-03-01,1\nF2,V1,S1,2024-03-01,1\n"
    assert told(SERVICES + rows) == ["table!2 D150", "table!3 D150"]
    assert tabular.read(BytesIO((SERVICES + rows).encode()), Service).errors == ()


def test_a_row_that_is_there_twice_is_told_as_such() -> None:
    """With its id it is one record too many."""
    row = "F1,V1,S1,2024-03-01,1\n"
    assert told(SERVICES + row + row) == ["table!2 D101", "table!3 D101", "table!2 D150", "table!3 D150"]  # fmt: skip


def test_a_return_that_was_noted_twice_is_told() -> None:
    """It has no id, and its day differs."""
    rows = (
        "单位编号,表名,时期,报送日期\nS1,活动,2024年3月,2024-04-01\nS1,活动,2024年3月,2024-04-02\n"
    )
    assert told(rows, Return) == ["table!2 D206", "table!3 D206"]


def test_persons_who_may_be_one_are_told() -> None:
    """With another id and other cells."""
    rows = (
        "编号,姓名,所属单位,出生日期\nV1,张三,S1,1950-01-01\nV2,李四,S1,\nV3,张三,S2,1950-01-01\n"
    )
    assert told(rows, Volunteer) == ["table!4 T213"]


def test_repeats_are_counted_and_not_all_kept() -> None:
    """However many there are."""
    rows = "".join(f"F{number % 2},V1,S1,2024-03-01,{number}\n" for number in range(3000))
    checked = tabular.read(BytesIO((SERVICES + rows).encode()), Service)
    assert checked.totals == {"D101": 3000}
    assert len(checked.problems) == 1000


def test_many_of_one_name_are_compared_with_the_last_ones() -> None:
    """Ten thousand of one name take no longer than ten thousand."""
    many = [volunteer(f"V{number}", phone=f"1{number}") for number in range(5000)]
    assert list(doubles.alike(many)) == []


@pytest.mark.parametrize("noun", [Service, Volunteer])
def test_nothing_is_told_of_an_empty_table(noun: type[Service | Volunteer]) -> None:
    """Nothing stands there twice."""
    header = SERVICES if noun is Service else "编号,姓名,所属单位\n"
    assert told(header, noun) == []
