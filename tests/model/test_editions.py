from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.model.standards import standard

from guangongwei.errors import BadArgument, NotStored
from guangongwei.model.editions import edition_on, lineage, profile
from guangongwei.model.standard import Band, Clause, ClauseId, Standard, StandardId
from guangongwei.model.standard_checks import check

PROVINCE = standard("A1 组织建设 10 必达\nA2 组织建设 30\nB1 活动开展 60")
SINCE = date(2024, 1, 1)


def local(**changes: object) -> Standard:
    """The edition of 武进, derived from the province's."""
    return profile(
        PROVINCE,
        id=StandardId("武进2024"),
        edition="武进2024",
        since=SINCE,
        **changes,  # type: ignore[arg-type]  # each test names its own
    )


def test_a_profile_adds_rewords_reweights_and_drops() -> None:
    """What it does not name stays, and the added clauses come last."""
    extra = Clause(id=ClauseId("C1"), block="特色", text="老少社团", points=Decimal(20))
    made = local(
        add=[extra],
        reword={ClauseId("A1"): "设关工委办公室"},
        reweight={ClauseId("B1"): Decimal(70)},
        drop=[ClauseId("A2")],
    )
    assert [(each.id, each.text, each.points) for each in made.clauses] == [
        ("A1", "设关工委办公室", Decimal(10)),
        ("B1", "B1的要求", Decimal(70)),
        ("C1", "老少社团", Decimal(20)),
    ]
    assert (made.profile_of, made.since, made.bands) == ("省2023", SINCE, PROVINCE.bands)
    assert check([PROVINCE, made]) == ()


def test_a_profile_may_have_its_own_grades() -> None:
    """先进学校 is a grade of one place."""
    own = (
        Band(name="达标学校", low=Decimal(80), passes=True),
        Band(name="创建学校", low=Decimal(0), passes=False),
    )
    assert local(bands=own).bands == own


@pytest.mark.parametrize(
    "changes",
    [{"drop": [ClauseId("A1")]}, {"reweight": {ClauseId("A1"): Decimal(0)}}],
    ids=["dropped", "made worthless"],
)
def test_a_mandatory_clause_stays(changes: dict[str, object]) -> None:
    """A profile that takes it away is refused, and the exception names the clause."""
    with pytest.raises(BadArgument) as caught:
        local(**changes)
    assert caught.value.name == "clause 'A1'"


def test_an_added_clause_needs_an_id_of_its_own() -> None:
    """Otherwise one clause would stand for two."""
    with pytest.raises(BadArgument) as caught:
        local(add=[PROVINCE[ClauseId("A2")]])
    assert caught.value.name == "added clause 'A2'"


@pytest.mark.parametrize("change", ["reword", "reweight", "drop"])
def test_only_a_clause_that_is_there_can_be_changed(change: str) -> None:
    """A slip in an id is a caller's mistake."""
    values: dict[str, object] = {
        "reword": {ClauseId("Z9"): ""},
        "reweight": {ClauseId("Z9"): Decimal(1)},
        "drop": [ClauseId("Z9")],
    }
    with pytest.raises(NotStored) as caught:
        local(**{change: values[change]})
    assert caught.value.id == "Z9"


@pytest.mark.parametrize(
    ("day", "programme", "applies"),
    [
        (date(2022, 12, 31), "优质化建设", None),
        (date(2023, 1, 1), "优质化建设", "省2023"),
        (date(2024, 1, 1), "优质化", "武进2024"),
        (date(2024, 1, 1), "五有五好", "五好"),
        (date(2024, 1, 1), "常态化建设", None),
    ],
)
def test_the_edition_that_began_last_applies(
    day: date, programme: str, applies: str | None
) -> None:
    """Where a profile begins on the day of another edition, the profile applies."""
    editions = [
        PROVINCE,
        local(),
        standard("A1 组织 10", id_="省2024", since=SINCE),
        standard("A1 组织 10", id_="五好", programme="五有五好"),
    ]
    found = edition_on(editions, programme, day)
    assert (found.id if found else None) == applies


def test_a_lineage_leads_up_to_the_first_edition() -> None:
    """A profile of a profile has three."""
    town = standard("A1 组织 10", id_="湖塘", profile_of="武进2024")
    ids = [each.id for each in lineage([town, PROVINCE, local()], town.id)]
    assert ids == ["湖塘", "武进2024", "省2023"]


def test_a_lineage_ends_where_the_edition_above_is_missing() -> None:
    """What is not there cannot be followed."""
    assert lineage([local()], StandardId("武进2024")) == (local(),)


def test_a_lineage_goes_round_a_ring_once() -> None:
    """Two editions that are each a profile of the other are both told once."""
    one = standard("A1 组织 10", id_="甲", profile_of="乙")
    two = standard("A1 组织 10", id_="乙", profile_of="甲")
    assert lineage([one, two], one.id) == (one, two)


def test_a_lineage_needs_an_edition_that_is_there() -> None:
    """The exception names the id."""
    with pytest.raises(NotStored) as caught:
        lineage([PROVINCE], StandardId("省1999"))
    assert (caught.value.kind, caught.value.id) == (Standard, "省1999")
