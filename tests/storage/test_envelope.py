"""A version of a record is a line of bytes that proves itself."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.errors import BadArgument, Cell, Damaged, InvalidData, NewerSchema
from guangongwei.model import Organisation, Service, Volunteer
from guangongwei.storage import NOUNS, Gone, Stored, envelope, key_of
from guangongwei.storage.envelope import (
    Line,
    body_of,
    firsts,
    line_under,
    parsed,
    reading,
    stored,
    version_of,
)
from guangongwei.storage.schema import CURRENT, Schema
from guangongwei.testing import strategies
from guangongwei.testing.conformance.examples import EVERY, SECRET, service, unit, volunteer
from guangongwei.testing.conformance.secrets import said

if TYPE_CHECKING:
    from guangongwei.storage.keys import Storable
    from guangongwei.storage.stored import Unknown

SAMPLES = Path(__file__).parents[1] / "data" / "stores"


def line(record: Storable, *, version: int = 1, after: int = 0, unknown: Unknown = ()) -> Line:
    """The line of a record."""
    return Line(type(record), key_of(record), version, after, 1, body_of(record, unknown))


def sealed(rest: str) -> bytes:
    """Bytes that begin with the right checksum, whatever they say."""
    return f'{{"sum":"{crc32(rest.encode()):08x}",{rest}}}'.encode()


def told(body: str, noun: str = "Volunteer", schema: int = 1) -> Stored[Any]:
    """What a line with this record, and a right checksum, tells."""
    head = f'"noun":"{noun}","key":"V1","version":1,"after":0,"schema":{schema}'
    return stored(parsed(sealed(f'{head},"record":{body}'), "here"), NOUNS[noun], CURRENT)


def test_a_line_says_what_it_is() -> None:
    """Checksum, noun, key, versions, schema and record, in this order."""
    data = line(volunteer("本/1"), version=3, after=2).data
    assert (
        data
        == (
            '{"sum":"f4b5e4a1","noun":"Volunteer","key":"本/1","version":3,"after":2,"schema":1,'
            '"record":{"id":"本/1","name":"张三","organisation":"S01"}}'
        ).encode()
    )
    assert json.loads(data)["record"]["name"] == "张三"


def test_a_line_of_a_delete_has_no_record() -> None:
    """Everything else is there."""
    gone = Line(Volunteer, "V1", 4, 3, 1, None)
    assert b"record" not in gone.data
    assert parsed(gone.data, "here") == gone
    assert version_of(gone, Volunteer, CURRENT) == Gone(4)


@given(data=st.data())
@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
def test_a_line_comes_back_as_it_was(noun: type[Any], data: st.DataObject) -> None:
    """With the record in it, for every noun."""
    record = data.draw(strategies.records(noun))
    written = line(record, version=7, after=6)
    assert parsed(written.data, "here") == written
    assert version_of(written, noun, CURRENT) == Stored(record, 7)


@given(data=st.data())
@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
def test_first_lines_are_those_of_their_records(noun: type[Any], data: st.DataObject) -> None:
    """Byte for byte, many made together or one by itself, and all are read with their records."""
    records = data.draw(st.lists(strategies.records(noun), max_size=3))
    made = firsts(noun, records, [key_of(each) for each in records], CURRENT)
    assert made == [(key_of(each), line(each).data, each) for each in records]
    read = reading(noun, CURRENT)
    assert [read(key, written) for key, written, _ in made] == [Stored(each, 1) for each in records]


def test_what_cannot_be_read_at_once_is_read_closely() -> None:
    """Deletes, changes, later fields and older schemas give what they always gave."""
    record, key = volunteer("V:1"), "V:1"
    written = line(record, version=3, after=2)._replace(by="0a")
    read = reading(Volunteer, CURRENT)
    assert read(key, written.data) == Stored(record, 3)
    assert read(key, written._replace(body=None).data) is None
    later = line(record, unknown=(("later", "1"),))
    assert read(key, later.data) == Stored(record, 1, (("later", "1"),))
    older = Schema(2, (lambda _, plain: {**plain, "name": "李四"},))
    found = reading(Volunteer, older)(key, line(record).data)
    assert found is not None
    assert found.record.name == "李四"


@pytest.mark.parametrize(
    ("key", "data"),
    [
        pytest.param("V2", line(volunteer("V1")).data, id="under another key"),
        pytest.param("V1", line(unit("V1")).data, id="another noun"),
        pytest.param("V1", line(volunteer("V1")).data.replace(b"S01", b"S02"), id="changed"),
        pytest.param("V1", line(volunteer("V2"))._replace(key="V1").data, id="another record"),
        pytest.param("V1", "V1", id="no bytes"),
    ],
)
def test_a_line_that_is_not_as_it_was_written_is_damaged(key: str, data: bytes) -> None:
    """However fast it is read."""
    with pytest.raises(Damaged):
        reading(Volunteer, CURRENT)(key, data)


@given(key=st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda k: "\0" not in k))
def test_any_key_comes_back(key: str) -> None:
    """Quotation marks, backslashes and line ends too, and all on one line."""
    written = line(volunteer(key))
    assert b"\n" not in written.data
    assert parsed(written.data, "here").key == key


def test_the_source_of_a_record_is_kept() -> None:
    """Although it is outside equality."""
    written = line(unit(source=Cell("单位.csv", 7)))
    assert stored(written, Organisation, CURRENT).record.source == Cell("单位.csv", 7)


def test_a_line_does_not_show_its_record() -> None:
    """However it is printed."""
    shown = repr(line(volunteer(name=SECRET)))
    assert "V1" in shown
    assert SECRET not in shown
    assert repr(SECRET.encode())[2:-1] not in shown


def test_a_line_may_say_who_wrote_it() -> None:
    """Between the versions and the schema."""
    written = Line(Volunteer, "V1", 2, 1, 1, body_of(volunteer()), "0f")
    assert b'"after":1,"by":"0f","schema":1' in written.data
    assert parsed(written.data, "here") == written


@pytest.mark.parametrize("key", ["V1", '"', "\\", "\n", "关工委"])
def test_a_line_is_read_alike_with_the_extra_and_without(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the time differs; see `codec.is_fast`."""
    body = body_of(volunteer(key))
    for each in (Line(Volunteer, key, 2, 1, 1, body, "0f"), Line(Volunteer, key, 1, 0, 1, None)):
        assert parsed(each.data, "here") == each
        with monkeypatch.context() as patch:
            patch.setattr(envelope, "_outline", lambda: lambda _: None)
            assert parsed(each.data, "here") == each


