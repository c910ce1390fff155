"""Somebody's own workbook given back with a comment on each wrong cell, and nothing else changed.

The parts of the file are copied as they are: values, formulas, formats, hidden rows, dropdown
lists, widths, charts and images stay byte for byte, so no other program needs to know them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING, BinaryIO, final

from guangongwei.archive import Archive, Parser
from guangongwei.errors import BadArgument, Cell
from guangongwei.files import opened
from guangongwei.privacy.handing import OWN
from guangongwei.tabular import summary
from guangongwei.tabular.comments import commented, new_comments
from guangongwei.tabular.drawings import Box, drawn
from guangongwei.tabular.extent import column_of
from guangongwei.tabular.own_sheets import SUMMARY
from guangongwei.tabular.package import Package
from guangongwei.tabular.splicing import like
from guangongwei.tabular.summary import Telling
from guangongwei.tabular.write import new_file

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from guangongwei.errors import Problem
    from guangongwei.tabular.package import SheetPart

_TYPE = "application/vnd.openxmlformats-officedocument."
_COMMENTS = f"{_TYPE}spreadsheetml.comments+xml"
_DRAWING = f"{_TYPE}vmlDrawing"
_WORKSHEET = f"{_TYPE}spreadsheetml.worksheet+xml"

_LETTERS = re.compile("[A-Z]{1,3}")
_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_ROW = 1_048_576
_SHEET_TAG = re.compile(r"<([\w.-]+:)?worksheet\b")
#: What stands behind the reference to the boxes of comments, in a sheet.
_BEHIND = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
#: So many problems of one cell are told in its comment.
_TOLD = 8
_LINE = 30


def annotate(
    source: str | Path | BinaryIO,
    problems: Iterable[Problem],
    target: str | Path | BinaryIO,
    *,
    further: Iterable[tuple[str, int]] = (),
    sentences: Mapping[str, tuple[str, str]] = summary.SENTENCES,
) -> None:
    """Write a copy of a workbook with a comment on each wrong cell and a sheet that lists them all.

    A problem of a row stands at its first cell; one of a sheet or of the file stands in the list
    alone; one of another file is left out. What a former annotation had said is taken away.

    Args:
        source: The workbook, a path or open for reading bytes.
        problems: Those that reading it has found, as `Checked.problems` has them.
        target: A new file, or what is open for writing bytes.
        further: How many more there were of each code, as `Checked.further` has them.
        sentences: What each code says in the language of the comments, and what to do.

    Raises:
        BadArgument: It is no workbook of the kind .xlsx, or the file to be written exists.
        NotReadable: It cannot be opened.
        Refused: It is damaged, or could do harm.
    """
    with _opened(source) as stream:
        name = Path(str(getattr(stream, "name", "table"))).name
        package = _package(stream)
        telling = Telling(sentences)
        own = [each for each in problems if _is_of(each, name)]
        sheets = package.sheets()
        texts = _texts(own, telling)
        for sheet in sheets:
            if sheet.name != SUMMARY:
                _comment(package, sheet, texts.get(sheet.name, {}))
        listed = summary.sheet(
            own,
            telling,
            namespace=package.main,
            linked=(each.name for each in sheets),
            further=dict(further),
        )
        package.add_sheet(SUMMARY, listed, _WORKSHEET)
        if isinstance(target, str | Path):
            # The copy is for those who may see what it is a copy of.
            mode = S_IMODE(Path(source).stat().st_mode) if isinstance(source, str | Path) else OWN
            new_file(Path(target), package.write, mode=mode)
        else:
            package.write(target)


@contextmanager
def _opened(source: str | Path | BinaryIO) -> Generator[BinaryIO]:
    if not isinstance(source, str | Path):
        yield source
        return
    with opened(Path(source)) as stream:
        yield stream


def _package(stream: BinaryIO) -> Package:
    archive = Archive.of(stream)
    package = Package(archive) if "[Content_Types].xml" in archive else None
    if package is None or package.workbook not in archive or not package.sheets():
        raise BadArgument("source", "an .xlsx workbook, for other files hold no comments")
    return package


def _is_of(problem: Problem, file: str) -> bool:
    return isinstance(problem.place, Cell) and problem.place.file == file


def _texts(problems: Iterable[Problem], telling: Telling) -> dict[str, dict[str, str]]:
    """What is said at each cell of each sheet."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        place = problem.place
        cell = _reference(place) if isinstance(place, Cell) else ""
        if isinstance(place, Cell) and place.sheet is not None and cell:
            found[place.sheet][cell].append(telling.note(problem))
    return {
        sheet: {cell: _joined(told) for cell, told in cells.items()}
        for sheet, cells in found.items()
    }


