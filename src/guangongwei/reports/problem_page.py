"""What was found in tables as one web page, file by file, for whoever mends them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Cell, Severity, printable
from guangongwei.markup import Markup, element
from guangongwei.reports.findings import findings, severity_word
from guangongwei.reports.html import document, fold
from guangongwei.reports.phrases import Language, Phrase
from guangongwei.reports.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.errors import Problem
    from guangongwei.reports.findings import Finding

#: The class that colours each severity; the word tells it without colour.
_CLASSES = {Severity.ERROR: "missed", Severity.WARNING: "behind", Severity.NOTE: "none"}
#: How many places of one kind are named in one file.
_PLACES = 300

_OWN = """
.top .tallies{margin-top:.75rem}
.found{border-top:1px solid var(--edge);padding:.8rem 0;break-inside:avoid}
.found:first-of-type{border-top:0}
.found h3{font-size:1rem;display:flex;flex-wrap:wrap;gap:.6rem;align-items:baseline}
.found .code{color:var(--soft);font-weight:400;font-size:.9rem}
.places{display:flex;flex-wrap:wrap;gap:.3rem .5rem;margin-top:.4rem}
.places li{background:var(--track);border-radius:6px;padding:0 .5rem;font-size:.9rem}
.places .more{background:none;color:var(--soft)}
"""


def render(
    problems: Iterable[Problem],
    *,
    further: Iterable[tuple[str, int]] = (),
    tables: Iterable[str] = (),
    copies: Mapping[str, str] | None = None,
    language: Language = Language.CHINESE,
) -> str:
    """The problems as a complete HTML document.

    Args:
        problems: They are shown in the order of their files.
        further: How many more there were of each code, as `Checked.further` has them.
        tables: What was read, in words.
        copies: The name of the copy with comments, for each file that has one.
        language: In which it is told.
    """
    page = _Page(language, copies or {})
    kept = tuple(problems)
    parts = page.parts(kept, dict(further), tuple(tables))
    return document(page.say(Phrase.CHECKED), *parts, language=language, style=STYLE + _OWN)


@final
@frozen
class _Page:
    """What the parts of a page look like in one language."""

    language: Language
    copies: Mapping[str, str]

    def say(self, phrase: Phrase, **gaps: object) -> str:
        return phrase.say(self.language, **gaps)

    def parts(
        self, problems: tuple[Problem, ...], further: Mapping[str, int], tables: tuple[str, ...]
    ) -> Iterator[Markup]:
        """The head, and a section for each file."""
        yield self.head(problems, further, tables)
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for each in problems:
            by_file[each.place.file if isinstance(each.place, Cell) else ""].append(each)
        sections = (
            self.file(file, by_file[file]) for file in sorted(by_file, key=lambda f: (not f, f))
        )
        yield element("main", *sections)

    def head(
        self, problems: tuple[Problem, ...], further: Mapping[str, int], tables: tuple[str, ...]
    ) -> Markup:
        """How many there are of each severity, and what was read."""
        more: list[Markup] = []
        if further:
            codes = self.say(Phrase.LISTING).join(f"{code} ×{n}" for code, n in further.items())
            text = self.say(Phrase.NOT_LISTED, count=sum(further.values()), codes=codes)
            more.append(element("p", text, class_="legend"))
        if tables:
            lines = (element("li", printable(each)) for each in tables)
            summary = f"{self.say(Phrase.TABLE_READ)} {len(tables)}"
            more.append(fold(summary, element("ul", *lines)))
        label = self.say(Phrase.SEVERITY)
        return element(
            "header",
            element("h1", self.say(Phrase.CHECKED)),
            element("ul", *self.badges(problems), class_="tallies", aria_label=label),
            *more,
            class_="top",
        )

    def badges(self, problems: tuple[Problem, ...]) -> Iterator[Markup]:
        """How many there are of each severity, or that there are none."""
        counts = Counter(each.severity for each in problems)
        for each in Severity:
            if counts[each]:
                word = severity_word(each, self.language)
                text = self.say(Phrase.SEVERITY_COUNT, severity=word, count=counts[each])
                yield element("li", element("span", text, class_=f"badge {_CLASSES[each]}"))
        if not problems:
            yield element("li", self.say(Phrase.NO_PROBLEMS))

    def file(self, file: str, problems: list[Problem]) -> Markup:
        """What was found in one file, kind by kind."""
        name = printable(file) if file else self.say(Phrase.ELSEWHERE)
        copy = self.copies.get(file)
        note = [element("p", self.say(Phrase.COPY_NOTE, name=printable(copy)))] if copy else []
        kinds = (self.finding(each, file) for each in findings(problems))
        return element(
            "section", element("h2", name), element("div", *note, *kinds, class_="panel")
        )

    def finding(self, finding: Finding, file: str) -> Markup:
        """One kind of problem: what is wrong, what to do, and where."""
        sentence, advice = finding.told(self.language)
        word = severity_word(finding.severity, self.language)
        places = dict.fromkeys(self.place(each, file) for each in finding.problems)
        items = [element("li", each) for each in list(places)[:_PLACES]]
        if len(places) > _PLACES:
            text = self.say(Phrase.MORE_PLACES, count=len(places) - _PLACES)
            items.append(element("li", text, class_="more"))
        return element(
            "div",
            element(
                "h3",
                element("span", word, class_=f"badge {_CLASSES[finding.severity]}"),
                printable(sentence),
                element("span", f"{finding.code} ×{len(finding.problems)}", class_="code"),
            ),
            *([element("p", printable(advice))] if advice else []),
            element("ul", *items, class_="places", aria_label=self.say(Phrase.PLACES)),
            class_="found",
        )

    def place(self, problem: Problem, file: str) -> str:
        """Where it is, the file left out that the section is about."""
        where = str(problem.place)
        inside = where.removeprefix(printable(file)).removeprefix("!") if file else where
        return inside or self.say(Phrase.WHOLE_FILE)