def test_a_line_under_another_key_is_damage() -> None:
    """So is one that is none; the error names the key that was asked for."""
    data = line(volunteer("V1")).data
    assert line_under(data, Volunteer, "V1") == parsed(data, "here")
    for noun, key, bad in ((Volunteer, "V2", data), (Service, "V1", data), (Volunteer, "V1", b"")):
        with pytest.raises(Damaged) as caught:
            line_under(bad, noun, key)
        assert caught.value.place == f"{noun.__name__} {key!r}"


def test_every_bit_counts() -> None:
    """No bit of a line can be turned without being found out."""
    data = line(service()).data
    for place in range(len(data) * 8):
        broken = bytearray(data)
        broken[place // 8] ^= 1 << place % 8
        with pytest.raises(Damaged):
            parsed(bytes(broken), "here")


def test_every_byte_counts() -> None:
    """No line that was cut off is taken for a whole one."""
    data = line(service()).data
    for end in range(len(data)):
        with pytest.raises(Damaged):
            parsed(data[:end], "here")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\n", line(service()).data + b"\n", b" " + line(service()).data, b"\xff" * 80],
)
def test_what_is_no_line_is_damage(data: bytes) -> None:
    """It is told with its place."""
    with pytest.raises(Damaged) as caught:
        parsed(data, "Volunteer.jsonl:7")
    assert caught.value.place == "Volunteer.jsonl:7"


def test_a_noun_that_is_not_known_is_refused() -> None:
    """No class is looked up by a name that was read."""
    with pytest.raises(Damaged):
        parsed(sealed('"noun":"Clause","key":"1","version":1,"after":0,"schema":1'), "here")


@pytest.mark.parametrize(
    "body",
    ["{broken}", '{"id":NaN}', '{"id":Infinity}', '{"id":}', '{"a":' + "[" * 10**5 + "]" * 10**5 + "}"],
    ids=["words", "NaN", "infinity", "nothing", "too deep"],
)  # fmt: skip
def test_what_is_no_json_is_damage(body: str) -> None:
    """Even where the checksum is right."""
    with pytest.raises(Damaged):
        told(body)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('{"id":"V1","organisation":"S01"}', "Volunteer 'V1'.name"),
        ('{"id":"V1","name":1,"organisation":"S01"}', "Volunteer 'V1'.name"),
        ('{"id":"V1","name":"","organisation":"S01","sex":"?"}', "Volunteer 'V1'.sex"),
    ],
)
def test_what_is_no_record_is_told_with_its_place(body: str, place: str) -> None:
    """Field by field, as the codec tells it."""
    with pytest.raises(InvalidData) as caught:
        told(body)
    assert [str(each.place) for each in caught.value.problems] == [place]


def test_a_field_that_is_not_known_inside_a_part_is_refused() -> None:
    """It could not be kept when the part is changed, and it is never dropped in silence."""
    step = '{"on":"2024-03-01","kind":"立案","weather":"晴"}'
    body = f'{{"id":"V1","child":"D1","level":"一般","started":"2024-03-01","steps":[{step}]}}'
    with pytest.raises(InvalidData) as caught:
        told(body, "CareCase")
    assert [each.code for each in caught.value.problems] == ["C104"]


def test_a_record_under_another_key_is_damage() -> None:
    """Whoever moved it there did not move the record."""
    with pytest.raises(Damaged):
        told('{"id":"V2","name":"","organisation":"S01"}')
    moved = Line(Volunteer, "V1", 1, 0, CURRENT.version, body_of(volunteer("V2")))
    with pytest.raises(Damaged):
        reading(Volunteer, CURRENT)("V1", moved.data)


