"""The canaries stand in workbooks, documents, ledgers and notebooks, whole and broken, and are seen nowhere."""

from __future__ import annotations

import importlib
import inspect
import logging
import pkgutil
import random
import struct
from datetime import date
from enum import Enum
from io import BytesIO
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, NewType, get_origin

import pytest
from tests import word
from tests.tabular import books
from tests.test_canaries import FUNCTIONS, HELD, WORLD
from tests.test_privacy import CANARIES, chain, seen

import guangongwei as ggw
from guangongwei import plans, privacy, storage, tabular
from guangongwei.errors import Checked, GuangongweiError, problems_table
from guangongwei.model.care import Child, ChildId
from guangongwei.model.dataset import Dataset
from guangongwei.privacy.inventory import Subject, subject_of
from guangongwei.reviewing import review
from guangongwei.tabular import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

YEAR, LAST = ggw.Year(2024), date(2024, 12, 31)
TELLING = tuple(each for each in LAYOUTS if subject_of(each.noun) is not Subject.NOBODY)
RANDOM = random.Random(11)


def _xlsx(rows: list[list[str]]) -> bytes:
    return books.book(books.table(*rows))


def _ods(rows: list[list[str]]) -> bytes:
    told = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
            for each in row
        )
        + "</table:table-row>"
        for row in rows
    )
    body = f'<table:table table:name="名册">{told}</table:table>'
    return books.open_document(
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    )


def _xls(rows: list[list[str]]) -> bytes:
    cells = [
        (0x204, struct.pack("<HHHHB", at, column, 0, len(each), 1) + each.encode("utf-16-le"))
        for at, row in enumerate(rows)
        for column, each in enumerate(row)
    ]
    return books.old_book(*cells)


WORKBOOKS: dict[str, Callable[[list[list[str]]], bytes]] = {"xlsx": _xlsx, "ods": _ods, "xls": _xls}


def _broken(content: bytes, times: int) -> Iterator[bytes]:
    """The bytes as they are, cut off anywhere, and with some changed."""
    yield content
    for _ in range(times):
        yield content[: RANDOM.randrange(len(content))]
        spoilt = bytearray(content)
        for at in RANDOM.sample(range(len(spoilt)), k=4):
            spoilt[at] ^= 1 << RANDOM.randrange(8)
        yield bytes(spoilt)


def _shown(call: Callable[[], object]) -> list[object]:
    """The problems that a reader gives, or all that it raises."""
    try:
        given: Any = call()
    except Exception as error:  # noqa: BLE001  (whatever it is, it shows nothing)
        return [*chain(error)]
    # What was read shows its keys, which here are canaries too.
    return [*given.problems, problems_table(given.problems)]


