"""The sheet that tells what was found wrong with a workbook, row by row, with a way to each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Cell, Severity, printable
from guangongwei.tabular.grid import letter
from guangongwei.tabular.own_sheets import SUMMARY
from guangongwei.tabular.problems import CAUSES
from guangongwei.tabular.splicing import escaped_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guangongwei.errors import Problem

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}
_ORDER = tuple(_WORDS)
_COLUMNS = (
    ("程度", 8),
    ("代码", 8),
    ("位置", 28),
    ("问题", 46),
    ("处理", 66),
    ("Problem", 70),
    ("What to do", 84),
)
#: The colour of each severity; the word tells it without.
_COLOURS = {Severity.ERROR: "FF9B1C1C", Severity.WARNING: "FF7A4A00", Severity.NOTE: "FF56605B"}
_MOST_ROWS = 10_000

#: What each code says in Chinese, and what to do.
SENTENCES: Mapping[str, tuple[str, str]] = {
    code: (cause.chinese, cause.advice) for code, cause in CAUSES.items()
}


@final
@frozen
class Telling:
    """How problems are told: each code in Chinese where it is known, and as it tells itself."""

    sentences: Mapping[str, tuple[str, str]]

    def cells(self, problem: Problem) -> tuple[str, ...]:
        """Severity, code, what is wrong and what to do in Chinese, and both in English."""
        sentence, advice = self.sentences.get(problem.code, ("", ""))
        told = (_WORDS[problem.severity], problem.code, sentence, advice)
        return tuple(map(printable, (*told, problem.message, problem.hint)))

    def note(self, problem: Problem) -> str:
        """The same as a comment."""
        word, code, sentence, advice, message, hint = self.cells(problem)
        first = f"{word} {code}：{sentence or message}"
        rest = (advice, message, hint) if sentence else (hint,)
        return "\n".join(each for each in (first, *rest) if each)


def sheet(
    problems: Sequence[Problem],
    telling: Telling,
    *,
    namespace: str,
    linked: Iterable[str],
    further: Mapping[str, int],
) -> bytes:
    """The XML of the sheet; places on these sheets are linked."""
    known = frozenset(linked)
    ordered = sorted(problems, key=lambda each: _ORDER.index(each.severity))
    rows = [*_head(problems, further), *(_row(each, telling) for each in ordered[:_MOST_ROWS])]
    first = len(rows) - len(ordered[:_MOST_ROWS]) + 1
    links = "".join(
        f'<hyperlink ref="C{number}" location="{escaped_xml(location)}"/>'
        for number, each in enumerate(ordered[:_MOST_ROWS], first)
        if (location := _location(each, known))
    )
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, (_, width) in enumerate(_COLUMNS, 1)
    )
    body = "".join(
        f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{first - 1}" topLeftCell="A{first}" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{body}</sheetData>"
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _head(problems: Sequence[Problem], further: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """The title, how many there are of each severity, and the header row."""
    counts = Counter(each.severity for each in problems)
    listed = "，".join(f"{word} {counts[each]}" for each, word in _WORDS.items() if counts[each])
    yield (_bold(SUMMARY),)
    yield (_plain(f"共列出 {len(problems)} 个问题：{listed}" if problems else "没有发现问题"),)
    if further:
        more = "、".join(f"{code} ×{number}" for code, number in further.items())
        yield (_plain(f"另有 {sum(further.values())} 个未逐一列出：{more}"),)
    yield (_plain("位置可点击；批注在相应单元格中。除批注和本页外，文件未作任何改动。"),)
    yield tuple(_bold(name) for name, _ in _COLUMNS)


def _row(problem: Problem, telling: Telling) -> tuple[str, ...]:
    word, code, *told = telling.cells(problem)
    place = problem.place
    where = str(place)
    if isinstance(place, Cell) and place.sheet is not None:
        # It is the file at hand.
        where = str(place).removeprefix(f"{printable(place.file)}!")
    coloured = _bold(word, _COLOURS[problem.severity])
    return (coloured, *map(_plain, (code, where, *told)))


def _location(problem: Problem, known: frozenset[str]) -> str:
    """Where a click leads; nowhere for what is no cell of the workbook."""
    place = problem.place
    if not isinstance(place, Cell) or place.sheet not in known or place.row is None:
        return ""
    name = str(place.sheet).replace("'", "''")
    return f"'{name}'!{place.letter or 'A'}{place.row}"


def _cells(row: int, texts: Iterable[str]) -> str:
    return "".join(
        f'<c r="{letter(index)}{row}" t="inlineStr"><is>{text}</is></c>'
        for index, text in enumerate(texts, 1)
    )


def _plain(text: str) -> str:
    return f'<t xml:space="preserve">{escaped_xml(text)}</t>'


def _bold(text: str, colour: str = "") -> str:
    shown = f'<color rgb="{colour}"/>' if colour else ""
    font = '<sz val="11"/><rFont val="Calibri"/><family val="2"/>'
    return f"<r><rPr><b/>{shown}{font}</rPr>{_plain(text)}</r>"
