"""Records as tables, and tables as records again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.datasets import bureau, school, service, volunteer

from guangongwei.errors import BadArgument
from guangongwei.indicators.frames import from_records, to_records
from guangongwei.indicators.frames.columns import HEADERS, NAMES
from guangongwei.indicators.frames.records import Backend, given_of, sent_in
from guangongwei.indicators.frames.tables import Tables
from guangongwei.indicators.ground import Ground
from guangongwei.model import (
    Assessment,
    AssessmentId,
    CareCase,
    ClauseId,
    Dataset,
    Method,
    Organisation,
    OrganisationId,
    Return,
    Score,
    Service,
    StandardId,
)
from guangongwei.tabular.columns import LAYOUTS
from guangongwei.testing import worlds

if TYPE_CHECKING:
    from typing import Any

BACKENDS = get_args(Backend)


def test_headers_are_those_of_the_tables_that_schools_send() -> None:
    """A table that was read from a school's file has its columns under the names known here."""
    assert {
        layout.noun: {each.field: each.header for each in layout.columns if not each.spread}
        for layout in LAYOUTS
    } == HEADERS
    assert {layout.name: layout.noun for layout in LAYOUTS} == NAMES


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("chinese", [False, True])
def test_records_come_back_from_tables(backend: Any, chinese: bool) -> None:  # noqa: FBT001
    """Nothing but the reason of a blank is lost on the way into a table and back."""
    dataset = worlds.small(5).dataset
    tables = from_records(dataset, backend, chinese=chinese, numbered=True)
    assert to_records(tables, standards=dataset.standards) == dataset


@given(seed=st.integers(0, 10**9))
def test_any_small_world_comes_back(seed: int) -> None:
    """So it is for every small world."""
    dataset = worlds.small(seed).dataset
    assert to_records(from_records(dataset), standards=dataset.standards) == dataset


def test_tables_go_by_their_chinese_names() -> None:
    """服务记录 and 单位 are as good as `Service` and `Organisation`."""
    dataset = Dataset(organisations=(bureau(),), services=(service("F1"),))
    tables = from_records(dataset, chinese=True)
    named = {"服务记录": tables[Service], "单位": tables[Organisation]}
    assert to_records(named) == dataset


def test_a_table_of_nothing_is_refused() -> None:
    """A name that no table has is answered with those there are."""
    with pytest.raises(BadArgument, match="服务记录"):
        to_records({"服务": pl.DataFrame()})


def test_one_noun_has_one_table() -> None:
    """服务记录 and `Service` are the same."""
    table = from_records(Dataset())[Service]
    with pytest.raises(BadArgument, match="one table"):
        to_records({"服务记录": table, Service: table})


def test_an_unknown_engine_is_refused() -> None:
    """The message has those that are known."""
    with pytest.raises(BadArgument, match="polars"):
        from_records(Dataset(), "excel")  # type: ignore[arg-type]


def test_a_text_with_the_sign_between_texts_is_refused() -> None:
    """Pandas has no lists of texts: 老教师、老模范 as one kind would come back as two."""
    dataset = Dataset(volunteers=(volunteer("V1", kinds=("老教师、老模范",)),))
    with pytest.raises(BadArgument, match="、"):
        from_records(dataset, "pandas")


def test_a_number_with_too_many_digits_is_refused() -> None:
    """A tenth digit after the point would be lost without a word."""
    dataset = Dataset(services=(service("F1", hours=Decimal("0.0000000001")),))
    with pytest.raises(BadArgument, match="9 digits"):
        from_records(dataset)


def test_a_word_that_is_none_of_a_vocabulary_is_refused() -> None:
    """The message has the vocabulary, and nothing that the cell held."""
    table = from_records(Dataset(organisations=(school("S1"),)))[Organisation]
    with pytest.raises(BadArgument, match="幼儿园") as error:
        to_records({Organisation: table.with_columns(category=pl.lit("张三的学校"))})
    assert "张三" not in str(error.value)


def test_a_period_that_is_none_is_refused() -> None:
    """A return that speaks of 去年 speaks of no year."""
    table = pl.DataFrame({"organisation": ["S1"], "table": ["活动"], "period": ["去年"]})
    with pytest.raises(BadArgument, match="2024年"):
        to_records({Return: table})


def test_what_was_sent_is_told_as_by_records() -> None:
    """For when each organisation has sent each table is read without making a record of it."""
    dataset = worlds.small(125).dataset
    tables = Tables(given=given_of({Return: from_records(dataset, "polars")[Return]}))
    told = sent_in(tables).spans
    assert told
    assert told == Ground(dataset).sent


def test_a_return_of_nobody_is_refused() -> None:
    """A return says whose it is, of which table and for which period."""
    table = pl.DataFrame({"organisation": [None], "table": ["活动"], "period": ["2024年"]})
    typed = table.with_columns(pl.col("organisation").cast(pl.String))
    with pytest.raises(BadArgument, match="单位编号"):
        sent_in(Tables(given=given_of({Return: typed})))


def test_steps_of_cases_come_back() -> None:
    """A case's history is one text in its table."""
    dataset = worlds.small(7).dataset
    kept = evolve(Dataset(), cases=dataset.cases, children=dataset.children)
    assert any(each.steps for each in kept.cases)
    tables = from_records(kept, "pyarrow")
    assert to_records({CareCase: tables[CareCase]}).cases == kept.cases


@pytest.mark.parametrize(
    "cell",
    ["立案", "[1]", '[{"on": "昨天", "kind": "立案"}]', '[{"kind": "立案"}]', '{"on": 1}'],
)
def test_steps_that_nobody_wrote_are_refused(cell: str) -> None:
    """What is no JSON, or of another shape, is told by the column alone."""
    case = next(each for each in worlds.small(7).dataset.cases if each.steps)
    table = from_records(Dataset(cases=(case,)))[CareCase].with_columns(steps=pl.lit(cell))
    with pytest.raises(BadArgument) as caught:
        to_records({CareCase: table})
    assert str(caught.value) == "steps must be written as from_records writes them."


def test_scores_of_assessments_come_back() -> None:
    """Points stay decimal numbers, digit by digit."""
    score = Score(clause=ClauseId("3"), points=Decimal("4.50"))
    assessment = Assessment(
        id=AssessmentId("A1"),
        organisation=OrganisationId("S1"),
        standard=StandardId("2024"),
        on=date(2024, 5, 1),
        method=Method.SELF,
        scores=(score,),
    )
    dataset = Dataset(assessments=(assessment,))
    assert to_records(from_records(dataset)) == dataset


def test_flags_may_be_words() -> None:
    """是 and 否 are true and false, and anything else is neither."""
    table = pl.DataFrame(
        {
            "编号": ["V1", "V2", "V3"],
            "姓名": ["甲", "乙", "丙"],
            "所属单位": ["S1"] * 3,
            "骨干": ["是", "否", None],
            "加入日期": [date(2020, 1, 1)] * 3,
        }
    )
    found = to_records({"五老志愿者": table}).volunteers
    assert [each.backbone for each in found][:2] == [True, False]