def _joined(told: list[str]) -> str:
    more = [f"另有 {len(told) - _TOLD} 个问题"] if len(told) > _TOLD else []
    return "\n\n".join([*dict.fromkeys(told[:_TOLD]), *more])


def _reference(place: Cell) -> str:
    """The cell of a place, the first of its row where no column is told; nothing without a row."""
    letters = place.letter or "A"
    is_there = place.row is not None and 1 <= place.row <= _LAST_ROW
    return f"{letters}{place.row}" if is_there and _LETTERS.fullmatch(letters) else ""


def _comment(package: Package, sheet: SheetPart, texts: Mapping[str, str]) -> None:
    """Put comments on the cells of a sheet, each with its box."""
    part = next(
        (each.part for each in package.relations(sheet.part) if each.kind == "comments"), ""
    )
    if not texts and not part:
        return
    if not part:
        part = package.new_name("xl/comments{}.xml")
        package.put(part, new_comments(package.main))
        package.declare(part, _COMMENTS)
        package.relate(sheet.part, "comments", part)
    before = package.read(part)
    after = commented(before, texts)
    if not texts and not after.gone:
        return
    package.put(part, after.content)
    boxes = [_box(cell, texts.get(cell, "")) for cell in sorted(after.there)]
    gone = [(each.row, each.column) for cell in after.gone if (each := _box(cell, ""))]
    _draw(package, sheet, [each for each in boxes if each], gone)


def _box(cell: str, text: str) -> Box | None:
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    lines = sum(1 + len(line) // _LINE for line in text.split("\n"))
    return Box(int(found[2]) - 1, column_of(found[1]) - 1, max(lines, 3))


def _draw(
    package: Package,
    sheet: SheetPart,
    boxes: Iterable[Box],
    gone: Iterable[tuple[int, int]],
) -> None:
    """Put boxes on a sheet, on its own drawing of them or on a new one."""
    spot = _Spot()
    for chunk in package.chunks(sheet.part):
        spot.parser.feed(chunk)
    spot.parser.close()
    ways = {each.id: each.part for each in package.relations(sheet.part)}
    part = ways.get(spot.drawing, "")
    if part in package:
        package.put(part, drawn(package.read(part), boxes, gone))
        return
    part = package.new_name("xl/drawings/vmlDrawing{}.vml")
    package.put(part, drawn(None, boxes, gone))
    package.declare(part, _DRAWING)
    id_ = package.relate(sheet.part, "vmlDrawing", part)
    beginning = next(package.chunks(sheet.part))
    text = beginning.decode("utf-16" if like(beginning, "<")[1:] else "utf-8", errors="ignore")
    prefix = (found[1] or "") if (found := _SHEET_TAG.search(text)) else ""
    xml = f'<{prefix}legacyDrawing xmlns:r="{package.linked}" r:id="{id_}"/>'
    package.insert(sheet.part, spot.place, like(beginning, xml))


@final
class _Spot:
    """Where a sheet refers to the boxes of its comments, or would."""

    def __init__(self) -> None:
        self.parser = Parser(self)
        self._depth = 0
        self.place = -1
        #: The id of the way to them; empty where there is none.
        self.drawing = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth != 2:
            return
        if name == "legacyDrawing":
            self.drawing = next((v for k, v in attributes.items() if k.endswith(" id")), "")
        elif name in _BEHIND and self.place < 0:
            self.place = self.parser.position

    def end(self, name: str) -> None:
        del name
        if self._depth == 1 and self.place < 0:
            self.place = self.parser.position
        self._depth -= 1

    def text(self, text: str) -> None:
        """What the cells hold does not matter."""
