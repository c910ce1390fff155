"""Targets in a TOML file, and what is said of those that cannot be read."""

from __future__ import annotations

import errno
import os
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from guangongwei.errors import Checked, NotReadable, Severity
from guangongwei.indicators.targets import TWO_POINTS, Reading, Target
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.plan import Comparator
from guangongwei.targets import parse_targets, read_targets

EXAMPLE = Path(__file__).parents[1] / "examples" / "wujin_2024" / "targets.toml"


def parsed(*lines: str) -> Checked[tuple[Target, ...]]:
    """What is read from one target of these lines, beside an indicator and a comparator."""
    given = {"indicator": '"articles.published"', "comparator": '">="', "value": "400"}
    given |= dict(line.split(" = ", 1) for line in lines)
    written = "\n".join(f"{key} = {value}" for key, value in given.items() if value)
    return parse_targets(f"[[target]]\n{written}\n".encode())


def found(checked: Checked[object]) -> list[str]:
    """The problems, each as its code and place."""
    return [f"{each.code} {each.place}" for each in checked.problems]


def test_a_target_is_read_whole() -> None:
    """Each key says one thing; percentages are fractions of one."""
    content = """
[[target]]
indicator = "accreditation.share"
comparator = "~"
value = "70.5%"
due = 2024-12-31
scope = "B001"
hedge = "近"
text = "近70.5%的学校达标"
reading = { name = "容差1个百分点", points = "1%", relative = "1.5%" }
"""
    assert parse_targets(content.encode()).unwrap() == (
        Target(
            indicator="accreditation.share",
            comparator=Comparator.NEARLY,
            values=(Fraction(705, 1000),),
            due=date(2024, 12, 31),
            organisation=OrganisationId("B001"),
            reading=Reading(
                name="容差1个百分点", points=Fraction(1, 100), relative=Fraction(15, 1000)
            ),
            hedge="近",
            text="近70.5%的学校达标",
        ),
    )


def test_a_target_needs_little() -> None:
    """Without a day, a scope and a reading, the usual ones hold."""
    assert parsed().unwrap() == (
        Target(
            indicator="articles.published",
            comparator=Comparator.AT_LEAST,
            values=(Fraction(400),),
            reading=TWO_POINTS,
        ),
    )


@pytest.mark.parametrize(
    ("lines", "comparator", "values"),
    [
        (['comparator = "≥"', "value = 400"], Comparator.AT_LEAST, [400]),
        (['comparator = "<="', "value = 1.5"], Comparator.AT_MOST, [Fraction(3, 2)]),
        (['comparator = "="', "value = [7]"], Comparator.EXACTLY, [7]),
        (['comparator = "range"', "value = [400, 500]"], Comparator.BETWEEN, [400, 500]),
        (['comparator = "increase"', "value = "], Comparator.INCREASE, []),
        (['comparator = "decrease"', "value = 20"], Comparator.DECREASE, [20]),
    ],
)
def test_comparators_and_their_values(
    lines: list[str], comparator: Comparator, values: list[Fraction]
) -> None:
    """Written as signs or words; a number with a point stays exact."""
    (target,) = parsed(*lines).unwrap()
    assert (target.comparator, list(target.values)) == (comparator, values)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("indicator = ", "M101 targets.toml!$.target[0].indicator"),
        ("comparator = ", "M101 targets.toml!$.target[0].comparator"),
        ("colour = 7", "M102 targets.toml!$.target[0].colour"),
        ('"王 五" = 7', "M102 targets.toml!$.target[0].?"),
        ("indicator = 7", "M103 targets.toml!$.target[0].indicator"),
        ('indicator = " "', "M103 targets.toml!$.target[0].indicator"),
        ('comparator = "about"', "M103 targets.toml!$.target[0].comparator"),
        ("comparator = 1", "M103 targets.toml!$.target[0].comparator"),
        ("value = true", "M103 targets.toml!$.target[0].value"),
        ("value = nan", "M103 targets.toml!$.target[0].value"),
        ("value = []", "M103 targets.toml!$.target[0].value"),
        ('value = [400, "many"]', "M103 targets.toml!$.target[0].value"),
        ('value = "70%"', "M103 targets.toml!$.target[0].value"),
        ('due = "2024-12-31"', "M103 targets.toml!$.target[0].due"),
        ("due = 2024-12-31T12:00:00", "M103 targets.toml!$.target[0].due"),
        ("scope = 1", "M103 targets.toml!$.target[0].scope"),
        ("reading = 2", "M103 targets.toml!$.target[0].reading"),
        ('reading = { name = "松" }', "M103 targets.toml!$.target[0].reading"),
        (
            'reading = { name = "松", points = 2, relative = "2%" }',
            "M103 targets.toml!$.target[0].reading",
        ),
        ('indicator = "articles.publish"', "M104 targets.toml!$.target[0].indicator"),
        ('indicator = "zzz"', "M104 targets.toml!$.target[0].indicator"),
        ("value = [1, 2]", "M105 targets.toml!$.target[0].value"),
        ("value = ", "M105 targets.toml!$.target[0].value"),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(line: str, problem: str) -> None:
    """The target is left out; the place leads to the key."""
    checked = parsed(line)
    assert (found(checked), checked.value) == ([problem], ())


def test_a_share_is_asked_for_in_percent() -> None:
    """70 and 0.7 could be confused, so neither is taken."""
    checked = parsed('indicator = "accreditation.share"', "value = 0.7")
    assert found(checked) == ["M103 targets.toml!$.target[0].value"]
    assert "70%" in checked.problems[0].hint


