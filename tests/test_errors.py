from __future__ import annotations

import copy
import pickle
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei import errors
from guangongwei.errors import (
    BadArgument,
    Cell,
    Checked,
    Conflict,
    Damaged,
    GuangongweiError,
    InvalidData,
    MissingExtra,
    NewerSchema,
    NotAFigure,
    NotLogged,
    NotOffered,
    NotPermitted,
    NotReadable,
    NotStored,
    NotWritable,
    OutcomeUnknown,
    Path,
    Place,
    Problem,
    RatioMisuse,
    Severity,
    Span,
    StoreBusy,
    StoreClosed,
    StoreFailed,
    UnitMismatch,
    UnknownStore,
    printable,
    problems_table,
    shape,
    suggestions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD = Problem("T104", Cell("五老志愿者.csv", 7, "性别"), "is empty", hint="Write 男 or 女.")
NOTED = Problem("T201", Cell("单位.csv"), "has an unknown column", severity=Severity.NOTE)
WARNED = Problem("R102", Path("$.returns"), "is empty", severity=Severity.WARNING)

EXCEPTIONS: tuple[tuple[GuangongweiError, type[Exception]], ...] = (
    (InvalidData((BAD,)), ValueError),
    (MissingExtra("excel"), ImportError),
    (UnitMismatch("人次", "人"), TypeError),
    (RatioMisuse("addition"), TypeError),
    (NotStored(Problem, "S1"), KeyError),
    (NotAFigure("services.cout", ("services.count",)), KeyError),
    (NotReadable("plan.txt", "is a folder"), OSError),
    (NotWritable("out", "is a file"), OSError),
    (BadArgument("as_of", "a day of the period"), ValueError),
    (Conflict(Problem, "S1", 1, 2), GuangongweiError),
    (StoreFailed("SQLite store", "the disk is full"), OSError),
    (StoreBusy("SQLite store"), TimeoutError),
    (OutcomeUnknown("SQLite store"), OSError),
    (StoreClosed("transaction"), ValueError),
    (Damaged("Volunteer 'V1'", "its checksum does not fit"), ValueError),
    (NewerSchema("Volunteer 'V1'", 2, 1), ValueError),
    (NotOffered("history"), NotImplementedError),
    (NotPermitted(Problem, ("K105",)), PermissionError),
    (NotLogged("access.jsonl", "no space left"), OSError),
    (UnknownStore("sqlit", ("jsonl", "memory", "sqlite")), ValueError),
)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Cell("五老.csv"), "五老.csv"),
        (Cell("五老.csv", 7), "五老.csv!7"),
        (Cell("五老.csv", 7, "性别"), "五老.csv!7!性别"),
        (Cell("五老.csv", column="性别"), "五老.csv!性别"),
        (Span("plan.txt", 41, 58), "plan.txt:41-58"),
        (Path("$.items[2].due"), "$.items[2].due"),
    ],
)
def test_a_place_says_where(place: Place, said: str) -> None:
    """In a table by file, row and column; in a text by characters; in data by path."""
    assert str(place) == said


@pytest.mark.parametrize(
    ("inner", "inside"),
    [
        (Span("p", 2, 5), True),
        (Span("p", 3, 3), True),
        (Span("p", 1, 5), False),
        (Span("p", 2, 6), False),
        (Span("q", 2, 5), False),
    ],
)
def test_a_span_holds_spans_of_its_own_document(
    inner: Span,
    inside: bool,  # noqa: FBT001
) -> None:
    """Wholly inside, its own ends included."""
    assert (inner in Span("p", 2, 5)) is inside


def test_a_problem_says_where_what_and_what_to_do() -> None:
    """Place, message, code and hint; without a hint it ends with the code."""
    assert str(BAD) == "五老志愿者.csv!7!性别: is empty [T104] Write 男 or 女."
    assert str(WARNED) == "$.returns: is empty [R102]"


def test_what_is_without_errors_is_unwrapped() -> None:
    """Warnings and notes pass."""
    assert Checked("plan", (NOTED, WARNED)).unwrap() == "plan"
    assert Checked("plan").errors == ()


def test_an_error_stops_unwrapping() -> None:
    """The exception holds the errors, and not the warnings."""
    with pytest.raises(InvalidData) as caught:
        Checked("plan", (NOTED, BAD, WARNED)).unwrap()
    assert caught.value.problems == (BAD,)
    assert "T104 x 1" in str(caught.value)


def test_invalid_data_can_be_empty() -> None:
    """Even without a problem the message can be read."""
    assert str(InvalidData(())).startswith("0 problems")