@pytest.mark.parametrize("kind", WORKBOOKS)
@pytest.mark.parametrize("layout", TELLING, ids=lambda each: each.name)
def test_no_workbook_is_quoted(
    layout: tabular.Layout, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Cells of every column, right and wrong; the file whole, torn off, or with bits turned."""
    caplog.set_level(logging.DEBUG)
    headers = [each.header for each in layout.columns if each.offered]
    cells = islice(cycle(CANARIES), RANDOM.randrange(400), None)
    rows = [headers, *([next(cells) for _ in headers] for _ in range(6))]
    content = WORKBOOKS[kind](rows)
    assert kind != "xls" or rows[1][0].encode("utf-16-le") in content
    for spoilt in _broken(content, 12):
        shown = _shown(lambda: tabular.read(BytesIO(spoilt), layout.noun))  # noqa: B023  (at once)
        assert not seen(*shown)
    assert not seen(*(each.getMessage() for each in caplog.records))


def test_no_document_is_quoted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A plan in Word with names in what was deleted, in notes, in its properties, and in what is broken."""
    caplog.set_level(logging.DEBUG)
    names = islice(cycle(CANARIES), 0, None)
    deleted = f'<w:del w:id="1" w:author="{next(names)}"><w:r><w:delText>{next(names)}</w:delText></w:r></w:del>'
    hidden = word.run(next(names), "<w:vanish/>")
    content = word.document(
        word.paragraph(word.run("2024年工作要点")),
        word.paragraph(word.run("一、做好关爱工作")),
        *(
            word.paragraph(word.run(f"{n}.{next(names)}，近七成。") + deleted + hidden)
            for n in range(9)
        ),
        f"<w:tbl><w:tr><w:tc>{word.paragraph(word.run(next(names)))}</w:tc></w:tr></w:tbl>",
        comments=f'<w:comment w:author="{next(names)}">{word.paragraph(word.run(next(names)))}</w:comment>',
    )
    place = tmp_path / "plan.docx"
    for spoilt in _broken(content, 60):
        place.write_bytes(spoilt)
        assert not seen(*_shown(lambda: plans.read(place)))
    assert not seen(*(each.getMessage() for each in caplog.records))


def test_a_notebook_shows_nobody() -> None:
    """Datasets, what was read, differences, explanations and reviews, as they are drawn there."""
    schools = WORLD.organisations
    held: dict[str, Any] = HELD | {"organisations": schools}
    data = Dataset(**held, standards=WORLD.standards)
    shown: list[object] = [data._repr_html_(), data.tree._repr_html_()]
    for figure in ggw.evaluate(ggw.CATALOGUE, data, period=YEAR, as_of=LAST):
        told = ggw.explain(figure, data)
        shown += [figure, figure._repr_html_(), told, told._repr_html_(), told.text]
    card = review(
        plans.parse("一、做好关爱工作\n1.五老志愿者结对帮扶。\n").value,
        data,
        period=YEAR,
        as_of=LAST,
    )
    shown += [card, card._repr_html_(), card.published(), card.published()._repr_html_()]
    found = tabular.plan_import(Checked(data), Dataset())
    shown += [found, found._repr_html_(), *found.lines()]
    assert not seen(*shown)


def test_a_ledger_holds_nobody(tmp_path: Path) -> None:
    """Neither its file, nor what is said of one that is damaged, nor its releases."""
    school = WORLD.organisations[0]
    data = Dataset(
        organisations=(school,),
        children=tuple(Child(id=ChildId(each), organisation=school.id) for each in CANARIES),
    )
    key = random.Random(5).randbytes(32)
    ledger = privacy.Ledger().keyed(key)
    path = tmp_path / "ledger.jsonl"
    card = review(plans.parse("一、做好关爱工作\n").value, data, period=YEAR, as_of=LAST)
    told = card.published(ledger=ledger, name="2024")
    assert told.release is not None
    ledger = ledger.and_one(told.release)
    storage.save_ledger(ledger, path)
    content = path.read_bytes()
    assert not seen(content.decode(), ledger, told, told.release, *told.release.numbers)
    assert any(len(each.units) == len(CANARIES) for each in told.release.numbers)
    bare = card.published().release
    assert bare is not None
    with pytest.raises(GuangongweiError) as caught:
        storage.save_ledger(privacy.Ledger((bare,)), path)
    shown = [*chain(caught.value), bare, *bare.numbers, privacy.Ledger((bare,))]
    for spoilt in islice(_broken(content, 20), 1, None):
        path.write_bytes(spoilt)
        with pytest.raises(GuangongweiError) as caught:
            storage.load_ledger(path, key)
        shown += chain(caught.value)
    assert not seen(*shown)
    assert key.hex() not in "".join(map(repr, shown))


#: Public names that no walk goes through, each with the reason.
NOT_WALKED: dict[str, Callable[[Any], bool]] = {
    "an enum of words": lambda each: inspect.isclass(each) and issubclass(each, Enum),
    "an exception, which other tests raise": lambda each: (
        inspect.isclass(each) and issubclass(each, BaseException)
    ),
    "a protocol, of which others make classes": lambda each: getattr(each, "_is_protocol", False),
    "a type of keys": lambda each: isinstance(each, NewType),
    "no function: a value, a type or a module": lambda each: (
        not callable(each)
        or get_origin(each) is not None
        or not hasattr(each, "__module__")
        or not getattr(each, "__module__", "").startswith("guangongwei")
    ),
}
#: Classes that the walk over functions leaves out, each with where they are used.
USED = {
    "GuardedStore": "test_canaries: stores",
    "JsonLinesLog": "privacy/test_access, storage/test_guarded: its file holds what it is given",
    "MemoryLog": "test_canaries: stores",
    "Period": "a time, which nobody's name is part of",
    "Pseudonymiser": "test_canaries: releases; privacy/test_pseudonyms: its key",
    "Stream": "here: every reader reads through one",
}


def _public() -> Iterator[tuple[str, object]]:
    """Everything that is named in an `__all__`."""
    for found in pkgutil.walk_packages(ggw.__path__, "guangongwei."):
        if "testing" in found.name or found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name in getattr(module, "__all__", ()):
            yield f"{found.name}.{name}", getattr(module, name)
    for name in ggw.__all__:
        yield name, getattr(ggw, name)


def test_every_public_name_is_in_a_walk() -> None:
    """A new function is walked by itself; what cannot be is named here with its reason."""
    walked = {id(each) for _, each in FUNCTIONS}
    missing = [
        name
        for name, each in _public()
        if id(each) not in walked
        and name.rpartition(".")[2] not in USED
        and not any(is_so(each) for is_so in NOT_WALKED.values())
    ]
    assert missing == []
