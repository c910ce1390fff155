from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import fields
from tests.model.checks.examples import (
    ARTICLE,
    BASE,
    CHILD,
    CONSENT,
    DAY,
    EXAMPLES,
    FURTHER,
    PASSED,
    SCHOOL,
    SENT,
    SERVICE,
    but,
    data,
)

from guangongwei.errors import Cell, Path, Problem, Severity
from guangongwei.model.accreditation import AccreditationId
from guangongwei.model.checks.run import RULES, TABLE_RULES, UNFILLED, check
from guangongwei.model.dataset import Dataset
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.period import Year
from guangongwei.model.volunteer import Volunteer, VolunteerId

if TYPE_CHECKING:
    from guangongwei.model.checks.rule import Rule

ALL = EXAMPLES | FURTHER


def places(problems: tuple[Problem, ...], code: str) -> list[str]:
    """Where the problems of one code lie."""
    return [str(each.place) for each in problems if each.code == code]


def test_clean_data_have_no_problems() -> None:
    """One record of everything, and nothing at all, are without findings."""
    assert BASE.check() == ()
    assert Dataset().check() == ()


def test_every_rule_has_its_examples() -> None:
    """A code names one rule, there are more than thirty, and each has two examples."""
    assert sorted(EXAMPLES) == [rule.code for rule in RULES]
    assert len(RULES) > 30


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_finds_who_breaks_it(rule: Rule) -> None:
    """The finding carries the rule's code, words and severity, and the place of the record."""
    dataset, where, _ = EXAMPLES[rule.code]
    found = [each for each in dataset.check() if each.code == rule.code]
    assert [str(each.place) for each in found] == where
    assert {(each.message, each.hint, each.severity) for each in found} == {
        (rule.message, rule.hint, rule.severity)
    }


@pytest.mark.parametrize("code", FURTHER)
def test_what_other_modules_know_is_found_too(code: str) -> None:
    """Tables as a whole, pairs, cases, consents, editions and scores."""
    dataset, where, _ = FURTHER[code]
    assert places(dataset.check(), code) == where


@pytest.mark.parametrize("code", ALL)
def test_what_just_keeps_a_rule_is_clean(code: str) -> None:
    """The example at the edge has no finding of the rule."""
    assert places(ALL[code][2].check(), code) == []


@pytest.mark.parametrize("code", ALL)
def test_the_order_of_the_records_changes_no_finding(code: str) -> None:
    """Shuffled, the same rules are broken equally often."""
    dataset = ALL[code][0]
    counted = Counter(each.code for each in dataset.check())
    for seed in range(5):
        assert Counter(each.code for each in shuffled(dataset, seed).check()) == counted


def shuffled(dataset: Dataset, seed: int) -> Dataset:
    """The same records in another order."""
    tables: dict[str, Any] = {}
    for each in fields(Dataset):
        records = getattr(dataset, each.name)
        tables[each.name] = tuple(random.Random(seed).sample(records, len(records)))
    return Dataset(**tables)


@pytest.mark.parametrize("code", ALL)
def test_no_finding_shows_anything_personal(code: str) -> None:
    """Names, telephones, days of birth, keys and levels appear in no message and no repr."""
    dataset = ALL[code][0]
    shown = "".join(f"{each}{each!r}" for each in dataset.check()) + repr(dataset)
    for personal in ("张三", "李四", "王五", "13800000000", "1949", "密钥1", "母亲", "宇宙级"):
        assert personal not in shown


def test_a_table_that_nobody_filled_is_told_once() -> None:
    """A thousand services by nobody's volunteers are one finding; one unknown volunteer is a row."""
    services = tuple(but(SERVICE, f"F{number}", on=DAY) for number in range(1000))
    found = Dataset(organisations=(SCHOOL,), services=services).check()
    assert [(each.code, each.place) for each in found] == [("D001", Path("$.volunteers"))]
    (empty,) = found
    assert (empty.severity, empty.message) == (UNFILLED.severity, UNFILLED.message)


def test_a_record_that_was_read_is_found_where_it_stands() -> None:
    """The source of a record is the place of its problem."""
    cell = Cell("五老志愿者.csv", 7)
    read = Volunteer(
        id=VolunteerId("V1"),
        name="张三",
        organisation=OrganisationId("无"),
        joined=DAY,
        source=cell,
    )
    found = Dataset(organisations=(SCHOOL,), volunteers=(read,)).check()
    assert {each.place for each in found} == {cell}


def test_a_made_record_is_found_by_its_number() -> None:
    """Without a source, the place is the table and the record's number, counted from 0."""
    (problem,) = data(returns=(but(SENT, organisation="无"),)).check()
    assert problem.place == Path("$.returns[0]")
    assert problem.severity is Severity.ERROR


def test_unknown_levels_are_told_of_the_column() -> None:
    """A table that was read is named with its column; the words themselves are not shown."""
    read = but(ARTICLE, level="宇宙级", source=Cell("稿件.csv", 3))
    (problem,) = data(articles=(read, but(ARTICLE, "G2", level="省"))).check()
    assert (problem.place, problem.severity) == (Cell("稿件.csv", None, "级别"), Severity.NOTE)
    assert "1/2" in problem.message


@pytest.mark.parametrize(
    ("as_of", "codes"), [(None, set()), (DAY, set()), (date(2024, 3, 3), {"K107"})]
)
def test_consents_are_looked_at_on_a_day(as_of: date | None, codes: set[str]) -> None:
    """Without one, on the last day on which anything is recorded to have happened."""
    dataset = data(consents=(but(CONSENT, expires=date(2024, 3, 2)),))
    assert {each.code for each in check(dataset, as_of=as_of)} == codes


def test_a_volunteer_without_day_of_joining_breaks_one_rule_only() -> None:
    """What a missing side means is the rule's: the others skip the volunteer."""
    assert {each.code for each in EXAMPLES["D109"][0].check()} == {"D109"}


def test_two_decisions_of_neighbouring_programmes_are_not_two_decisions() -> None:
    """优质化建设 under another of its names is the same programme, 五有五好 is not."""
    other = but(PASSED, AccreditationId("R2"), programme="优质化")
    assert len(places(data(accreditations=(PASSED, other)).check(), "D205")) == 2
    other = but(PASSED, AccreditationId("R2"), programme="五有五好")
    assert places(data(accreditations=(PASSED, other)).check(), "D205") == []


def test_returns_for_one_year_and_its_months_are_not_the_same_return() -> None:
    """Only the same table for the same period is noted twice."""
    year = but(SENT, period=Year(2024))
    assert Dataset(organisations=(SCHOOL,), returns=(year, SENT)).check() == ()


def test_a_child_without_consent_is_told_of_each_record() -> None:
    """A refusal is told of the pair, the case and the grant alike."""
    found = data(children=(but(CHILD, consent=False),), consents=()).check()
    assert {(each.code, str(each.place)) for each in found} == {
        ("K101", "$.pairings[0]"),
        ("K101", "$.cases[0]"),
        ("K101", "$.grants[0]"),
    }


def test_what_is_said_of_a_table_has_a_code_of_its_own() -> None:
    """Listed beside the rules, and under no code of theirs."""
    codes = [each.code for each in TABLE_RULES]
    assert codes == ["D001", "D002"]
    assert not {each.code for each in RULES} & set(codes)
