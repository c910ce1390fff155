from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from guangongwei.errors import Path, Severity
from guangongwei.indicators.catalogue import CATALOGUE
from guangongwei.indicators.definition import (
    Against,
    AtLeast,
    Change,
    Contains,
    Count,
    Distinct,
    Evenness,
    Exists,
    Growth,
    Indicator,
    Is,
    Latest,
    Measure,
    OneOf,
    Per,
    Share,
    Spread,
    Sum,
    Timing,
    Told,
)
from guangongwei.indicators.lint import RULES, lint
from guangongwei.model import (
    Accreditation,
    Activity,
    Article,
    Category,
    Committee,
    Organisation,
    Outcome,
    Return,
    Service,
    Unit,
    Volunteer,
)
from guangongwei.model.care import CareCase, CaseLevel, Child, Grant, Pairing
from guangongwei.model.standard import Assessment

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition, Formula

END = Timing.AT_END
ROLL = Measure(of=Volunteer, timing=END)
HOURS = Measure(of=Service, count=Sum("hours"))
ACTIVE = Measure(of=Service, count=Distinct("volunteer"))


def made(
    value: Formula,
    unit: Unit = Unit.PEOPLE,
    *,
    id_: str = "x",
    note: str = "期末在册",
    source: str = "第3条",
    by: tuple[str, ...] = (),
    decimals: int = 0,
) -> Indicator:
    """An indicator with nothing else to be said of it."""
    return Indicator(
        id=id_,
        name="数",
        label="number",
        value=value,
        unit=unit,
        decimals=decimals,
        by=by,
        note=note,
        source=source,
    )


def codes(*definitions: Indicator) -> list[str]:
    """The codes of what is found."""
    return [each.code for each in lint(definitions)]


def share(part: Measure, whole: Measure) -> Indicator:
    """A share with its unit."""
    return made(Share(part=part, whole=whole), Unit.PERCENT)


def roll(*, where: Condition | None = None, rests_on: str | None = None) -> Measure:
    """The registered volunteers that meet something."""
    return Measure(of=Volunteer, timing=END, where=where, rests_on=rests_on)


#: Nothing but a checker of types keeps it out of where only a measure may stand.
RATIO: Any = Share(part=ROLL, whole=ROLL)

