"""A review as a workbook: the scorecard, all figures, who has not reported, and the problems."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, final

from attrs import frozen

from guangongwei.model.numbers import Absence, Ratio, Unit
from guangongwei.reports.compose import compose
from guangongwei.reports.phrases import Language, Phrase
from guangongwei.reports.style import PALETTE, VERDICT_CLASSES
from guangongwei.tabular.safe_text import escaped
from guangongwei.tabular.sheet_rows import row_height
from guangongwei.tabular.workbook import HEADER, fit_page, new_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from guangongwei.indicators.targets import Verdict
    from guangongwei.model.audience import Audience
    from guangongwei.model.figure import Figure
    from guangongwei.model.numbers import Number
    from guangongwei.reports.outline import Aim, Outline, Point, Shown
    from guangongwei.reviewing import Line, Review

#: A text, or a number with its format.
_Cell = str | tuple[float, str]

_FIGURE = (
    (Phrase.INDICATOR, 28),
    (Phrase.VALUE, 16),
    (Phrase.UNIT, 9),
    (Phrase.PART, 9),
    (Phrase.WHOLE, 9),
    (Phrase.COVERAGE, 26),
    (Phrase.LOWEST, 11),
    (Phrase.HIGHEST, 11),
)
_SCORECARD = (
    (Phrase.NUMBER, 7),
    (Phrase.ITEMS, 44),
    *_FIGURE,
    (Phrase.TARGET, 40),
    (Phrase.VERDICT, 14),
    (Phrase.STILL_SHORT, 22),
    (Phrase.REMARKS, 36),
)
_PROBLEMS = (
    (Phrase.CODE, 9),
    (Phrase.SEVERITY, 8),
    (Phrase.TIMES, 8),
    (Phrase.WHAT, 54),
    (Phrase.HINT, 54),
    (Phrase.PLACES, 54),
)
_GAPS = ((Phrase.NAME, 30), (Phrase.INCOMPLETE_TABLES, 60))
_PLAIN = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": "#DCDBD2"}


def render(
    review: Review,
    *,
    language: Language = Language.CHINESE,
    audience: Audience | None = None,
) -> bytes:
    """The review as the bytes of an .xlsx file."""
    review = review.published(audience)
    outline = compose(review, language)
    stream = BytesIO()
    made = new_workbook(stream)
    book = _Book(made, language, {})
    _write_scorecard(book, review, outline)
    figures = (
        _figure(figure, shown, book)
        for figure, shown in zip(review.figures, outline.figures, strict=True)
    )
    book.sheet(Phrase.ALL_FIGURES, _FIGURE, figures)
    book.sheet(Phrase.GAPS, _GAPS, ((*row.labels, row.cells[0].text) for row in outline.gaps.rows))
    book.sheet(Phrase.PROBLEMS, _PROBLEMS, _problems(outline, book))
    made.close()
    return stream.getvalue()


@final
@frozen
class _Book:
    """A workbook that is being written, in one language, with the styles that it has so far."""

    made: Any
    language: Language
    _styles: dict[tuple[tuple[str, object], ...], Any]

    def say(self, phrase: Phrase, **gaps: object) -> str:
        return phrase.say(self.language, **gaps)

    def style(self, **look: object) -> Any:  # noqa: ANN401  (xlsxwriter has no types)
        key = tuple(sorted(look.items()))
        if key not in self._styles:
            self._styles[key] = self.made.add_format(look)
        return self._styles[key]

    def sheet(
        self,
        name: Phrase,
        columns: Sequence[tuple[Phrase, int]],
        rows: Iterable[Sequence[_Cell]],
        *,
        first: int = 0,
        looks: Mapping[str, Mapping[str, object]] | None = None,
    ) -> Any:  # noqa: ANN401  (xlsxwriter has no types)
        """A sheet with a header row; certain texts have a look of their own."""
        sheet = self.made.add_worksheet(self.say(name))
        fit_page(sheet)
        sheet.repeat_rows(first)
        sheet.freeze_panes(first + 1, 0)
        widths = [width for _, width in columns]
        for index, (phrase, width) in enumerate(columns):
            sheet.set_column(index, index, width)
            sheet.write_string(first, index, self.say(phrase), self.style(**HEADER))
        number = first
        for number, row in enumerate(rows, first + 1):
            texts = [each if isinstance(each, str) else "" for each in row]
            sheet.set_row(number, row_height(texts, widths))
            for index, cell in enumerate(row):
                self.write(sheet, number, index, cell, looks or {})
        sheet.autofilter(first, 0, max(number, first + 1), len(columns) - 1)
        return sheet

    def write(
        self,
        sheet: Any,  # noqa: ANN401  (xlsxwriter has no types)
        row: int,
        column: int,
        cell: _Cell,
        looks: Mapping[str, Mapping[str, object]],
    ) -> None:
        """One cell: a number as a number, a text as a text, whatever it begins with."""
        if not isinstance(cell, str):
            number, shown = cell
            sheet.write_number(row, column, number, self.style(**_PLAIN, num_format=shown))
        elif cell:
            look = _PLAIN | {"indent": 1} | dict(looks.get(cell, {}))
            sheet.write_string(row, column, escaped(cell), self.style(**look))
        else:
            sheet.write_blank(row, column, None, self.style(**_PLAIN))


def _write_scorecard(book: _Book, review: Review, outline: Outline) -> None:
    """The first sheet: what the review covers, then a row for each figure and target of an item."""
    head = [*((each.label, each.text) for each in outline.facts)]
    tallies = "　".join(f"{each.mark} {each.text}" for each in outline.tallies)
    head.append((book.say(Phrase.VERDICTS), tallies or book.say(Phrase.NO_TARGETS)))
    first = len(head) + 2
    looks: dict[str, Mapping[str, object]] = {}
    for point in (*outline.points,):
        looks |= {_verdict(aim): _look(aim.verdict) for aim in point.aims}
    looks |= {_verdict(aim): _look(aim.verdict) for aim in outline.further}
    lines = zip(review.lines, outline.points, strict=True)
    rows = [row for line, point in lines for row in _rows(line, point, book)]
    rows += [("", book.say(Phrase.FURTHER), *_blank(8), *_target(aim)) for aim in outline.further]
    sheet = book.sheet(Phrase.SCORECARD, _SCORECARD, rows, first=first, looks=looks)
    sheet.write_string(0, 0, escaped(outline.title), book.style(bold=True, font_size=15))
    for row, (label, text) in enumerate(head, 1):
        sheet.write_string(row, 0, label, book.style(font_color="#56605B"))
        sheet.write_string(row, 1, escaped(text))


def _rows(line: Line, point: Point, book: _Book) -> Iterator[tuple[_Cell, ...]]:
    """The rows of an item; only the first bears its number and its title."""
    nothing: tuple[_Cell, ...] = _blank(len(_FIGURE))
    targets: dict[str, list[Aim]] = {}
    for judgement, aim in zip(line.judgements, point.aims, strict=True):
        targets.setdefault(judgement.figure.indicator, []).append(aim)
    parts: list[tuple[tuple[_Cell, ...], tuple[_Cell, ...]]] = []
    for figure, shown in zip(line.figures, point.figures, strict=True):
        aims = targets.pop(figure.indicator, [])
        cells = _figure(figure, shown, book)
        for aim, said in zip_longest(aims, [cells]):
            parts.append((said or nothing, _target(aim) if aim else _blank(4)))
    parts += [(nothing, _target(aim)) for aims in targets.values() for aim in aims]
    if not parts:
        parts.append((nothing, (*_blank(3), point.note)))
    title, number = point.title, point.number
    for said, told in parts:
        yield (number, title, *said, *told)
        number = title = ""


def _blank(count: int) -> tuple[str, ...]:
    return ("",) * count


def _figure(figure: Figure, shown: Shown, book: _Book) -> tuple[_Cell, ...]:
    """A figure: its value, both parts of a share, who is in, and what it can still become."""
    value, bounds = figure.value, figure.bounds
    known = figure.exact
    parts: tuple[_Cell, _Cell] = ("", "")
    if isinstance(value, Ratio):
        parts = (_number(value.part, Unit.NONE, 0), _number(value.whole, Unit.NONE, 0))
    low: _Cell = ""
    high: _Cell = ""
    if bounds is not None:
        low = _number(bounds.low, figure.unit, figure.decimals)
        open_ = book.say(Phrase.OPEN)
        high = open_ if bounds.high is None else _number(bounds.high, figure.unit, figure.decimals)
    said = shown.value.text
    if isinstance(known, Absence) or figure.rounded_to is not None:
        counted: _Cell = said
    else:
        counted = _number(known, figure.unit, figure.decimals)
    unit = figure.unit.value if book.language is Language.CHINESE else figure.unit.label
    if figure.unit is Unit.PERCENT:
        # Its numbers carry the sign.
        unit = ""
    return (shown.name, counted, unit, *parts, shown.sent, low, high)


def _number(value: Number | Fraction, unit: Unit, decimals: int) -> tuple[float, str]:
    """A number as a spreadsheet shows it; the decimals that are not shown are there."""
    places = f".{'0' * decimals}" if decimals else ""
    number = Fraction(value)
    if unit is Unit.PERCENT:
        return float(number), f"0{places}%"
    hundredths = 100 if unit is Unit.PERCENTAGE_POINTS else 1
    return float(number * hundredths), f"#,##0{places}"


def _target(aim: Aim) -> tuple[str, ...]:
    remarks = "；".join(each for each in (*aim.terms, aim.doubt) if each)
    return aim.asked, _verdict(aim), aim.need, remarks


def _verdict(aim: Aim) -> str:
    return f"{aim.mark} {aim.word}"


def _look(verdict: Verdict) -> dict[str, object]:
    name = VERDICT_CLASSES[verdict]
    colour, back = PALETTE[name].light, PALETTE[f"{name}-back"].light
    return {"font_color": colour, "bg_color": back, "bold": True}


def _problems(outline: Outline, book: _Book) -> Iterator[tuple[_Cell, ...]]:
    """One row a kind of problem."""
    for each in outline.mistakes:
        places = book.say(Phrase.LISTING).join(each.places)
        if each.has_more:
            places = book.say(Phrase.AND_MORE, places=places)
        count = (float(each.count), "#,##0")
        yield each.code, each.severity, count, each.sentence, each.hint, places
