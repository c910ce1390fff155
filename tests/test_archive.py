"""Packages are opened with nothing in them trusted."""

from __future__ import annotations

import struct
import warnings
import zipfile
from io import BytesIO

import pytest

from guangongwei.archive import Archive, Danger, Limits, Parser, Refused, is_archive

SMALL = Limits(entries=3, directory=400, part=2000, total=3000, free=1500, ratio=5, depth=3)


def zipped(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts, twice the same name if so asked."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, part in parts:
            archive.writestr(name, part)
    return stream.getvalue()


def opened(content: bytes, limits: Limits = SMALL) -> Archive:
    """The package in these bytes."""
    return Archive.of(BytesIO(content), limits)


def danger(content: bytes, part: str = "a") -> Danger | None:
    """Why a package or its part is refused, None where it is not."""
    try:
        b"".join(opened(content).chunks(part))
    except Refused as error:
        return error.danger
    return None


class Log:
    """A handler that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self, name: str, attributes: object) -> None:
        self.told.append(f"<{name}{attributes or ''}>")

    def text(self, text: str) -> None:
        self.told.append(text)

    def end(self, name: str) -> None:
        self.told.append(f"</{name}>")


def test_the_parts_of_a_package_are_read() -> None:
    """Names and bytes are those that were put in."""
    archive = opened(zipped(("a", b"1"), ("folder/b", b"2" * 700)))
    assert archive.names == ("a", "folder/b")
    assert "a" in archive
    assert "c" not in archive
    assert archive.read("folder/b") == b"2" * 700


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Danger.DAMAGED),
        (b"PK\x03\x04 and nothing", Danger.DAMAGED),
        (zipped(("a", b"1"))[:-10], Danger.DAMAGED),
        (zipped(("a", b"1"))[10:], Danger.DAMAGED),
        (zipped(("b", b"1")), Danger.DAMAGED),
        (zipped(("a", b"1"), ("A", b"2")), Danger.MISLEADING),
        (zipped(("a", b"1"), ("../b", b"2")), Danger.MISLEADING),
        (zipped(("a", b"1"), ("/b", b"2")), Danger.MISLEADING),
        (zipped(("a", b"1"), ("c:b", b"2")), Danger.MISLEADING),
        (zipped(("a", b"1"), ("b\\c", b"2")), Danger.MISLEADING),
        (zipped(*((f"{n}", b"") for n in range(4))), Danger.TOO_LARGE),
        (zipped(("a", b"1"), ("b" * 400, b"")), Danger.TOO_LARGE),
        (zipped(("a", b"1" * 2001)), Danger.TOO_LARGE),
        (zipped(("a", b"1"), method=zipfile.ZIP_BZIP2), Danger.DAMAGED),
    ],
    # The bytes hold the time at which they were made, and are no names for tests.
    ids=[
        "nothing",
        "no package",
        "cut off at the end",
        "cut off at the beginning",
        "without the part",
        "two names alike",
        "a name that leads up",
        "a name from the root",
        "a name with a drive",
        "a name with a backslash",
        "many parts",
        "a long name",
        "a large part",
        "packed in a rare way",
    ],
)
def test_what_no_package_has_is_refused(content: bytes, expected: Danger) -> None:
    """Whatever is cut off, twice there, leads out or is too much; before anything is used."""
    assert danger(content) is expected


def test_what_is_inflated_is_counted() -> None:
    """A part that claims to be small, and parts that are large only together."""
    bomb = zipped(("a", b"\0" * 1999), ("b", b"\0" * 1999))
    assert danger(bomb) is Danger.TOO_LARGE
    archive = opened(bomb, Limits(part=2000, total=3000))
    archive.read("a")
    archive.read("a")
    with pytest.raises(Refused) as error:
        archive.read("b")
    assert (error.value.danger, error.value.part) == (Danger.TOO_LARGE, "b")
    with pytest.raises(Refused):
        opened(bomb, Limits()).read("a", most=1000)


def test_a_part_that_lies_about_itself_is_damaged() -> None:
    """Its size and its check sum are those of other bytes."""
    content = bytearray(zipped(("a", b"1" * 100), method=zipfile.ZIP_STORED))
    content[content.index(b"1111")] = 0x32
    assert danger(bytes(content)) is Danger.DAMAGED


def test_a_protected_part_is_told_apart() -> None:
    """Its bytes are not even looked at."""
    content = bytearray(zipped(("a", b"1")))
    at = content.index(b"PK\x01\x02") + 8
    content[at : at + 2] = struct.pack("<H", 1)
    assert danger(bytes(content)) is Danger.PROTECTED


def test_entries_that_lie_on_one_another_are_refused() -> None:
    """The same bytes under many names would be inflated many times."""
    content = bytearray(zipped(("a", b"1" * 50), method=zipfile.ZIP_STORED))
    directory = content.index(b"PK\x01\x02")
    content[directory + 20 : directory + 28] = struct.pack("<LL", 5000, 5000)
    assert danger(bytes(content)) is Danger.MISLEADING


def test_xml_is_told_to_a_handler_without_its_namespaces() -> None:
    """Elements by their local names; attributes as they are."""
    log = Log()
    opened(zipped(("a", b"<x:a xmlns:x='u' k='v'>t<b/></x:a>"))).parse("a", log)
    assert log.told == ["<a{'k': 'v'}>", "t", "<b>", "</b>", "</a>"]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"<a>", Danger.NOT_XML),
        (b"<a></b>", Danger.NOT_XML),
        (b"", Danger.NOT_XML),
        (b"<a>&x;</a>", Danger.NOT_XML),
        (b"<?xml version='1.0' encoding='gbk'?><a/>", Danger.NOT_XML),
        (b"<?xml version='1.0' encoding='no such'?><a/>", Danger.NOT_XML),
        (b"<!DOCTYPE a><a/>", Danger.DOCUMENT_TYPE),
        ("<!DOCTYPE a><a/>".encode("utf-16"), Danger.DOCUMENT_TYPE),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", Danger.DOCUMENT_TYPE),
        (b"<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'><a/>", Danger.DOCUMENT_TYPE),
        (b"<a><a><a><a/></a></a></a>", Danger.TOO_DEEP),
    ],
)
def test_what_no_part_of_a_document_has_is_refused(part: bytes, expected: Danger) -> None:
    """No entity is expanded, no address is followed, no depth is gone into."""
    with pytest.raises(Refused) as error:
        opened(zipped(("a", part))).parse("a", Log())
    assert (error.value.danger, error.value.part) == (expected, "a")


def test_a_parser_tells_where_an_element_begins() -> None:
    """What stands between two elements can be passed over by whoever knows where."""
    places: list[int] = []

    class Places(Log):
        def start(self, name: str, attributes: object) -> None:
            super().start(name, attributes)
            places.append(parser.position)

    parser = Parser(Places())
    parser.feed(b"<a>  <b/>")
    assert places == [0, 5]


def test_an_archive_is_known_by_its_first_bytes() -> None:
    """Whether it can be opened is another question."""
    assert is_archive(zipped(("a", b"")))
    assert not is_archive(b"\xd0\xcf")


def test_a_refusal_tells_no_name_of_a_part() -> None:
    """Parts may be called after persons; the field has it for whoever needs it."""
    refused = Refused(Danger.DAMAGED, "张三.xml")
    assert "张三" not in str(refused)
    assert refused.part == "张三.xml"
    assert isinstance(refused, ValueError)
