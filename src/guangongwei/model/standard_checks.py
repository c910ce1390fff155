"""What cannot be true of a standard: one small rule a finding, in a table.

The bands must cover 0 to full marks from the best to the least, each ending where the next better
one begins; a local profile must keep what the edition above makes mandatory. Source: DOMAIN
section 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Path, Problem, Severity
from guangongwei.model.accreditation import standard_programme
from guangongwei.model.standard import Band, Clause, Standard, StandardId

if TYPE_CHECKING:
    from guangongwei.errors import Place
    from guangongwei.model.source import Source

#: Where in the standard a rule is broken, such as ``.clauses[2].points``.
Finding = str


@final
@frozen(kw_only=True)
class Setting:
    """A standard, and the editions it stands among."""

    standard: Standard
    editions: dict[StandardId, Standard]

    @property
    def parent(self) -> Standard | None:
        """The edition it is a profile of, where that is known."""
        above = self.standard.profile_of
        return None if above is None else self.editions.get(above)


@final
@frozen
class Rule:
    """One thing that is checked: where it is broken, and how that is said."""

    code: str
    message: str
    hint: str
    breaks: Callable[[Setting], Iterator[Finding]]
    severity: Severity = Severity.ERROR


def check(standards: Iterable[Standard]) -> tuple[Problem, ...]:
    """Every finding of every rule, standard by standard."""
    kept = tuple(standards)
    ids = Counter(each.id for each in kept)
    editions = {each.id: each for each in reversed(kept)}
    repeated = tuple(
        Problem(
            "S101",
            place(each.source, f".standards[{index}].id"),
            "has an id that another edition has",
            hint="Give each edition its own id.",
        )
        for index, each in enumerate(kept)
        if ids[each.id] > 1
    )
    return repeated + tuple(
        Problem(
            rule.code,
            place(each.source, finding, f".standards[{index}]"),
            rule.message,
            hint=rule.hint,
            severity=rule.severity,
        )
        for index, each in enumerate(kept)
        for rule in RULES
        for finding in rule.breaks(Setting(standard=each, editions=editions))
    )


def place(source: Source, below: str, otherwise: str = "") -> Place:
    """The place of a part of a record: in its own file where that is known, else among the rest."""
    if source is None:
        return Path(f"${otherwise}{below}")
    return Path(f"{source}{below}") if isinstance(source, Path) else source


def _clauses(setting: Setting, breaks: Callable[[Clause], bool], field: str) -> Iterator[Finding]:
    for index, each in enumerate(setting.standard.clauses):
        if breaks(each):
            yield f".clauses[{index}].{field}"


def _repeated_clause(setting: Setting) -> Iterator[Finding]:
    ids = Counter(each.id for each in setting.standard.clauses)
    return _clauses(setting, lambda each: ids[each.id] > 1, "id")


def _worthless_clause(setting: Setting) -> Iterator[Finding]:
    return _clauses(setting, lambda each: each.points <= 0, "points")


def _impossible_effort(setting: Setting) -> Iterator[Finding]:
    return _clauses(setting, lambda each: each.effort is not None and each.effort < 0, "effort")


def _empty(setting: Setting) -> Iterator[Finding]:
    for name in ("clauses", "bands"):
        if not getattr(setting.standard, name):
            yield f".{name}"


def _pairs(setting: Setting) -> Iterator[tuple[int, Band, Band]]:
    """Each band with the next better one, and its place."""
    for index, (better, band) in enumerate(pairwise(setting.standard.bands), 1):
        yield index, better, band


def _out_of_order(setting: Setting) -> Iterator[Finding]:
    for index, better, band in _pairs(setting):
        if not band.low < better.low:
            yield f".bands[{index}].low"


def _not_from_zero(setting: Setting) -> Iterator[Finding]:
    bands = setting.standard.bands
    if bands and bands[-1].low != 0:
        yield f".bands[{len(bands) - 1}].low"


def _gap(setting: Setting) -> Iterator[Finding]:
    best = setting.standard.bands[:1]
    if best and best[0].below is not None and best[0].below <= setting.standard.full_marks:
        yield ".bands[0].below"
    for index, better, band in _pairs(setting):
        if band.below is not None and band.below < better.low:
            yield f".bands[{index}].below"


def _overlap(setting: Setting) -> Iterator[Finding]:
    for index, better, band in _pairs(setting):
        if band.below is not None and band.below > better.low:
            yield f".bands[{index}].below"


def _out_of_reach(setting: Setting) -> Iterator[Finding]:
    for index, band in enumerate(setting.standard.bands):
        if band.low > setting.standard.full_marks:
            yield f".bands[{index}].low"


def _pass_below_fail(setting: Setting) -> Iterator[Finding]:
    for index, better, band in _pairs(setting):
        if band.passes and not better.passes:
            yield f".bands[{index}].passes"


def _one_sided(setting: Setting) -> Iterator[Finding]:
    if len({each.passes for each in setting.standard.bands}) == 1:
        yield ".bands"


def _repeated_band(setting: Setting) -> Iterator[Finding]:
    names = Counter(each.name for each in setting.standard.bands)
    for index, each in enumerate(setting.standard.bands):
        if names[each.name] > 1:
            yield f".bands[{index}].name"


def _unknown_parent(setting: Setting) -> Iterator[Finding]:
    if setting.standard.profile_of is not None and setting.parent is None:
        yield ".profile_of"


def _ring(setting: Setting) -> Iterator[Finding]:
    seen: set[StandardId] = set()
    current = setting.standard.profile_of
    while current is not None and current in setting.editions and current not in seen:
        if current == setting.standard.id:
            yield ".profile_of"
        seen.add(current)
        current = setting.editions[current].profile_of


def _other_programme(setting: Setting) -> Iterator[Finding]:
    parent, own = setting.parent, setting.standard.programme
    if parent is not None and standard_programme(parent.programme) != standard_programme(own):
        yield ".programme"


def _begins_early(setting: Setting) -> Iterator[Finding]:
    if setting.parent is not None and setting.standard.since < setting.parent.since:
        yield ".since"


def _dropped_mandatory(setting: Setting) -> Iterator[Finding]:
    """Named by the clause, for in the profile it has no place."""
    for clause in setting.parent.clauses if setting.parent else ():
        if clause.mandatory and clause.id not in setting.standard.by_id:
            yield f".clauses[{clause.id}]"


def _weakened_mandatory(setting: Setting) -> Iterator[Finding]:
    above = setting.parent.by_id if setting.parent else {}
    return _clauses(
        setting,
        lambda each: each.id in above and above[each.id].mandatory and not each.mandatory,
        "mandatory",
    )


RULES = (
    Rule("S102", "has an id that another clause has", "Give each its own id.", _repeated_clause),
    Rule("S103", "is not above zero", "Give the clause points.", _worthless_clause),
    Rule("S104", "is below zero", "Leave it out, or give an effort.", _impossible_effort),
    Rule("S105", "has none", "Nothing can be scored or graded without; add them.", _empty),
    Rule("S111", "is not below the band before it", "List the best band first.", _out_of_order),
    Rule("S112", "is not 0, so that low scores have no grade", "Begin at 0.", _not_from_zero),
    Rule("S113", "leaves a gap to the next better band", "End where that one begins.", _gap),
    Rule("S114", "overlaps the next better band", "End where that one begins.", _overlap),
    Rule(
        "S115", "is above the full marks", "Lower it, or mend the clauses' points.", _out_of_reach
    ),
    Rule("S116", "passes while a better band does not", "Mend it.", _pass_below_fail),
    Rule(
        "S117",
        "all pass or all fail, so that a mandatory clause decides nothing",
        "Say which pass.",
        _one_sided,
    ),
    Rule("S118", "has the name of another band", "Name each differently.", _repeated_band),
    Rule("S121", "is not among the editions", "Add that edition, or mend the id.", _unknown_parent),
    Rule("S122", "leads back to the edition itself", "Mend it.", _ring),
    Rule("S123", "differs from that of the edition above", "Mend it.", _other_programme),
    Rule(
        "S124",
        "is before the edition above applies",
        "Mend the day.",
        _begins_early,
        Severity.WARNING,
    ),
    Rule(
        "S125",
        "is mandatory in the edition above and missing here",
        "Put it back: a profile adds to it and never takes it away.",
        _dropped_mandatory,
    ),
    Rule("S126", "is true in the edition above and not here", "Put it back.", _weakened_mandatory),
)
