"""Problems, gathered by what is wrong: the sentence, how often, and where first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, final

from attrs import evolve, frozen

from guangongwei.errors import Cell, Problem, Severity
from guangongwei.reports.phrases import Language, Phrase
from guangongwei.reports.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEVERITIES = {
    Severity.ERROR: Phrase.ERROR,
    Severity.WARNING: Phrase.WARNING,
    Severity.NOTE: Phrase.NOTE,
}
_ORDER = tuple(_SEVERITIES)


@final
@frozen(kw_only=True)
class Finding:
    """All problems of one code and severity."""

    code: str
    severity: Severity
    problems: tuple[Problem, ...]

    def told(self, language: Language) -> tuple[str, str]:
        """What is wrong and what to do: as the code is worded, or as the first problem says it."""
        own = (self.problems[0].message, self.problems[0].hint)
        return SENTENCES.get(self.code, own) if language is Language.CHINESE else own

    def places(self, most: int) -> tuple[str, ...]:
        """Where it was found first, each place once."""
        found = dict.fromkeys(str(each.place) for each in self.problems)
        return tuple(found)[:most]


def findings(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """The problems by code, what matters most first, then what is found most often."""
    gathered: dict[tuple[Severity, str], list[Problem]] = defaultdict(list)
    for each in problems:
        gathered[each.severity, each.code].append(each)
    found = [
        Finding(code=code, severity=severity, problems=tuple(same))
        for (severity, code), same in gathered.items()
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.severity), -len(each.problems))))


def published(problem: Problem) -> Problem:
    """The problem as a report for everybody tells it.

    A file or a sheet that is no table and a column that is none of its table's bear names of somebody's own
    making, which may be a person's; those names are left out.
    """
    match problem:
        case Problem(code="T003" | "T020" | "T312", place=Cell()):
            return evolve(problem, place=Cell("…"))
        case Problem(code="T009", place=Cell(file, row)):
            return evolve(problem, place=Cell(file, row))
        case _:
            return problem


def severity_word(severity: Severity, language: Language) -> str:
    """How much a problem matters, in words."""
    return _SEVERITIES[severity].say(language)