def test_a_newer_schema_is_refused() -> None:
    """It might mean something else by the same words."""
    with pytest.raises(NewerSchema) as caught:
        told('{"id":"V1","name":"","organisation":"S01"}', schema=2)
    assert (caught.value.place, caught.value.found) == ("Volunteer 'V1'", 2)


UNKNOWN = (
    ("nickname", '"老\\"张"'),
    ("pets", '[{"kind":"cat","weight":4.50},null,true,12345678901234567890.0]'),
)


def test_unknown_fields_are_kept_to_the_digit() -> None:
    """A later version's number stays as it wrote it."""
    found = stored(line(volunteer(), unknown=UNKNOWN), Volunteer, CURRENT)
    assert found == Stored(volunteer(), 1, UNKNOWN)


def test_unknown_fields_are_written_behind_the_known_ones() -> None:
    """In the order of their names, on one line."""
    assert body_of(volunteer(), UNKNOWN[:1]).decode().endswith(',"nickname":"老\\"张"}')


def test_unknown_fields_are_not_shown() -> None:
    """Only what they are called."""
    shown = repr(Stored(volunteer(), 1, (("nickname", f'"{SECRET}"'),)))
    assert "nickname" in shown
    assert SECRET not in shown


@pytest.mark.parametrize("text", [f"{SECRET}\x00", f"{SECRET}\ud800", f"\udfff{SECRET}"])
def test_a_text_that_cannot_be_stored_is_refused(text: str) -> None:
    """And not shown, in whatever was chained to the error either."""
    with pytest.raises(BadArgument) as caught:
        body_of(volunteer(kinds=(text,)))
    assert SECRET not in said(caught.value)


def test_a_text_that_only_looks_like_nul_is_stored() -> None:
    """A backslash and five letters are six characters."""
    looks = volunteer(name="\\u0000", kinds=("老教师",), backbone=True)
    assert stored(line(looks), Volunteer, CURRENT).record == looks


@pytest.mark.parametrize("body", [f'{{"id":"{SECRET}",}}', f'{{"id":"V1","name":["{SECRET}"]}}'])
def test_damage_is_told_without_what_is_damaged(body: str) -> None:
    """Nor is it in the chain of errors."""
    with pytest.raises((Damaged, InvalidData)) as caught:
        told(body)
    assert SECRET not in said(caught.value)


def from_0_to_1(noun: str, plain: dict[str, object]) -> dict[str, object]:
    """A made-up first step: hours were minutes, and a volunteer had one kind."""
    if noun == "Service":
        minutes = plain.pop("minutes") if "minutes" in (plain := dict(plain)) else None
        return plain if minutes is None else {**plain, "hours": str(Decimal(str(minutes)) / 60)}
    if noun == "Volunteer" and "kind" in plain:
        kept = {name: value for name, value in plain.items() if name != "kind"}
        return {**kept, "kinds": [plain["kind"]]}
    return plain


def sample(version: int) -> list[Line]:
    """The lines of a frozen store."""
    data = (SAMPLES / f"schema-{version}.jsonl").read_bytes()
    return [parsed(each, f"line {n}") for n, each in enumerate(data.splitlines(), 1)]


def test_a_store_of_schema_0_is_read() -> None:
    """Made up, to show that the steps lead somewhere: no program ever wrote it."""
    schema = Schema(1, (from_0_to_1,))
    found = [version_of(each, each.noun, schema) for each in sample(0)]
    assert found == [
        Stored(service(hours=Decimal("1.5")), 1),
        Stored(service("F2"), 1),
        Stored(volunteer(kinds=("老教师",)), 2, (("nickname", '"老张"'),)),
        Gone(3),
    ]


def test_a_store_of_schema_1_is_read() -> None:
    """Every noun, as it was when this schema was the current one."""
    found = [version_of(each, each.noun, CURRENT) for each in sample(1)]
    kept = [each for each in found if isinstance(each, Stored)]
    assert [each.record for each in kept[: len(EVERY)]] == list(EVERY)
    assert found[len(EVERY) :] == [Stored(volunteer("V2"), 1, UNKNOWN), Gone(2)]


def test_there_is_a_sample_of_every_schema() -> None:
    """A new schema brings the store of the one before along."""
    versions = {int(each.stem.removeprefix("schema-")) for each in SAMPLES.glob("schema-*.jsonl")}
    assert versions == set(range(CURRENT.version + 1))


def test_a_frozen_line_is_still_written_so() -> None:
    """Whoever keeps stores in git sees no change where nothing has changed."""
    data = (SAMPLES / f"schema-{CURRENT.version}.jsonl").read_bytes()
    written = [
        Line(type(each), key_of(each), 1, 0, CURRENT.version, body_of(each)).data for each in EVERY
    ]
    assert data.splitlines()[: len(EVERY)] == written


def test_services_are_read_as_services() -> None:
    """The noun that is asked for is that of the line."""
    assert stored(line(service()), Service, CURRENT).record == service()
