"""Records as chance has made them, made true: days in order, everything tied to what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from guangongwei.model.accreditation import QUALITY
from guangongwei.model.care import SubjectKind
from guangongwei.model.cases import replay
from guangongwei.model.consent import CARE
from guangongwei.model.consent_rules import CASE, GRANT, PAIRING
from guangongwei.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from guangongwei.model.care import CareCase
    from guangongwei.model.organisation import Organisation
    from guangongwei.model.standard import Assessment, Score, Standard

#: Two days of which the first comes first.
_IN_ORDER = (
    ("founded", "closed"),
    ("since", "until"),
    ("joined", "left"),
    ("started", "ended"),
    ("started", "last_contact"),
    ("given", "expires"),
    ("given", "withdrawn"),
)
#: The tables whose records belong to an organisation and to nothing else.
_AT_HOME = ("committees", "posts", "activities", "entries", "articles")
_NOVICES = "青蓝工程"


def in_order(record: Any) -> Any:  # noqa: ANN401  (any noun, and the same noun again)
    """The same record, two days exchanged where the later one came first."""
    for first, last in _IN_ORDER:
        begun, over = getattr(record, first, None), getattr(record, last, None)
        if begun is not None and over is not None and over < begun:
            record = evolve(record, **{first: over, last: begun})
    return record


def linked(drawn: Dataset, *, agreed: date) -> Dataset:
    """The same dataset, each record tied to records that are there, or left out where none are.

    Args:
        drawn: Records whose references are a letter and a number, no two with one id.
        agreed: The day on which all consents were given.
    """
    homes = tuple(_tree(drawn.organisations))
    roll = _tied(drawn.volunteers, "organisation", homes)
    services = _tied(_tied(drawn.services, "organisation", homes), "volunteer", roll)
    returns = _tied(drawn.returns, "organisation", homes)
    # The tables of a district hold one programme.
    decided = (
        evolve(each, programme=QUALITY)
        for each in _tied(drawn.accreditations, "organisation", homes)
    )
    standards = tuple(map(_graded, drawn.standards))
    assessed = _tied(_tied(drawn.assessments, "organisation", homes), "standard", standards)
    found: dict[str, Any] = {
        table: _tied(getattr(drawn, table), "organisation", homes) for table in _AT_HOME
    }
    return Dataset(
        organisations=homes,
        volunteers=roll,
        services=_apart(services, "volunteer", "on"),
        accreditations=_apart(decided, "organisation", "on"),
        returns=_apart(returns, "organisation", "table", "period"),
        standards=standards,
        assessments=tuple(_scored(each, standards) for each in assessed),
        **found,
        **_care(drawn, homes, roll, agreed),
    )


def _care(
    drawn: Dataset, homes: tuple[Any, ...], roll: tuple[Any, ...], agreed: date
) -> dict[str, tuple[Any, ...]]:
    """Brands and children, and what is done for them by agreement."""
    brands = _tied(drawn.programmes, "organisation", homes)
    children = _tied(drawn.children, "organisation", homes)
    pairings = _tied(_tied(drawn.pairings, "programme", brands), "subject", children)
    grants = _tied(_tied(drawn.grants, "programme", brands), "child", children)
    terms: dict[str, Any] = {"given": agreed, "expires": None, "withdrawn": None}
    terms |= {"purpose": CARE, "scope": (PAIRING, CASE, GRANT)}
    novices = {each.id for each in brands if each.kind == _NOVICES}
    kinds = {True: SubjectKind.YOUNG_TEACHER, False: SubjectKind.CHILD}
    return {
        "programmes": brands,
        "children": tuple(evolve(each, consent=True) for each in children),
        "consents": tuple(
            evolve(each, **terms) for each in _tied(drawn.consents, "child", children)
        ),
        "pairings": tuple(
            evolve(
                each,
                volunteers=_several(each.volunteers, roll),
                subject_kind=kinds[each.programme in novices],
            )
            for each in pairings
            if roll
        ),
        "cases": tuple(
            _legal(evolve(each, volunteers=_several(each.volunteers, roll)))
            for each in _tied(drawn.cases, "child", children)
        ),
        "grants": grants,
    }


def _pick(reference: str, targets: Sequence[Any]) -> Any:  # noqa: ANN401  (as the targets are)
    """The one of the targets that a drawn reference, such as V012, stands for."""
    return targets[int(reference[1:]) % len(targets)]


def _tied(records: Iterable[Any], field: str, targets: tuple[Any, ...]) -> tuple[Any, ...]:
    """The records, one field of each the id of one of the targets; none where there is no target."""
    return tuple(
        evolve(each, **{field: _pick(getattr(each, field), targets).id})
        for each in records
        if targets
    )


def _several(references: tuple[str, ...], targets: tuple[Any, ...]) -> tuple[str, ...]:
    """The ids of targets, each once."""
    return tuple({_pick(each, targets).id: each for each in references if targets})


def _apart(records: Iterable[Any], *names: str) -> tuple[Any, ...]:
    """Records of which no two agree in these fields."""
    found = {tuple(getattr(each, name) for name in names): each for each in records}
    return tuple(found.values())


def _tree(organisations: Sequence[Organisation]) -> Iterator[Organisation]:
    """The same organisations, each under an earlier one or under none, the closed ones merged."""
    for number, each in enumerate(organisations):
        earlier = [other.id for other in organisations[:number]]
        parent = _pick(each.parent, earlier) if each.parent and earlier else None
        yield evolve(each, parent=parent, merged_into=parent if each.closed else None)


def _legal(case: CareCase) -> CareCase:
    """The same case with those of its steps that may follow one another."""
    kept = evolve(case, steps=())
    for step in case.steps:
        longer = evolve(kept, steps=(*kept.steps, step))
        kept = kept if replay(longer).problems else longer
    return kept


def _graded(standard: Standard) -> Standard:
    """The same edition as one of its own, its grades from 100 points scaled to its full marks."""
    bands = (evolve(each, low=standard.full_marks * each.low / 100) for each in standard.bands)
    return evolve(standard, bands=tuple(bands), profile_of=None)


def _scored(assessment: Assessment, standards: tuple[Standard, ...]) -> Assessment:
    """The same assessment, its scores for clauses of its standard and none above the most."""
    clauses = next(each.clauses for each in standards if each.id == assessment.standard)
    scores: dict[str, Score] = {}
    for each in assessment.scores:
        clause = _pick(each.clause, clauses)
        points = min(each.points, clause.points)
        scores[clause.id] = evolve(each, clause=clause.id, points=points)
    return evolve(assessment, scores=tuple(scores.values()))
