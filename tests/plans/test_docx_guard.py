"""A document that could do harm is refused before any other reader opens it."""

from __future__ import annotations

import io

import pytest
from tests import word

from guangongwei.errors import NotReadable
from guangongwei.plans import docx_guard

NAME = "plan.docx"


def reason(content: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(NotReadable) as caught:
        docx_guard.check(io.BytesIO(content), NAME)
    assert caught.value.path == NAME
    assert caught.value.__cause__ is None
    return caught.value.reason


def test_a_document_passes_and_is_at_its_beginning() -> None:
    """Pictures are counted and not taken for XML."""
    stream = io.BytesIO(word.package({"word/document.xml": "<a/>", "word/media/a.png": b"\x89PNG"}))
    docx_guard.check(stream, NAME)
    assert stream.tell() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_whatever_part(encoding: str) -> None:
    """No entity is ever expanded, whatever the part is called."""
    lol = '<!DOCTYPE a [<!ENTITY b "lol">]><a>&b;</a>'.encode(encoding)
    assert "document type" in reason(word.package({"word/media/a.bin": lol}))


@pytest.mark.parametrize("encoding", ["cp037", "utf-32", "utf-32-le", "utf-32-be"])
def test_xml_in_an_encoding_that_no_document_has_is_refused(encoding: str) -> None:
    """Another reader may know it, and there may be anything in it."""
    lol = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "lol">]><a>&b;</a>'.encode(encoding)
    assert reason(word.package({"word/document.xml": lol}))


def test_a_document_type_is_refused_behind_many_blanks() -> None:
    """More of them than are looked at together."""
    assert "document type" in reason(word.package({"a.bin": " " * 400_000 + "<!DOCTYPE a><a/>"}))


def test_broken_xml_is_refused() -> None:
    """Also where it only ends too early."""
    assert reason(word.package({"word/document.xml": "<a><b>"}))


def test_deep_xml_is_refused() -> None:
    """Deeper than drawings in tables in text boxes."""
    assert "nests" in reason(word.package({"a.xml": "<a>" * 300 + "</a>" * 300}))


def test_too_much_xml_is_refused() -> None:
    """Counted while it is inflated, whatever the archive says."""
    assert "more than is read" in reason(word.package({"a.xml": "<a>" + " " * (17 << 20) + "</a>"}))


def test_what_is_no_archive_is_refused() -> None:
    """A file that only begins like one, or was cut short."""
    assert reason(b"PK\x03\x04")
    assert reason(word.package({"a.xml": "<a/>"})[:-30])