def test_a_notebook_shows_what_was_read_and_what_was_wrong() -> None:
    """The value's own page where it has one, otherwise its kind; never the value as text."""

    class Shown:
        def _repr_html_(self) -> str:
            return "<p>shown</p>"

    with_page = Checked(Shown(), (BAD,))._repr_html_()
    assert with_page.startswith("<p>shown</p><table>")
    assert "1 problem<" in with_page
    without = Checked("张三", ())._repr_html_()
    assert without.startswith("<p>str</p>")
    assert "张三" not in without
    assert "0 problems" in without


def test_problems_are_listed_in_a_table() -> None:
    """One row each: severity, place, message, hint and code."""
    shown = problems_table([BAD, WARNED])
    assert shown.count("<tr>") == 3
    for words in ("error", "五老志愿者.csv!7!性别", "Write 男 or 女.", "T104", "warning"):
        assert words in shown


@pytest.mark.parametrize(("error", "parent"), EXCEPTIONS, ids=lambda each: type(each).__name__)
def test_an_exception_is_what_callers_expect(error: Exception, parent: type[Exception]) -> None:
    """It is of the library, and of the built-in kind that fits."""
    assert isinstance(error, GuangongweiError)
    assert isinstance(error, parent)
    assert str(error)


def test_every_exception_is_tried_here() -> None:
    """A new one is added to the table above."""
    known = {
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, GuangongweiError)
    }
    assert {type(error) for error, _ in EXCEPTIONS} == known - {GuangongweiError}


@pytest.mark.parametrize(
    "error", [each for each, _ in EXCEPTIONS], ids=lambda each: type(each).__name__
)
def test_an_exception_travels(error: GuangongweiError) -> None:
    """Pickled, copied, noted, chained, grouped and raised through a context manager, it stays."""

    @contextmanager
    def passing() -> Iterator[None]:
        yield

    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert (repr(again), str(again)) == (repr(error), str(error))
    assert isinstance(hash(error), int)
    error.add_note("while testing")
    with pytest.raises(type(error)) as caught, passing():
        raise error from ValueError("cause")
    assert isinstance(caught.value.__cause__, ValueError)
    with pytest.raises(ExceptionGroup) as group:
        raise ExceptionGroup("several", [error])
    assert group.value.exceptions == (error,)


def test_an_exception_holds_its_facts_as_fields() -> None:
    """Every one is an attrs class, so that tests ask fields and never words."""
    assert all(attrs.has(type(error)) for error, _ in EXCEPTIONS)
    assert str(NotStored(Problem, "S1")) == "No Problem is here under the id 'S1'."


@pytest.mark.parametrize(
    ("asked", "known", "near"),
    [
        (
            "service.count",
            ("services.count", "services.hours"),
            ("services.count", "services.hours"),
        ),
        ("xyz", ("services.count",), ()),
        ("a", (), ()),
    ],
)
def test_near_names_are_suggested(
    asked: str, known: tuple[str, ...], near: tuple[str, ...]
) -> None:
    """Those that look alike, best first; none where none does."""
    assert suggestions(asked, known) == near


def test_an_unknown_figure_suggests_what_is_near() -> None:
    """And says nothing more where nothing is."""
    assert "Did you mean services.count?" in str(NotAFigure("services.cout", ("services.count",)))
    assert "mean" not in str(NotAFigure("x"))


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("", "empty"),
        ("3", "1 character, 1 digit"),
        ("32040519490506001X", "18 characters, 17 digits, 1 Latin letter"),
        ("张三 138", "6 characters, 3 digits, 2 Chinese characters, 1 blank"),
        ("--", "2 characters"),
    ],
)
def test_a_bad_value_is_described_and_not_shown(text: str, described: str) -> None:
    """Its length, and how many characters are of which kind."""
    assert shape(text) == described


@given(st.text(min_size=1))
def test_no_part_of_a_value_is_in_its_description(text: str) -> None:
    """A description is made of counts and of our own words alone."""
    words = {"character", "digit", "Latin", "letter", "Chinese", "blank", "characters", "digits"}
    words |= {"letters", "blanks"}
    said = shape(text).replace(",", "").split()
    assert all((word.isdecimal() and int(word) <= len(text)) or word in words for word in said)


def test_what_could_steer_a_terminal_is_made_visible() -> None:
    """Escape codes, overrides of direction and half surrogates become a replacement mark."""
    assert printable("甲\x1b[31m乙\u202e丙\ud800\n 丁\t") == "甲\ufffd[31m乙\ufffd丙\ufffd 丁"


@given(st.text(st.characters(codec=None)))
def test_whatever_is_shown_can_be_printed(text: str) -> None:
    """No text leaves a line break, a control character or anything that UTF-8 cannot hold."""
    shown = printable(text)
    assert not {unicodedata.category(each) for each in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert shown == printable(shown)
