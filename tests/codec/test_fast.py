"""What msgspec reads and writes is what the explaining reader and writer make of it, or nothing."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei import codec
from guangongwei.codec import fast, lines
from guangongwei.errors import BadArgument, Cell, Path
from guangongwei.model import TABLES, Absence, OrganisationId, Service, ServiceId, VolunteerId
from guangongwei.model.standard import Standard
from guangongwei.testing import strategies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

NOUNS: tuple[type[Any], ...] = (*TABLES, Standard)
SERVICE = Service(
    id=ServiceId("F1"),
    volunteer=VolunteerId("V1"),
    organisation=OrganisationId("D1"),
    on=date(2024, 3, 1),
)
LINE = b'{"id":"F1","volunteer":"V1","organisation":"D1","on":"2024-03-01"}'

#: Values that a mistyped or hostile line may hold anywhere.
ODD: tuple[Any, ...] = (
    *(None, True, 1, 1.5, 10**30, [], {}, [{}], "", "NaN", "Infinity", "1_0", " 1", "１", "1E5"),
    *("2024-1-1", "2024-02-30", "2024-03-01T00:00:00", {"absence": "不详"}, {"absence": "x"}),
    *({"absence": "不详", "cell": None}, {"cell": {"file": "f"}}, {"cell": {"file": "f", "x": 1}}),
    *({"cell": {"file": "f"}, "path": {"path": "$"}}, {"year": {"number": 2024, "start_month": 1}}),
    *(
        {"month": {"year": 2024, "number": 13}},
        {"days": {"start": "2024-01-02", "stop": "2024-01-02"}},
    ),
)
#: What is put between the bytes of a line.
BITS = (
    b" ",
    b"\t",
    b"\n",
    b'"',
    b'"x":1,',
    b'"id":"z",',
    b'"programme" :null,',
    b'\\":',
    b":",
    b"\xff",
)


def damaged(line: bytes, rnd: Random) -> bytes:
    """The line with one thing in it made otherwise."""
    plain = json.loads(line)
    items = list(plain.items())
    at, to = rnd.randrange(len(line)), rnd.randrange(len(line))
    match rnd.randrange(5):
        case 0:
            return line[:at] + line[to:]
        case 1:
            return line[:at] + rnd.choice(BITS) + line[at:]
        case 2:
            return json.dumps(plain | {rnd.choice(items)[0]: rnd.choice(ODD)}).encode()
        case 3:
            rnd.shuffle(items)
        case _:
            items.append((rnd.choice(items)[0], rnd.choice(ODD)))
    colons = [rnd.choice((":", ": ", " :")) for _ in items]
    pairs = zip(items, colons, strict=True)
    return f"{{{','.join(f'{json.dumps(a)}{c}{json.dumps(b)}' for (a, b), c in pairs)}}}".encode()


def exactly(record: attrs.AttrsInstance | None) -> list[tuple[type, str]]:
    """Types and texts of the fields of a record, which are equal only for the very same."""
    assert record is not None
    values = [getattr(record, each.name) for each in attrs.fields(type(record))]
    return [(type(each), repr(each)) for each in values]


@given(st.data(), st.randoms(use_true_random=False))
def test_a_line_is_the_same_record_in_both_ways_or_left_alone(
    data: st.DataObject, rnd: Random
) -> None:
    """Whatever became of a line, what the fast reader makes of it is what the other one says."""
    noun = data.draw(st.sampled_from(NOUNS))
    record = data.draw(strategies.records(noun))
    line = json.dumps(codec.to_plain(record), ensure_ascii=False, separators=(",", ":")).encode()
    assert fast.reader(noun)(line) == record
    for each in (line, *(damaged(line, rnd) for _ in range(10))):
        read = fast.reader(noun)(each)
        if read is not None:
            explained = codec.from_json(each.decode(), noun).unwrap()
            assert type(read) is noun
            assert exactly(read) == exactly(explained)


@given(st.data())
def test_a_record_is_the_same_line_in_both_ways(data: st.DataObject) -> None:
    """Order of fields, defaults left out, escapes: not a byte differs."""
    noun = data.draw(st.sampled_from(NOUNS))
    record = data.draw(strategies.records(noun))
    plain = json.dumps(codec.to_plain(record), ensure_ascii=False, separators=(",", ":"))
    assert fast.writer(noun)(record) == plain.encode()
    assert fast.writer_of_all(noun)([record, record]) == [plain.encode()] * 2


@given(data=st.data())
def test_lines_read_at_once_are_those_read_one_by_one(data: st.DataObject) -> None:
    """Or they are left alone, wherever they are cut, glued or damaged."""
    noun = data.draw(st.sampled_from(NOUNS))
    records = data.draw(st.lists(strategies.records(noun), min_size=1, max_size=4))
    rest = codec.dumps(records, noun).encode().partition(b"\n")[2].removesuffix(b"\n")
    assert fast.reader_of_all(noun)(rest) == records
    at = data.draw(st.integers(0, len(rest)))
    bit = data.draw(st.sampled_from((*BITS, b"", b"}{", b"}\n{", b",\n")))
    for each in (rest[:at] + bit + rest[at:], rest[:at] + bit + rest[at + 1 :]):
        read = fast.reader_of_all(noun)(each)
        assert read is None or read == [fast.reader(noun)(line) for line in each.split(b"\n")]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(LINE + LINE + b"\n" + LINE.replace(b",", b"\n,", 1), id="two and a half"),
        pytest.param(LINE + b" " + LINE + b"\n" + LINE.replace(b":", b":\n", 1), id="a blank"),
        pytest.param(LINE + LINE, id="two in one"),
        pytest.param(LINE.replace(b",", b",\n", 1), id="one in two"),
        pytest.param(LINE + b"\n\n" + LINE, id="a blank line"),
        pytest.param(LINE + b"\n", id="an end too many"),
        pytest.param(b"", id="nothing"),
        pytest.param(LINE + b"\n" + LINE.replace(b'"F1"', b"1"), id="a wrong one"),
        pytest.param(LINE + b"\n" + LINE.replace(b"{", b'{"x":1,'), id="an unknown field"),
        pytest.param(
            LINE.replace(b"F1", b"F:1") + b"\n" + LINE.replace(b":", b" :"), id="blanks and colons"
        ),
    ],
)
def test_lines_that_are_not_one_each_are_left_alone(lines: bytes) -> None:
    """Those who read line by line say what is wrong, or that nothing is."""
    assert fast.reader_of_all(Service)(lines) is None


@pytest.mark.parametrize(
    ("line", "count"),
    [(LINE.decode(), 3), ("{}", 2), ('{"id":"\ud800"}', 2), (LINE.decode() + "\r", 3), ("", 2)],
)
def test_one_line_is_read_as_if_it_came_alone(line: str, count: int) -> None:
    """What is wrong with one, or odd about it, changes nothing of the others."""
    told = LINE.decode().replace("}", ',"programme":"一:二"}')
    text = f'{{"guangongwei":"Service","schema":1}}\n{told}\n{line}\n{told}\n'
    checked = codec.loads(text, Service)
    assert checked == codec.loads(text.split("\n"), Service)
    assert len(checked.value) == count


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_read_fast(noun: type) -> None:
    """None of them is left to the explaining reader as a whole."""
    assert fast.reader(noun) is not fast.reader(object)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (b'"id":"F1"', b'"id":"F1","id":"F2"'),
        (b'"id":"F1"', b'"id":"F1","id" :"F2"'),
        (b'"id":"F1"', b'"id":"F1","unknown":1'),
        (b'"id":"F1"', b'"id":"F1","hours":2.50'),
        (b'"id":"F1"', b'"id":"F1","hours":"NaN"'),
        (b'"id":"F1"', b'"id":"F1","programme":null'),
        (b'"id":"F1"', b'"id":"F1","source":{}'),
        (b'"id":"F1"', b'"id":"\xff"'),
        (b"2024-03-01", b"2024-02-30"),
    ],
)
def test_what_is_not_certain_is_left_to_the_explaining_reader(part: bytes, whole: bytes) -> None:
    """Repeated and unknown keys, numbers that are no texts, defaults said: nothing is guessed."""
    assert fast.reader(Service)(LINE) == SERVICE
    assert fast.reader(Service)(LINE.replace(part, whole)) is None


@pytest.mark.parametrize("words", ["13:30", 'said "x":', "a: b", '"" : ""'])
def test_colons_in_texts_cost_no_exactness(words: str) -> None:
    """Colons are counted, and those of texts are no keys."""
    record = attrs.evolve(SERVICE, programme=words, source=Cell("a:b.csv", 3))
    read = codec.from_line(codec.to_line(record), Service).unwrap()
    assert (read, read and read.source) == (record, record.source)


@pytest.mark.parametrize("hours", [Decimal("NaN"), 3, Decimal("1E+2000")])
def test_a_value_that_is_none_of_the_field_is_not_written_fast(hours: object) -> None:
    """The explaining writer refuses it, or writes it as it always did."""
    odd = attrs.evolve(SERVICE, hours=hours)  # type: ignore[arg-type]  # on purpose
    assert fast.writer(Service)(odd) is None
    assert fast.writer_of_all(Service)([SERVICE, odd]) is None


def test_half_a_character_is_no_line() -> None:
    """A lone surrogate has no UTF-8, and the message does not repeat what stood around it."""
    with pytest.raises(BadArgument) as caught:
        codec.to_line(attrs.evolve(SERVICE, programme="张三\ud800"))
    assert "张" not in str(caught.value)
    assert caught.value.__context__ is None
    assert codec.loads(codec.dumps([SERVICE], Service), Service).value == (SERVICE,)


def test_bytes_that_are_no_text_are_a_problem() -> None:
    """They are located like anything else that is wrong."""
    (problem,) = codec.from_line(b'{"id":"\xff"}', Service, path="$.lines[7]").problems
    assert (problem.code, problem.place) == ("C101", Path("$.lines[7]"))


def stripped(text: str) -> str:
    """The text without blanks around it."""
    return text.strip()


@attrs.frozen
class Converted:
    """A class that changes what it is given."""

    name: str = attrs.field(converter=stripped)


@attrs.frozen
class Made:
    """A class with a default that is made each time."""

    names: tuple[str, ...] = attrs.Factory(tuple)


@attrs.frozen
class Watchful:
    """A class that looks at its field, which msgspec would fill with a text first."""

    hours: Decimal

    def __attrs_post_init__(self) -> None:
        """Look at it."""
        assert self.hours.is_finite()


@attrs.frozen
class Torn:
    """A class with a field of two types that are plain."""

    name: str | int


@attrs.frozen
class Listing:
    """A class with decimals in a tuple."""

    hours: tuple[Decimal, ...]


@attrs.frozen
class Paired:
    """A class with a tuple of two."""

    pair: tuple[int, int]


@attrs.frozen
class Loose:
    """A class with a field of any type."""

    anything: object


@pytest.mark.parametrize("kind", [Converted, Made, Watchful, Torn, Listing, Paired, Loose])
def test_a_class_that_msgspec_would_misread_is_left_alone(kind: type) -> None:
    """It is read and written as without the extra."""
    assert fast.reader(kind) is fast.writer(kind) is fast.reader_of_all(kind)
    assert fast.writer_of_all(kind) is fast.writer(kind)


@pytest.fixture
def without() -> Iterator[None]:
    """As where msgspec is not installed."""
    patch = pytest.MonkeyPatch()
    patch.setattr(lines, "_fast", lambda: None)
    for each in (lines.reader, lines.writer):
        each.cache_clear()
    yield
    patch.undo()
    for each in (lines.reader, lines.writer):
        each.cache_clear()


@pytest.mark.usefixtures("without")
def test_without_the_extra_everything_is_the_same() -> None:
    """Lines, records and problems do not depend on what is installed."""
    record = attrs.evolve(SERVICE, hours=Decimal("2.50"), beneficiaries=Absence.UNKNOWN)
    assert not codec.is_fast()
    assert codec.to_line(record) == LINE[:-1] + b',"hours":"2.50"}'
    assert codec.from_line(codec.to_line(record), Service).value == record
    assert codec.loads(codec.dumps([record], Service), Service).value == (record,)


@pytest.mark.usefixtures("without")
def test_without_the_extra_nothing_is_read_in_outline() -> None:
    """Whoever asks looks closer, and plain data are those of `json`."""
    assert lines.outline({"id": str}, {}, "rest")(b'{"id":"F1"}') is None
    assert lines.framed(Service, {}, {}, "record")(b'{"record":%b}' % LINE) is None
    assert lines.plainly(LINE) == json.loads(LINE)


def test_an_outline_leaves_one_member_in_its_bytes() -> None:
    """What may be missing is empty; anything else is left to who asks."""
    read = lines.outline({"id": str}, {"by": str}, "rest")
    found = read(b'{"id":"F1","rest":{"a": 1}}')
    assert (found.id, found.by, bytes(found.rest)) == ("F1", "", b'{"a": 1}')
    for line in (b'{"id":1}', b'{"rest":{}}', b'{"id":"F1","more":1}', b"{", b"[" * 9999):
        assert read(line) is None


def test_a_frame_is_read_with_the_record_in_it() -> None:
    """What may be missing is empty; anything else is left to who asks."""
    read = lines.framed(Service, {"sum": str}, {"by": str}, "record")
    for line, by in (
        (b'{"sum":"1","record":%b}', ""),
        (b'{"sum":"a:b","by":"2","record":%b}', "2"),
    ):
        found = read(line % LINE)
        assert (found.record, found.by) == (SERVICE, by)
    for line in (b'{"sum":"1"}', b'{"sum":"1","sum":"1","record":%b}', b"[%b]", b'{"record":%b}'):
        assert read(line.replace(b"%b", LINE)) is None
    spaced = LINE.replace(b'"id":', b'"id" :')
    assert read(b'{"sum":"a:b","record":%b}' % spaced) is None
    assert lines.framed(object, {}, {}, "record")(LINE) is None


def test_numbers_of_any_length_are_told_as_json_tells_them() -> None:
    """None of them becomes a float."""
    line = b'{"visits":%d}' % 10**40
    assert lines.plainly(line) == json.loads(line)