@pytest.mark.parametrize("written", ["5%", "5％", "5百分点", "5个百分点", "5 个百分点"])
def test_percentage_points_may_be_called_by_their_name(written: str) -> None:
    """Of a share they say how much more, of a change how much it is to be."""
    for id_, comparator in (("share", "increase"), ("share_change", ">=")):
        lines = (
            f'indicator = "accreditation.{id_}"',
            f'comparator = "{comparator}"',
            f'value = "{written}"',
        )
        (target,) = parse_targets("\n".join(("[[target]]", *lines)).encode()).unwrap()
        assert target.values == (Fraction(5, 100),)


def test_a_near_miss_is_suggested() -> None:
    """The hint names indicators that look like it."""
    (problem,) = parsed('indicator = "articles.publish"').problems
    assert "articles.published" in problem.hint


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"[[target]\n", ["M001 targets.toml!$"]),
        (b"\xff\xfe", ["M001 targets.toml!$"]),
        (b"", ["M002 targets.toml!$.target"]),
        (b"target = 7\n", ["M002 targets.toml!$.target"]),
        (b"goal = 7\n", ["M102 targets.toml!$.goal", "M002 targets.toml!$.target"]),
        (b"target = [7]\n", ["M103 targets.toml!$.target[0]"]),
    ],
)
def test_a_document_without_targets_is_reported(content: bytes, problems: list[str]) -> None:
    """Nothing is read, and nothing raised."""
    checked = parse_targets(content)
    assert (found(checked), checked.value) == (problems, ())


def test_a_broken_file_is_told_with_its_line() -> None:
    """Where the reader stumbled, and nothing of what stands there."""
    (problem,) = parse_targets("text = 张三\n".encode()).problems
    assert "line 1" in problem.hint
    assert "张三" not in f"{problem}{problem!r}"


def test_a_target_written_twice_is_one() -> None:
    """The second is left out with a warning; good ones beside a bad one stay."""
    one = b'[[target]]\nindicator = "articles.published"\ncomparator = ">="\nvalue = 4\n'
    checked = parse_targets(one + one + b"[[target]]\n")
    assert len(checked.value) == 1
    assert [(each.code, each.severity) for each in checked.problems] == [
        ("M106", Severity.WARNING),
        ("M101", Severity.ERROR),
        ("M101", Severity.ERROR),
    ]


def test_a_file_in_another_encoding_is_told_so() -> None:
    """There is no line to be named."""
    (problem,) = parse_targets("text = '近'\n".encode("gb18030")).problems
    assert "UTF-8" in problem.hint


def test_a_reading_may_give_nothing_away() -> None:
    """0% is as good as 2%, and -1% is none."""
    reading = 'reading = {{ name = "严", points = "{}", relative = "{}" }}'
    (target,) = parsed(reading.format("0%", "0%")).unwrap()
    assert target.reading == Reading(name="严", points=Fraction(0), relative=Fraction(0))
    assert found(parsed(reading.format("-1%", "0%"))) == ["M103 targets.toml!$.target[0].reading"]


def test_the_example_is_read() -> None:
    """Its four targets, under the name of the file in places."""
    targets = read_targets(EXAMPLE).unwrap()
    assert [each.indicator for each in targets] == [
        "volunteers.registered",
        "articles.published",
        "returns.share",
        "accreditation.share",
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """It is the caller's mistake."""
    with pytest.raises(NotReadable) as caught:
        read_targets(tmp_path / "none.toml")
    assert caught.value.path.endswith("none.toml")


def test_a_file_that_is_not_there_is_told_in_the_systems_words(tmp_path: Path) -> None:
    """Why, and not only that."""
    with pytest.raises(NotReadable) as caught:
        read_targets(tmp_path / "none.toml")
    assert caught.value.reason == os.strerror(errno.ENOENT)


def test_a_file_is_read_by_the_catalogue_that_is_given(tmp_path: Path) -> None:
    """Its problems bear its name; an indicator that the catalogue lacks is none."""
    file = tmp_path / "own.toml"
    file.write_text('[[target]]\nindicator = "articles.published"\ncomparator = ">="\nvalue = 1\n')
    assert read_targets(file).problems == ()
    (problem,) = read_targets(file, catalogue=()).problems
    assert problem.code == "M104"
    assert "?" not in problem.hint
    assert "own.toml" in str(problem.place)


def test_no_problem_of_a_target_is_without_words() -> None:
    """Place, message and hint of each are filled in."""
    twice = b'[[target]]\nindicator = "articles.published"\ncomparator = ">="\nvalue = 1\n'
    checked = (
        parse_targets(twice + twice),
        parse_targets(b"target = [1]"),
        parsed('due = "soon"'),
        parsed('value = "70%"'),
        parsed("value = [1, 2]"),
        parsed('comparator = ["x"]'),
        parsed('indicator = "zzzzzz"'),
    )
    for each in checked:
        assert each.problems
        for problem in each.problems:
            assert "None" not in f"{problem.place} {problem.message} {problem.hint}"


def test_a_number_is_asked_for_where_a_number_is_counted() -> None:
    """A count is not told to be a percentage, nor a share to be a count."""
    (count,) = parsed('value = "70%"').problems
    (share,) = parsed('indicator = "accreditation.share"', "value = 70").problems
    assert count.hint != share.hint
    assert "%" in share.hint


def test_a_share_may_be_nothing() -> None:
    """0% is a percentage."""
    checked = parsed('indicator = "accreditation.share"', 'value = "0%"')
    assert checked.unwrap()[0].values == (Fraction(0),)
