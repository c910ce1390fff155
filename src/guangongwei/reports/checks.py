"""Problems and plans shown on their own: for the terminal, and as plain data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from guangongwei.errors import printable
from guangongwei.reports.data import problem_data
from guangongwei.reports.findings import findings, severity_word
from guangongwei.reports.phrases import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guangongwei.errors import Checked, Problem
    from guangongwei.model.plan import Commitment, Plan

    Data = dict[str, Any]

_SHOWN = 20


def problems_data(problems: Iterable[Problem]) -> Data:
    """Every problem, and how many there are of each code."""
    kept = tuple(problems)
    return {
        "problems": [problem_data(each) for each in kept],
        "totals": dict(sorted(Counter(each.code for each in kept).items())),
    }


def problems_text(problems: Iterable[Problem], language: Language = Language.CHINESE) -> str:
    """The problems by code, each with its first places, for reading."""
    return "\n".join(_findings(tuple(problems), language))


def _findings(problems: tuple[Problem, ...], language: Language) -> Iterator[str]:
    for finding in findings(problems):
        sentence, advice = finding.told(language)
        count = len(finding.problems)
        word = severity_word(finding.severity, language)
        yield f"{word} {finding.code} ×{count}  {printable(sentence)}"
        if advice:
            yield f"    → {printable(advice)}"
        places = finding.places(_SHOWN)
        yield from (f"    {each}" for each in places)
        if count > len(places):
            yield f"    … {count - len(places)}"
    if not problems:
        yield {Language.CHINESE: "没有发现问题", Language.ENGLISH: "No problems were found"}[
            language
        ]


def plan_text(plan: Checked[Plan], language: Language = Language.CHINESE) -> str:
    """A plan as it was read: its structure, what it asks for, and what was wrong with it."""
    return "\n".join(_plan(plan.value) + list(_findings(plan.problems, language)))


def _plan(plan: Plan) -> list[str]:
    head = (plan.title or plan.name, str(plan.year or ""), plan.issuer or "")
    lines = ["  ".join(map(printable, head)).rstrip()]
    for section in plan.sections:
        lines.append(printable(f"{section.mark}{section.heading or ''}"))
        for part in section.items or section.paragraphs:
            mark = getattr(part, "mark", "")
            lines.append(f"  {mark}{printable(part.text.strip().splitlines()[0][:40])}")
            lines += [f"      ◆ {_asked(each)}" for each in plan.within(part, plan.commitments)]
    return lines


def _asked(commitment: Commitment) -> str:
    due = commitment.deadline and commitment.deadline.end
    return printable(commitment.text) + (f"（{due.isoformat()}前）" if due else "")
