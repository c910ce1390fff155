"""Cells that are made of parts: a term with two ends, dated steps, points by clause."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from guangongwei.model.care import CaseLevel, Step, StepKind
from guangongwei.model.standard import ClauseId, Score
from guangongwei.tabular.cells import Fault, Kind, Separators, parse_amount, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

P = TypeVar("P")

_TERM = re.compile(r"(.*?)(?:至今?|到今?|[~～]|[—–]+)(.*)", re.DOTALL)
#: No day is written longer, and no cell however long takes longer than it is.
_STEP = re.compile(
    rf"(.{{1,20}}?)({'|'.join(kind.value for kind in StepKind)})\s*(?:[(（](.*)[)）])?", re.DOTALL
)
_SCORE = re.compile(r"(.+)[:：](.+)", re.DOTALL)
_COMMA = re.compile("[，,]")
_STEPS = Separators("；;\r\n", between="；")
_SCORES = Separators("；;、，,\r\n", between="；")
_LEVELS: dict[str, CaseLevel | None] = {level.value: level for level in CaseLevel} | {"": None}

_Term = tuple[date | None, date | None]


def _term(text: str) -> _Term | Fault:
    """First and last day; either may be left out, but not both."""
    match = _TERM.fullmatch(text)
    first, last = (_end(each.strip()) for each in match.groups()) if match else (None, None)
    if isinstance(first, Fault):
        return first
    if isinstance(last, Fault):
        return last
    return (first, last) if first or last else Fault("T119")


def _end(text: str) -> date | Fault | None:
    return parse_day(text) if text else None


def _write_term(term: _Term) -> str:
    return "至".join(day.isoformat() if day else "" for day in term)


def _steps(text: str) -> tuple[Step, ...] | Fault:
    return _all(_step(each) for each in _STEPS.split(text))


def _step(text: str) -> Step | Fault:
    match = _STEP.fullmatch(text)
    if match is None:
        return Fault("T121")
    day = parse_day(match[1].strip())
    if isinstance(day, Fault):
        return day
    level, reason = _detail((match[3] or "").strip())
    return Step(on=day, kind=StepKind(match[2]), level=level, reason=reason)


def _detail(text: str) -> tuple[CaseLevel | None, str | None]:
    """What stands in brackets: a level, a reason, or a level, a comma and a reason."""
    first, *rest = _COMMA.split(text, maxsplit=1)
    if first.strip() not in _LEVELS:
        return None, text
    return _LEVELS[first.strip()], "".join(rest).strip() or None


def _write_steps(steps: tuple[Step, ...]) -> str:
    return _STEPS.join(map(_write_step, steps))


def _write_step(step: Step) -> str:
    detail = step.level.value if step.level else ""
    if step.reason is not None:
        # A reason that could be taken for a level stands behind a comma.
        is_clear = step.level is None and _detail(step.reason) == (None, step.reason)
        detail = step.reason if is_clear else f"{detail}，{step.reason}"
    return f"{step.on} {step.kind.value}" + (f"({detail})" if detail else "")


def _scores(text: str) -> tuple[Score, ...] | Fault:
    return _all(_score(each) for each in _SCORES.split(text))


def _score(text: str) -> Score | Fault:
    match = _SCORE.fullmatch(text)
    points = parse_amount(match[2].strip()) if match else None
    if match is None or not isinstance(points, Decimal):
        return Fault("T122")
    return Score(clause=ClauseId(match[1].strip()), points=points)


def _write_scores(scores: tuple[Score, ...]) -> str:
    return _SCORES.join(f"{each.clause}:{each.points:f}" for each in scores)


def _all(parts: Iterable[P | Fault]) -> tuple[P, ...] | Fault:
    """The parts, or the first fault among them: half a cell would tell another story."""
    kept: list[P] = []
    for each in parts:
        if isinstance(each, Fault):
            return each
        kept.append(each)
    return tuple(kept)


TERM = Kind(name="任期", parse=_term, write=_write_term, blank=(None, None))
STEPS = Kind(name="步骤", parse=_steps, write=_write_steps, blank=())
SCORES = Kind(name="得分", parse=_scores, write=_write_scores, blank=())
