"""Records become plain data and JSON Lines, and come back as they were."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei import codec
from guangongwei.errors import BadArgument, Cell, Path, Place, Severity, Span
from guangongwei.model import (
    TABLES,
    Absence,
    Bounds,
    Coverage,
    Dataset,
    Days,
    Figure,
    Group,
    Half,
    Month,
    OrganisationId,
    Period,
    Plan,
    Quarter,
    Ratio,
    Return,
    Season,
    Service,
    ServiceId,
    Term,
    Unit,
    VolunteerId,
    Year,
)
from guangongwei.model.standard import Clause, ClauseId, Standard
from guangongwei.testing import strategies

NOUNS = (*TABLES, Standard)
AT = OrganisationId("D1")
SERVICE = Service(
    id=ServiceId("F1"), volunteer=VolunteerId("V1"), organisation=AT, on=date(2024, 3, 1)
)
FIGURE = Figure(
    indicator="accreditation.share",
    name="达标率",
    group=Group(organisation=AT, categories=(("town", "示例镇"), ("kind", Absence.UNKNOWN))),
    period=Year(2024),
    value=Ratio(103, 147),
    unit=Unit.PERCENT,
    decimals=1,
    coverage=Coverage(reported=1, expected=2, missing=(AT,)),
    bounds=Bounds(Fraction(103, 147), None),
    as_of=date(2024, 12, 31),
    definition="0f",
)


def lines(*plain: object) -> str:
    """A file of services, a line for each, already JSON or still to be."""
    head = {"guangongwei": "Service", "schema": 1}
    texts = [each if isinstance(each, str) else json.dumps(each) for each in (head, *plain)]
    return "\n".join(texts)


def found(text: str) -> list[str]:
    """The problems of a file of services, each as its place and code."""
    return [f"{each.place} {each.code}" for each in codec.loads(text, Service).problems]


@given(data=st.data())
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_records_come_back_as_they_were(noun: type[Any], data: st.DataObject) -> None:
    """JSON Lines lose nothing of any noun."""
    records = tuple(data.draw(st.lists(strategies.records(noun), max_size=4)))
    checked = codec.loads(codec.dumps(records, noun), noun)
    assert checked.problems == ()
    assert checked.value == records
    assert repr(checked.value) == repr(records)
    for record in records:
        assert codec.from_json(codec.to_json(record), noun).unwrap() == record


@given(plan=strategies.plans())
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    """With every span, fraction and day of it."""
    assert codec.from_plain(json.loads(json.dumps(codec.to_plain(plan))), Plan).unwrap() == plan


@given(dataset=strategies.datasets())
def test_a_dataset_comes_back_as_it_was(dataset: Dataset) -> None:
    """All its tables together are plain data too."""
    assert codec.from_plain(codec.to_plain(dataset), Dataset).unwrap() == dataset


@given(text=st.text())
def test_no_text_whatever_raises(text: str) -> None:
    """What is not JSON Lines is a problem, whatever it is."""
    assert codec.loads(text, Service).problems
    assert codec.loads(lines(text), Service).value == ()


@pytest.mark.parametrize(
    ("period", "plain"),
    [
        (Year(2024), {"year": {"number": 2024}}),
        (Year(2023, start_month=9), {"year": {"number": 2023, "start_month": 9}}),
        (Half(2024, 1), {"half": {"year": 2024, "number": 1}}),
        (Term(2024, Season.SPRING), {"term": {"year": 2024, "season": "春"}}),
        (Quarter(2024, 2), {"quarter": {"year": 2024, "number": 2}}),
        (Month(2024, 3), {"month": {"year": 2024, "number": 3}}),
        (
            Days(date(2024, 1, 1), date(2025, 1, 1)),
            {"days": {"start": "2024-01-01", "stop": "2025-01-01"}},
        ),
    ],
)
def test_a_period_keeps_its_kind(period: Period, plain: object) -> None:
    """The year 2024 and the days from its first to its last are told apart."""
    record = Return(organisation=AT, table="活动", period=period)
    assert codec.to_plain(record)["period"] == plain
    assert codec.from_plain(codec.to_plain(record), Return).unwrap() == record


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (3, 3),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+2"), "1E+2"),
        (Fraction(3), {"fraction": "3/1"}),
        (Ratio(1, 2), {"ratio": {"part": 1, "whole": 2}}),
        (Absence.NOT_REPORTED, {"absence": "未报送"}),
    ],
)
def test_values_of_every_type_are_told_apart(
    value: Decimal | Fraction | Ratio | Absence | int, plain: object
) -> None:
    """A number, a ratio and an absence never look the same, and no digit is lost."""
    figure = attrs.evolve(FIGURE, value=value)
    assert codec.to_plain(figure)["value"] == plain
    read = codec.from_plain(json.loads(json.dumps(codec.to_plain(figure))), Figure).unwrap()
    assert read == figure
    assert repr(read) == repr(figure)


@pytest.mark.parametrize("source", [None, Cell("f.csv", 3), Span("plan.txt", 0, 7), Path("$.a")])
def test_where_a_record_came_from_comes_along(source: Place | None) -> None:
    """The source is outside equality, and kept all the same."""
    record = attrs.evolve(SERVICE, source=source)
    (read,) = codec.loads(codec.dumps([record], Service), Service).unwrap()
    assert read.source == source


def test_a_line_is_short_and_readable() -> None:
    """Chinese stays Chinese, and what has its default is left out."""
    record = attrs.evolve(SERVICE, programme="宣讲", hours=Decimal("1.5"))
    assert codec.dumps([record], Service) == (
        '{"guangongwei":"Service","schema":1}\n'
        '{"id":"F1","volunteer":"V1","organisation":"D1","on":"2024-03-01",'
        '"programme":"宣讲","hours":"1.5"}\n'
    )


def test_a_document_is_laid_out_for_people() -> None:
    """A field a line, Chinese as Chinese; a number may be typed as a number."""
    clause = Clause(id=ClauseId("1.1"), block="组织建设", text="有人管", points=Decimal("4.50"))
    text = codec.to_json(clause)
    assert text == (
        '{\n  "id": "1.1",\n  "block": "组织建设",\n  "text": "有人管",\n  "points": "4.50"\n}\n'
    )
    typed = codec.from_json(text.replace('"4.50"', "4.50"), Clause).unwrap()
    assert repr(typed) == repr(clause)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{\n  "id": "1.1"\n  "block": "组织"\n}', "line 3, column 3"),
        ("", "line 1, column 1"),
        ('{"id": "1.1", "id": "1.2"}', "an object that names a key twice"),
        ("[" * 100_000, "a number too long, or lists too deep"),
    ],
)
def test_a_slip_in_a_document_is_found(text: str, found: str) -> None:
    """Whoever edited it learns where, and never sees what stands there."""
    checked = codec.from_json(text, Clause, path="省.json:$")
    assert checked.value is None
    assert [(each.code, str(each.place)) for each in checked.problems] == [("C101", "省.json:$")]
    assert checked.problems[0].message == f"is not JSON ({found})"


def test_numbers_with_a_point_are_read_exactly() -> None:
    """They are never a binary float on the way, whether they stand as text or as number."""
    plain = codec.to_plain(SERVICE)
    text = lines(json.dumps(plain | {"hours": 0})[:-2] + "0.1}", plain | {"hours": 2})
    tenth, two = codec.loads(text, Service).unwrap()
    assert (tenth.hours, two.hours) == (Decimal("0.1"), Decimal(2))
    assert codec.from_plain(plain | {"hours": 0.1}, Service).value is None


def test_lines_may_come_one_by_one() -> None:
    """An open file is as good as a text; blank lines are passed over."""
    text = codec.dumps([SERVICE, SERVICE], Service)
    checked = codec.loads(iter([*text.splitlines(keepends=True), "\n"]), Service)
    assert checked.unwrap() == (SERVICE, SERVICE)


def test_good_lines_are_kept_beside_bad_ones() -> None:
    """Each line stands for itself."""
    good = codec.to_plain(SERVICE)
    checked = codec.loads(lines(good, "{", [], good), Service)
    assert checked.value == (SERVICE, SERVICE)
    assert [f"{each.place} {each.code}" for each in checked.problems] == [
        "$.lines[2] C101",
        "$.lines[3] C102",
    ]


def test_every_fault_of_a_line_is_told_with_its_place() -> None:
    """Missing, unknown and unfit fields, all at once."""
    plain = {
        "id": 1,
        "volunteer": "V1",
        "on": "2024-02-30",
        "hours": "much",
        "hour": 1,
        "zhangsan": 2,
        "张三": 3,
    }
    assert found(lines(plain)) == [
        "$.lines[1].id C102",
        "$.lines[1].organisation C103",
        "$.lines[1].on C102",
        "$.lines[1].hours C102",
        "$.lines[1].hour C104",
        "$.lines[1].? C104",
        "$.lines[1].? C104",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nothing",
        '{"id": "F1", "id": "F2"}',
        "[" * 100_000,
        '{"beneficiaries": ' + "9" * 5000 + "}",
        '{"hours": 1e99999999999999999999}',
    ],
)
def test_a_line_that_is_not_json_is_a_problem(line: str) -> None:
    """So is one that says a thing twice, is too deep or has numbers without end."""
    assert found(lines("{}", line))[4:] == ([] if line == "" else ["$.lines[2] C101"])


@pytest.mark.parametrize(
    ("field", "datum"),
    [
        ("id", 1),
        ("id", None),
        ("on", "20240301"),
        ("on", 20240301),
        ("hours", True),
        ("hours", 1.5),
        ("hours", "NaN"),
        ("hours", "1_000"),
        ("hours", "٣"),
        ("hours", Decimal("NaN")),
        ("hours", {"absence": "没有"}),
        ("hours", {"ratio": {"part": 1, "whole": 2}}),
        ("hours", {"absence": "不详", "other": 1}),
        ("hours", None),
        ("beneficiaries", True),
        ("beneficiaries", "3"),
        ("beneficiaries", {"absence": []}),
        ("programme", ["宣讲"]),
        ("programme", False),
    ],
)
def test_a_datum_of_another_type_is_a_problem(field: str, datum: object) -> None:
    """Nothing is turned into what it is not."""
    plain = codec.to_plain(SERVICE) | {field: datum}
    checked = codec.from_plain(plain, Service)
    assert checked.value is None
    assert [(each.code, str(each.place)) for each in checked.problems] == [("C102", f"$.{field}")]


def test_faults_inside_lists_and_parts_are_located() -> None:
    """The place names the element and the field."""
    plain = codec.to_plain(FIGURE)
    plain["coverage"]["missing"] = ["D2", 3, "D4", None]
    plain["group"]["categories"] = [["town"], ["kind", 1]]
    checked = codec.from_plain(plain, Figure, path="$.figures[0]")
    assert [(each.code, str(each.place)) for each in checked.problems] == [
        ("C102", "$.figures[0].group.categories[0]"),
        ("C102", "$.figures[0].group.categories[1][1]"),
        ("C102", "$.figures[0].coverage.missing[1]"),
        ("C102", "$.figures[0].coverage.missing[3]"),
    ]
    assert codec.from_plain(plain | {"group": {"categories": "town"}}, Figure).value is None


def test_fields_that_do_not_agree_are_a_problem() -> None:
    """A part larger than its whole, or a thirteenth month, is no value of any type."""
    month = {
        "organisation": "D1",
        "table": "活动",
        "period": {"month": {"year": 2024, "number": 13}},
    }
    ratio = codec.to_plain(FIGURE) | {"value": {"ratio": {"part": 2, "whole": 1}}}
    assert [each.code for each in codec.from_plain(month, Return).problems] == ["C105"]
    assert [each.code for each in codec.from_plain(ratio, Figure).problems] == ["C105"]


def test_keys_that_are_no_text_are_a_problem() -> None:
    """Plain data may come from elsewhere than JSON."""
    checked = codec.from_plain(codec.to_plain(SERVICE) | {1: 2, None: 3}, Service)
    assert [(each.code, str(each.place)) for each in checked.problems] == [("C102", "$")]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("", ["C001"]),
        ("x", ["C001"]),
        ("{}", ["C001"]),
        ('{"guangongwei": "Service", "schema": 0}', ["C001"]),
        ('{"guangongwei": "Service", "schema": "1"}', ["C001"]),
        ('{"guangongwei": "Volunteer", "schema": 1}', ["C002"]),
        ('{"guangongwei": "Service", "schema": 2}', ["C003"]),
        ('{"guangongwei": "Volunteer", "schema": 2}', ["C002", "C003"]),
    ],
)
def test_lines_of_another_noun_or_a_later_schema_are_not_read(head: str, codes: list[str]) -> None:
    """What is not known to be understood is not guessed at."""
    checked = codec.loads(head + "\n" + json.dumps(codec.to_plain(SERVICE)), Service)
    assert checked.value == ()
    assert [(each.code, str(each.place)) for each in checked.problems] == [
        (code, "$.lines[0]") for code in codes
    ]


def test_no_value_is_shown() -> None:
    """A misplaced name or number is described by its shape."""
    plain = {"id": "F1", "volunteer": "V1", "on": "张三丰", "hours": "13800000000x", "李四": 1}
    checked = codec.loads(lines(plain), Service)
    assert all(each.severity is Severity.ERROR and each.hint for each in checked.problems)
    shown = "".join(map(str, checked.problems))
    assert "3 characters, 3 Chinese characters" in shown
    assert not any(value in shown for value in ("张三", "138", "李四"))


@pytest.mark.parametrize("hours", ["NaN", "Infinity", "1E+1000"])
def test_a_decimal_that_could_not_be_read_again_is_not_written(hours: str) -> None:
    """The caller is told before anything is stored."""
    with pytest.raises(BadArgument):
        codec.to_plain(attrs.evolve(SERVICE, hours=Decimal(hours)))
