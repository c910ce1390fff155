"""Write the parts of the pages that are made from the library again: `python docs/generate.py`."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei.codec import CAUSES as LINE_CAUSES
from guangongwei.indicators.targets import Verdict
from guangongwei.model import cases as cases_of_care
from guangongwei.model import consent, scoring
from guangongwei.model.accreditation import Outcome
from guangongwei.model.care import CaseLevel, StepKind, SubjectKind
from guangongwei.model.case_table import CaseState, diagram
from guangongwei.model.checks import RULES as RECORD_RULES
from guangongwei.model.checks import TABLE_RULES
from guangongwei.model.fit import Fit, Reason
from guangongwei.model.numbers import Absence, Unit
from guangongwei.model.organisation import Category, Level
from guangongwei.model.pairing_rules import PAIRING_RULES
from guangongwei.model.period import Season
from guangongwei.model.plan import Comparator, Precision, Role
from guangongwei.model.sensitivity import Sensitivity
from guangongwei.model.standard import Method
from guangongwei.model.standard_checks import RULES as STANDARD_RULES
from guangongwei.model.volunteer import Sex
from guangongwei.plans.bound_words import RULES, TARGET_RULES
from guangongwei.privacy import inventory
from guangongwei.reports import inventories
from guangongwei.reports.sentences import SENTENCES
from guangongwei.storage import exchange
from guangongwei.tabular import CAUSES, LAYOUTS
from guangongwei.targets import CAUSES as TARGET_CAUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from enum import Enum
    from types import ModuleType

    from guangongwei.tabular import Layout

ROOT = Path(__file__).parents[1]
VOCABULARIES: tuple[type[Enum], ...] = (
    Category,
    Level,
    Outcome,
    Sex,
    SubjectKind,
    CaseLevel,
    StepKind,
    CaseState,
    Method,
    Sensitivity,
    Season,
    Absence,
    Unit,
    Comparator,
    Precision,
    Role,
    Verdict,
)

#: Faults that only ask for a look: a step of a case, a target that stands twice.
MILD = ("G105", "M106")
#: The codes of tables by what they are about.
HUNDREDS = (
    ("T0: files, sheets and headers", "T0"),
    ("T1: one cell", "T1"),
    ("T2: rows and columns", "T2"),
    ("T3: workbooks as files", "T3"),
    ("T4: imports", "T4"),
    ("T5: columns of one's own", "T5"),
)

PART = re.compile(r"(?P<head><!-- made: (?P<name>\w+) -->\n).*?(?=<!-- end -->)", re.DOTALL)
SHOWN = re.compile(
    r"(?P<head>^```\{literalinclude\} \S*examples/(?P<name>\w+\.py)\n```\n.*?^```text\n)"
    r"(?P<output>.*?)(?=^```$)",
    re.DOTALL | re.MULTILINE,
)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    for row in (headers, ["---"] * len(headers), *rows):
        yield f"| {' | '.join(each.replace('|', chr(92) + '|') for each in row)} |\n"


def layouts() -> Iterator[str]:
    """Every table, column by column."""
    for layout in LAYOUTS:
        yield f"\n### {layout.name}\n\nAlso read under the names {'、'.join(layout.synonyms)}.\n\n"
        yield from _columns(layout)
    yield "\n"


def _columns(layout: Layout) -> Iterator[str]:
    headers = ("header", "also read as", "holds", "example")
    yield from table(
        headers,
        (
            (
                f"**{each.header}** (required)" if each.required else each.header,
                "、".join(each.synonyms),
                each.kind.name + (f"（{each.unit.value}）" if each.unit else ""),
                each.example,
            )
            for each in layout.columns
        ),
    )


def fields() -> Iterator[str]:
    """Every header of a table and the field it is."""
    for layout in LAYOUTS:
        noun = layout.noun.__name__
        yield f"\n### {layout.name}: `{noun}`\n\n"
        yield from table(
            ("中文", "identifier"),
            # 任期 holds two fields at once and is none of its own.
            (
                (each.header, f"`{noun}.{each.field}`")
                for each in layout.columns
                if hasattr(layout.noun, each.field)
            ),
        )
    yield "\n"


def words() -> Iterator[str]:
    """Every closed vocabulary, word by word."""
    for vocabulary in VOCABULARIES:
        yield f"\n### `{vocabulary.__name__}`\n\n"
        yield from table(
            ("中文", "identifier"),
            (
                (str(each.value) or "(none)", f"`{vocabulary.__name__}.{each.name}`")
                for each in vocabulary
            ),
        )
    yield "\n"


def problems() -> Iterator[str]:
    """Every code of a problem of tables, by hundred: cause and cure in both languages."""
    headers = ("code", "severity", "what is wrong", "what to do", "原因", "办法")
    for title, codes in HUNDREDS:
        yield f"\n## {title}\n\n"
        found = [each for each in CAUSES.values() if each.code.startswith(codes)]
        yield from table(
            headers,
            (
                (each.code, each.severity.value, each.english, each.hint, each.chinese, each.advice)
                for each in sorted(found, key=lambda each: each.code)
            ),
        )
    yield "\n"


def findings() -> Iterator[str]:
    """Every other code of a problem with data: of records, stores, JSON Lines and files of targets."""
    yield "\n"
    yield from table(
        ("code", "severity", "what is wrong", "what to do", "原因", "办法"),
        ((*each, *SENTENCES[each[0]]) for each in _findings()),
    )
    yield "\n"


def _findings() -> Iterator[tuple[str, str, str, str]]:
    for whole in TABLE_RULES:
        yield whole.code, whole.severity.value, whole.message, whole.hint
    for rule in RECORD_RULES:
        yield rule.code, rule.severity.value, rule.message, rule.hint
    for pair in PAIRING_RULES:
        yield pair.code, pair.severity.value, pair.message, pair.hint
    yield from _faults(cases_of_care)
    yield from _objections()
    for edition in STANDARD_RULES:
        yield edition.code, edition.severity.value, edition.message, edition.hint
    yield from _faults(scoring)
    yield from _faults(exchange)
    for code, (message, hint) in {**LINE_CAUSES, **TARGET_CAUSES}.items():
        yield code, "warning" if code in MILD else "error", message, hint


def _faults(module: ModuleType) -> Iterator[tuple[str, str, str, str]]:
    """What a module can find, where it is written as a code, a message and a hint."""
    for each in vars(module).values():
        match each:
            case (str(code), str(message), str(hint)):
                yield code, "warning" if code in MILD else "error", message, hint


def _objections() -> Iterator[tuple[str, str, str, str]]:
    """Why a record about a child may not be kept."""
    for each in vars(consent).values():
        if isinstance(each, Reason):
            severity = "warning" if each.fit is Fit.CANNOT_TELL else "error"
            yield each.code, severity, each.message, ""


def bindings() -> Iterator[str]:
    """Which words bind which indicator to an item."""
    yield "\n"
    yield from table(
        ("indicator", "a sentence with one word of each group", "and none of"),
        ((f"`{each.indicator}`", _groups(each.words), "、".join(each.unless)) for each in RULES),
    )
    yield "\n"


def targets() -> Iterator[str]:
    """Which commitment is a target of which indicator."""
    yield "\n"
    yield from table(
        ("indicator", "a clause with one word of each group", "counting in"),
        (
            (f"`{each.indicator}`", _groups(each.words), "、".join(each.units))
            for each in TARGET_RULES
        ),
    )
    yield "\n"


def tagged() -> Iterator[str]:
    """Every field that may tell of a person by itself."""
    held = [each for each in inventory() if each.sensitivity is not Sensitivity.NONE]
    yield "\n"
    yield from table(inventories.HEADERS, inventories.rows(held))
    yield "\n"


def cases() -> Iterator[str]:
    """The legal steps of a case, as a diagram in text."""
    yield f"\n```text\n{diagram().rstrip()}\n```\n\n"


def _groups(groups: tuple[tuple[str, ...], ...]) -> str:
    return " + ".join("、".join(group) for group in groups)


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "layouts": layouts,
    "fields": fields,
    "words": words,
    "problems": problems,
    "findings": findings,
    "bindings": bindings,
    "targets": targets,
    "cases": cases,
    "tagged": tagged,
}


@cache
def output(name: str) -> str:
    """What an example prints."""
    file = str(ROOT / "examples" / name)
    given, sys.argv = sys.argv, [file]
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            runpy.run_path(file, run_name="__main__")
    finally:
        sys.argv = given
    return printed.getvalue()


def made_anew(page: str) -> str:
    """A page with every part that is made from the library as it is now."""
    page = PART.sub(lambda found: found["head"] + "".join(PARTS[found["name"]]()), page)
    return SHOWN.sub(lambda found: found["head"] + output(found["name"]), page)


if __name__ == "__main__":
    for path in (ROOT / "docs").rglob("*.md"):
        path.write_text(made_anew(path.read_text("utf-8")), "utf-8")