BREAKING = [
    ("I102", made(ROLL, source=" ")),
    ("I103", made(ROLL, note="")),
    ("I201", made(roll(where=Is("backbon", value=True)))),
    ("I201", made(roll(where=~Is("organisation.backbone", value=True)))),
    ("I201", made(roll(where=Exists(Service, Told("hour"))))),
    ("I201", made(Measure(of=Service, count=Distinct("volunteers")))),
    ("I201", made(roll(where=Is("standard.programme", "优质化建设")))),
    ("I201", made(Measure(of=Volunteer, day="quit"))),
    ("I202", made(Measure(of=Article, count=Sum("title")), Unit.STORIES)),
    ("I202", made(roll(where=Contains("organisation", "S1")))),
    ("I202", made(roll(where=AtLeast("kinds", 2)))),
    ("I202", made(Measure(of=Volunteer, day="backbone"))),
    ("I203", made(roll(where=Is("organisation.category", "小学")))),
    ("I203", made(roll(where=OneOf("backbone", ("是", "否"))))),
    (
        "I203",
        made(
            Measure(
                of=Organisation,
                where=Latest(Accreditation, Is("outcome", "通过"), among=Is("batch", 1)),
                timing=END,
            )
        ),
    ),
    ("I204", made(roll(rests_on="五老自愿者"))),
    ("I205", made(ROLL, by=("kind",))),
    ("I205", made(ROLL, by=("standard_kinds",))),
    (
        "I205",
        made(Spread(of=ROLL, across="city", evenness=Evenness.RANGE)),
    ),
    ("I206", made(ROLL, by=("sex",))),
    ("I206", made(Measure(of=Service), Unit.TIMES, by=("volunteer",))),
    ("I206", made(Measure(of=Child, timing=END), by=("consent",))),
    ("I206", made(Measure(of=Child, timing=END), by=("left",))),
    ("I301", made(Measure(of=Service, timing=END))),
    ("I301", made(roll(where=Exists(Service, timing=END)))),
    ("I302", made(Measure(of=Child))),
    ("I302", made(Measure(of=Organisation, where=Exists(Child), timing=END))),
    ("I302", made(Measure(of=Organisation, where=Latest(Child, Told("stage")), timing=END))),
    ("I303", share(Measure(of=Service), ROLL)),
    ("I303", share(ACTIVE, Measure(of=Service))),
    ("I303", share(Measure(of=Volunteer), ROLL)),
    (
        "I303",
        made(
            Change(of=Share(part=Measure(of=Volunteer, day="left"), whole=Measure(of=Volunteer))),
            Unit.PERCENT,
        ),
    ),
    ("I304", share(HOURS, HOURS)),
    ("I305", share(ROLL, roll(where=Is("backbone", value=True)))),
    ("I306", made(Measure(of=Committee, count=Sum("budget")), Unit.YUAN)),
    ("I307", made(Per(of=roll(where=Told("joined")), each=ROLL), Unit.PEOPLE)),
    ("I401", made(HOURS, Unit.TIMES)),
    ("I401", made(Measure(of=Activity, count=Sum("volunteers")), Unit.PEOPLE)),
    ("I401", made(RATIO, Unit.PEOPLE)),
    ("I401", made(Change(of=ROLL), Unit.PEOPLE)),
    ("I401", made(Change(of=RATIO, growth=Growth.DIFFERENCE), Unit.PERCENT)),
    ("I401", made(Change(of=HOURS, growth=Growth.DIFFERENCE), Unit.PERCENT)),
    ("I401", made(Spread(of=RATIO, across="town", evenness=Evenness.RANGE), Unit.PERCENT)),
    ("I401", made(Spread(of=ROLL, across="town", evenness=Evenness.GINI), Unit.PEOPLE)),
    ("I401", made(Per(of=HOURS, each=ACTIVE), Unit.PEOPLE)),
    ("I402", made(ROLL, Unit.NONE)),
    ("I402", made(Per(of=ACTIVE, each=ROLL), Unit.PERCENT)),
    ("I403", made(ACTIVE, Unit.VISITS)),
    ("I404", made(ROLL, decimals=1)),
]


@pytest.mark.parametrize(("code", "definition"), BREAKING)
def test_what_cannot_be_right_is_found(code: str, definition: Indicator) -> None:
    """One breaking example or more for each rule, and nothing else is found in it."""
    assert set(codes(definition)) == {code}


def test_every_rule_has_a_breaking_example() -> None:
    """Besides the two that look at several definitions, or at none of the parts."""
    assert {each.code for each in RULES} == {code for code, _ in BREAKING}


