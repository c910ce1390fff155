"""JSON Lines are read and written record by record."""

from __future__ import annotations

import io
from datetime import date

import pytest
from attrs import evolve

from guangongwei import codec
from guangongwei.errors import Cell, Problem
from guangongwei.model import OrganisationId, Service, ServiceId, Volunteer, VolunteerId
from guangongwei.tabular import lines

ONE = Service(
    id=ServiceId("F0001"),
    volunteer=VolunteerId("V0001"),
    organisation=OrganisationId("D021"),
    on=date(2024, 3, 1),
    source=Cell("服务记录.csv", 2),
)
HEAD = '{"guangongwei": "Service", "schema": 1}\n'


def read(content: str | bytes, noun: type[Service | Volunteer] | None = None) -> list[object]:
    """Records, and problems as their code and place."""
    raw = content if isinstance(content, bytes) else content.encode()
    return [
        (each.code, str(each.place)) if isinstance(each, Problem) else each
        for each in lines.read(io.BytesIO(raw), "a.jsonl", noun)
    ]


def test_what_is_written_is_read_again() -> None:
    """Without the place where a record was read, which says nothing of where it is now."""
    stream = io.BytesIO()
    lines.write(stream, Service, [ONE, evolve(ONE, id=ServiceId("F0002"))])
    text = stream.getvalue().decode()
    assert "服务记录" not in text
    assert read(text) == [ONE, evolve(ONE, id=ServiceId("F0002"))]
    assert codec.loads(text, Service).value == tuple(read(text))
    assert not stream.closed


def test_the_first_line_says_which_noun_follows() -> None:
    """A noun that is asked for has to be that one."""
    stream = io.BytesIO()
    lines.write(stream, Service, [ONE])
    assert len(read(stream.getvalue(), Service)) == 1
    assert read(stream.getvalue(), Volunteer) == [("C002", "a.jsonl!$.lines[0]")]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("", ["C001"]),
        ("{", ["C001"]),
        ("[1]", ["C001"]),
        ('{"guangongwei": 1, "schema": 1}', ["C001"]),
        ('{"guangongwei": "Nothing", "schema": 1}', ["C002"]),
        ('{"guangongwei": "Service", "schema": 9}', ["C003"]),
        ("[" * 100_000, ["C001"]),
    ],
)
def test_without_a_first_line_nothing_is_read(content: str, codes: list[str]) -> None:
    """What follows could be anything."""
    assert [each[0] for each in read(content + "\n{}\n")] == codes  # type: ignore[index]


def test_a_bad_line_costs_only_itself() -> None:
    """Blank lines say nothing, and a problem tells its line."""
    stream = io.BytesIO()
    lines.write(stream, Service, [ONE])
    good = stream.getvalue().decode().splitlines()[1]
    assert read(f'{HEAD}\n{{"id": "F1"}}\n{good}\n') == [
        ("C103", "a.jsonl!$.lines[2].volunteer"),
        ("C103", "a.jsonl!$.lines[2].organisation"),
        ("C103", "a.jsonl!$.lines[2].on"),
        ONE,
    ]


def test_a_line_that_is_too_long_is_passed_over() -> None:
    """No line fills the memory, the first neither."""
    long = "x" * 9_000_000
    assert read(f"{HEAD}{long}\n{{}}\n")[0] == ("T204", "a.jsonl!$.lines[1]")
    assert len(read(f"{HEAD}{long}\n{{}}\n")) == 5
    assert read(f"{HEAD}{long}") == [("T204", "a.jsonl!$.lines[1]")]
    assert read(long) == [("T204", "a.jsonl!$.lines[0]")]


def test_a_line_that_is_no_utf_8_costs_only_itself() -> None:
    """JSON is UTF-8; a mark at the beginning is passed over."""
    stream = io.BytesIO()
    lines.write(stream, Service, [ONE])
    head, good = stream.getvalue().splitlines(keepends=True)
    assert read(b"\xef\xbb\xbf" + head + b"\xff\n" + good) == [("T015", "a.jsonl!$.lines[1]"), ONE]
    assert read(b"\xff\n" + good) == [("T015", "a.jsonl!$.lines[0]")]
