from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model.age import age_on


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 5, 6), date(2024, 5, 5), 13),
        (date(2010, 5, 6), date(2024, 5, 6), 14),
        (date(2008, 2, 29), date(2022, 2, 28), 13),
        (date(2008, 2, 29), date(2022, 3, 1), 14),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2024, 5, 6), date(2024, 5, 5), -1),
    ],
)
def test_age_is_counted_in_completed_years(born: date, day: date, age: int) -> None:
    """The birthday itself completes a year."""
    assert age_on(day, born=born) == age


@given(born=st.dates(date(1930, 1, 1), date(2020, 12, 31)), years=st.integers(0, 90))
def test_each_birthday_completes_a_year(born: date, years: int) -> None:
    """On the birthday so many years, on the day before one fewer."""
    assert age_on(date(born.year + years, 12, 31), born=born) == years
    if (born.month, born.day) != (2, 29):
        birthday = born + relativedelta(years=years)
        assert age_on(birthday, born=born) == years
        assert age_on(birthday - relativedelta(days=1), born=born) == years - 1