CLEAN = [
    made(ROLL),
    made(roll(where=Is("backbone", value=True) & ~Contains("kinds", "老教师") | Told("joined"))),
    made(roll(where=Exists(Pairing, timing=END) & Exists(Service, AtLeast("hours", 1)))),
    made(Measure(of=Volunteer, day="left")),
    made(Measure(of=CareCase, day="now.closed")),
    made(Measure(of=CareCase, where=Is("now.level", CaseLevel.CRISIS), timing=END)),
    made(Measure(of=Pairing, count=Distinct("volunteers"), timing=END)),
    made(Measure(of=Assessment, where=Is("standard.programme", "优质化建设")), Unit.TIMES),
    made(Measure(of=Organisation, where=Is("category", Category.STATION), timing=END)),
    made(Measure(of=Organisation, where=Exists(Return), timing=END)),
    made(Measure(of=Return), Unit.RECORDS),
    made(Measure(of=Child, timing=END)),
    made(HOURS, Unit.HOURS, decimals=1),
    made(Measure(of=Service, count=Sum("beneficiaries")), Unit.VISITS),
    made(Measure(of=Committee, count=Sum("budget"), timing=END), Unit.YUAN),
    made(Measure(of=Organisation, count=Sum("pupils"), timing=END), Unit.PEOPLE),
    share(roll(where=Told("joined") & Is("backbone", value=True)), roll(where=Told("joined"))),
    made(Change(of=RATIO), Unit.PERCENT),
    made(Change(of=RATIO, growth=Growth.DIFFERENCE), Unit.PERCENTAGE_POINTS),
    made(Change(of=HOURS, against=Against.PREVIOUS, growth=Growth.DIFFERENCE), Unit.HOURS),
    made(Spread(of=RATIO, across="town", evenness=Evenness.RANGE), Unit.PERCENTAGE_POINTS),
    made(Spread(of=HOURS, across="organisation", evenness=Evenness.RANGE), Unit.HOURS),
    made(Spread(of=ROLL, across="town", evenness=Evenness.GINI), Unit.NONE, decimals=3),
    made(Per(of=HOURS, each=ACTIVE), Unit.HOURS, decimals=1),
    made(Per(of=ACTIVE, each=ROLL), Unit.PEOPLE, decimals=1),
    made(Measure(of=Grant, count=Sum("amount")), Unit.YUAN, decimals=2, by=("origin",)),
    made(
        Measure(
            of=Organisation,
            where=Latest(Accreditation, Is("outcome", Outcome.PASSED), among=Is("batch", 1)),
            timing=END,
        ),
        Unit.SCHOOLS,
        by=("town", "category"),
    ),
]


@pytest.mark.parametrize("definition", CLEAN)
def test_what_can_be_right_is_left_alone(definition: Indicator) -> None:
    """The clean neighbours of the breaking examples."""
    assert codes(definition) == []


def test_an_id_stands_once() -> None:
    """Definitions name no other definition, so a repeated id is all that can go round."""
    assert codes(made(ROLL), made(ROLL), made(ROLL, id_="y")) == ["I101", "I101"]


@pytest.mark.parametrize(
    "value",
    [
        Per(of=RATIO, each=ROLL),
        Share(part=RATIO, whole=ROLL),
        Change(of=RATIO.__class__(part=RATIO, whole=ROLL)),
        Spread(of=Change(of=ROLL), across="town", evenness=Evenness.RANGE),  # type: ignore[arg-type]
        Change(of=None),  # type: ignore[arg-type]
        "70%",
    ],
)
def test_a_ratio_is_never_averaged(value: object) -> None:
    """人均 of a share, a share of shares: the types refuse it, and so does this."""
    assert codes(made(cast("Formula", value))) == ["I300"]


@pytest.mark.parametrize(
    ("definition", "hint"),
    [
        (made(roll(where=Is("backbon", value=True))), "Did you mean backbone?"),
        (made(roll(where=Is("zzz", value=True))), "See the noun's fields."),
        (made(ROLL, by=("kindd",)), "Did you mean kinds?"),
        (made(ROLL, by=("zzz",)), "Leave it out."),
        (made(roll(rests_on="五老自愿者")), "Did you mean 五老志愿者?"),
        (made(roll(rests_on="zzz")), "See 报送情况 表名."),
    ],
)
def test_what_is_near_is_suggested(definition: Indicator, hint: str) -> None:
    """Did you mean, where anything is near."""
    (found,) = lint([definition])
    assert found.hint == hint


def test_a_finding_has_its_place_and_its_level() -> None:
    """Errors make a figure wrong, warnings doubtful, notes untidy."""
    levels = {each.code: each.severity for each in RULES}
    assert {*levels.values()} == set(Severity)
    (found,) = lint([made(ROLL, decimals=1, id_="volunteers.registered")])
    assert (found.place, found.severity) == (Path("volunteers.registered"), Severity.NOTE)


def test_nothing_is_wrong_with_the_catalogue() -> None:
    """Not even a note."""
    assert lint(CATALOGUE) == ()


def test_a_count_is_a_count() -> None:
    """The aggregate that all measures share when nothing else is said."""
    assert Measure(of=Service).count == Count()
