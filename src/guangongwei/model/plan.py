"""A year's work plan (工作要点): its text, its structure and what it commits to."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar, final

from attrs import field, frozen

from guangongwei.errors import Span
from guangongwei.markup import Markup, element, table

if TYPE_CHECKING:
    from collections.abc import Iterable


#: How many signs of an item a table shows.
_OPENING = 40


@final
class Comparator(Enum):
    """How a figure is held against the value a plan names."""

    NEARLY = "≈"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    EXACTLY = "="
    BETWEEN = "range"
    #: More than before: with a value, by that much; without one, by anything at all.
    INCREASE = "increase"
    #: Less than before, in the same two readings.
    DECREASE = "decrease"


@final
class Role(Enum):
    """What a stretch of the plan's text is; the stretches of a plan cover its text exactly."""

    TITLE = "标题"
    #: 发文机关: the signature, or the line that names who is addressed.
    ISSUER = "发文机关"
    PREAMBLE = "导语"
    HEADING = "大标题"
    ITEM = "条"
    ACTION = "分项"
    PARAGRAPH = "段"
    ATTACHMENT = "附件"
    DATE = "日期"
    #: Converter artefacts, page numbers, web page furniture.
    NOISE = "杂项"
    BLANK = "空白"


@final
@frozen(kw_only=True)
class Block:
    """One stretch of the text with its role; stretches follow one another without gap."""

    role: Role
    span: Span


@final
@frozen(kw_only=True)
class Action:
    """A numbered part of an item, such as 一是…, (1) or ①."""

    ordinal: int
    #: The mark as printed, such as ``一是`` or ``（1）``.
    mark: str
    text: str
    span: Span


@final
@frozen(kw_only=True)
class Item:
    """One point of the plan, under the number that is printed."""

    ordinal: int
    mark: str
    #: The words after the mark, with the item's later lines.
    text: str
    span: Span
    actions: tuple[Action, ...] = ()

    @property
    def opening(self) -> str:
        """How the item begins, short enough for a table."""
        first = self.text.split("\n", 1)[0]
        return first if len(first) <= _OPENING else f"{first[:_OPENING]}…"


@final
@frozen(kw_only=True)
class Paragraph:
    """Running text of a section that carries no number of its own."""

    text: str
    span: Span


@final
@frozen(kw_only=True)
class Section:
    """A part of the plan under one 一、 heading; without heading where a text has no such level."""

    ordinal: int | None
    mark: str = ""
    heading: str | None
    span: Span
    items: tuple[Item, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


@final
class Precision(Enum):
    """How exactly a deadline is told."""

    DAY = "日"
    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季"
    HALF = "半年"
    TERM = "学期"
    YEAR = "年"
    #: 适时, 近期, 逐步: a time is meant and none is named.
    OPEN = "不定"


@final
@frozen(kw_only=True)
class Deadline:
    """When something is to be done, as the plan says it."""

    text: str
    span: Span
    #: First and last day; None where the text names none, or needs a year nobody gave.
    start: date | None = None
    end: date | None = None
    precision: Precision


@final
@frozen(kw_only=True)
class Commitment:
    """Something the plan asks for that can be measured.

    `values` holds one number, two for a range, none where only a direction is given
    (不断壮大, 努力提高). Percentages and 百分点 are fractions of one: 70% is 7/10, 5个百分点 are 1/20.
    """

    #: The clause that says it, exactly as printed.
    text: str
    span: Span
    values: tuple[Fraction, ...]
    comparator: Comparator
    #: As printed, blanks removed: ``%``, 人, 人次, 篇, ….
    unit: str | None
    #: The word that softens or bounds the number (近, 余, 以上, 不少于), as printed.
    hedge: str = ""
    #: How firmly it is meant (力争, 确保, 拟), as printed.
    modality: str = ""
    #: Whom or what it covers (全区中小学、幼儿园), where the clause says so.
    scope: str = ""
    #: For each what (每人, 每校, 全年), as printed.
    per: str = ""
    #: 各: the number is meant for each one listed.
    each: bool = False
    deadline: Deadline | None = None

    @property
    def is_quantified(self) -> bool:
        """Whether the commitment names a number."""
        return bool(self.values)


@final
@frozen(kw_only=True)
class Reference:
    """A document, form or topic that the plan names in 《》, or an official one without them."""

    #: With its marks, as printed.
    text: str
    span: Span
    #: Whether it is a document or a form; false for topics, journals, books and headings.
    is_document: bool
    #: Who issued it, as far as the sentence says.
    issuers: tuple[str, ...] = ()
    #: Its number, such as 苏教关委〔2025〕2号.
    number: str = ""


@final
@frozen(kw_only=True)
class Brand:
    """A name in quotation marks: a care brand, an activity, an award or a slogan."""

    name: str
    span: Span


@final
@frozen(kw_only=True)
class Responsibility:
    """Who answers for an item: (责任科室：组干科、机关党委)."""

    text: str
    span: Span
    bodies: tuple[str, ...]


@final
@frozen(kw_only=True)
class Batch:
    """A batch of an accreditation programme that the plan speaks of: 第一、二批."""

    text: str
    span: Span
    numbers: tuple[int, ...]


@final
@frozen(kw_only=True)
class Unread:
    """A sentence with figures or time words that the reader could not type, and why."""

    text: str
    span: Span
    reason: str


P = TypeVar(
    "P", Action, Item, Paragraph, Deadline, Commitment, Reference, Brand, Responsibility, Batch
)


@final
@frozen(kw_only=True)
class Plan:
    """A plan document, read: every character of the text belongs to exactly one block."""

    #: What the text is called in places, usually its file name.
    name: str
    title: str | None
    year: int | None
    issuer: str | None
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sections: tuple[Section, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    references: tuple[Reference, ...] = ()
    brands: tuple[Brand, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    batches: tuple[Batch, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the text."""
        return tuple(item for section in self.sections for item in section.items)

    def _repr_html_(self) -> Markup:
        """The plan's sections and items with what each asks for, for a notebook."""
        rows: list[tuple[object, ...]] = []
        for section in self.sections:
            if section.heading is not None:
                rows.append((element("strong", f"{section.mark}{section.heading}"), "", ""))
            for item in section.items:
                asked = "；".join(each.text for each in self.within(item, self.commitments))
                rows.append((f"{item.mark} {item.opening}", len(item.actions), asked))
        told = (self.title or self.name, self.year and str(self.year), self.issuer)
        caption = " · ".join(each for each in told if each)
        return table(("条", "分项", "要求"), rows, caption=caption)

    def within(
        self, place: Section | Item | Action | Paragraph, facts: Iterable[P]
    ) -> tuple[P, ...]:
        """Those of the facts that stand inside a part of the plan."""
        return tuple(fact for fact in facts if fact.span in place.span)
