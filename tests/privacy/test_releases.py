from __future__ import annotations

import random
from datetime import date

import attrs
import pytest

import guangongwei as ggw
from guangongwei.errors import BadArgument, Path
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.care import Child, ChildId, Pairing, PairingId, ProgrammeId, SubjectKind
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.post import Post, PostId
from guangongwei.model.sensitivity import Sensitivity, sensitivity
from guangongwei.model.volunteer import Sex, Volunteer, VolunteerId
from guangongwei.privacy import Left, Pseudonymised, Pseudonymiser, pseudonymise
from guangongwei.privacy.releases import REMOVED
from guangongwei.testing.worlds import district

HAND = Pseudonymiser(random.Random(3).randbytes(32), "统计", release="2024")
WORLD = district(5, schools=80, volunteers=120, services=400, history=60).dataset


@pytest.fixture(scope="module")
def made() -> Pseudonymised:
    """The district with tokens in the place of people."""
    return pseudonymise(WORLD, HAND)


def volunteer(id_: str, **more: object) -> Volunteer:
    """A volunteer of whom nothing else matters."""
    made = Volunteer(id=VolunteerId(id_), name="甲", organisation=OrganisationId("S1"))
    return attrs.evolve(made, **more)  # type: ignore[arg-type]


def test_every_figure_stays_as_it_was(made: Pseudonymised) -> None:
    """Relations, days and hours are untouched: the whole catalogue counts the same."""
    asked = {"period": ggw.Year(2024), "as_of": date(2024, 12, 31)}
    before = ggw.evaluate(ggw.CATALOGUE, WORLD, **asked)  # type: ignore[arg-type]
    after = ggw.evaluate(ggw.CATALOGUE, made.dataset, **asked)  # type: ignore[arg-type]
    assert [each.value for each in after] == [each.value for each in before]
    assert any(each.value for each in before)


def test_no_identity_is_left(made: Pseudonymised) -> None:
    """No name, number, telephone or title of the district stands in any record."""
    told = {
        str(getattr(each, field.name))
        for noun in TABLES
        for each in WORLD.records(noun)
        for field in attrs.fields(noun)
        if sensitivity(field) in (Sensitivity.PERSONAL, Sensitivity.FREE)
        and field.name not in ("sex", "born")
    }
    told |= {each.id for each in WORLD.volunteers} | {each.id for each in WORLD.children}
    text = repr([attrs.asdict(made.dataset)])
    assert len(told - {"None"}) > 200
    assert not [each for each in told - {"None"} if f"'{each}'" in text]


def test_one_person_has_one_token_in_every_table(made: Pseudonymised) -> None:
    """Services, pairs and cases of the release name volunteers of the release."""
    known = {each.id for each in made.dataset.volunteers}
    served = {each.volunteer for each in made.dataset.services}
    assert served
    assert len(known) == len({each.id for each in WORLD.volunteers})
    before = {each.id for each in WORLD.volunteers}
    assert len(served & known) == len({each.volunteer for each in WORLD.services} & before)


def test_another_release_has_other_tokens(made: Pseudonymised) -> None:
    """Two releases cannot be laid side by side, unless the caller names them alike."""
    other = Pseudonymiser(random.Random(3).randbytes(32), "统计", release="2025")
    again = pseudonymise(WORLD, other).dataset
    assert not {each.id for each in again.volunteers} & {
        each.id for each in made.dataset.volunteers
    }
    assert pseudonymise(WORLD, HAND).dataset == made.dataset


def test_a_child_and_a_young_teacher_of_one_key_are_two() -> None:
    """Keys of different kinds have different tokens, though they read alike."""
    pair = Pairing(
        id=PairingId("P1"),
        programme=ProgrammeId("B1"),
        volunteers=(VolunteerId("X1"),),
        subject="X1",
        started=date(2024, 1, 1),
    )
    teacher = attrs.evolve(pair, id=PairingId("P2"), subject_kind=SubjectKind.YOUNG_TEACHER)
    child = Child(id=ChildId("X1"), organisation=OrganisationId("S1"))
    made = pseudonymise(Dataset(children=(child,), pairings=(pair, teacher)), HAND).dataset
    assert made.pairings[0].subject == made.children[0].id
    assert (
        len({made.pairings[0].subject, made.pairings[1].subject, *made.pairings[0].volunteers}) == 3
    )


@pytest.mark.parametrize(
    ("years", "born"),
    [(1, date(1950, 1, 1)), (5, date(1950, 1, 1)), (20, date(1940, 1, 1)), (2000, date(1, 1, 1))],
)
def test_a_day_of_birth_becomes_a_year(years: int, born: date) -> None:
    """Or the first year of a band."""
    held = Dataset(volunteers=(volunteer("V1", born=date(1950, 8, 17)),))
    made = pseudonymise(held, HAND, years_of_birth=years)
    assert made.dataset.volunteers[0].born == born


def test_bands_of_no_year_are_refused() -> None:
    """One is the least."""
    with pytest.raises(BadArgument) as caught:
        pseudonymise(Dataset(), HAND, years_of_birth=0)
    assert caught.value.name == "years_of_birth"
    assert "None" not in str(caught.value)


def test_what_is_left_is_told() -> None:
    """With how many records share it: somebody who stands alone can be told by it."""
    held = Dataset(
        volunteers=(
            volunteer("V1", sex=Sex.MALE),
            volunteer("V2", sex=Sex.MALE),
            volunteer("V3", sex=Sex.FEMALE, phone="13800000000"),
        )
    )
    assert pseudonymise(held, HAND).left == (
        Left(
            noun=Volunteer,
            fields=("sex", "kinds", "organisation", "roles"),
            records=3,
            smallest_group=1,
        ),
    )
    assert pseudonymise(Dataset(), HAND).left == ()


def test_records_lose_their_place(made: Pseudonymised) -> None:
    """A file and a row would lead back to the person."""
    assert all(each.source is None for noun in TABLES for each in made.dataset.records(noun))


def test_numbers_of_records_become_tokens(made: Pseudonymised) -> None:
    """Of those about people, by which the record it was made of could be found; not of a unit's."""
    assert made.dataset.organisations == tuple(
        attrs.evolve(each, source=None) for each in WORLD.organisations
    )
    assert all(HAND.made(each.id) for each in made.dataset.posts)
    assert len({each.id for each in made.dataset.services}) == len(
        {each.id for each in WORLD.services}
    )
    assert {each.name for each in made.dataset.volunteers} == {REMOVED}
    assert {each.phone for each in made.dataset.volunteers} == {None}


def test_places_are_no_part_of_what_is_left() -> None:
    """A record that was read from a file has lost its place before it is looked at."""
    held = Dataset(volunteers=(volunteer("V1", source=Path("$.volunteers[0]")),))
    (left,) = pseudonymise(held, HAND).left
    assert left.fields == ("kinds", "organisation", "roles")


def test_a_year_of_birth_is_left_unless_bands_are_asked_for() -> None:
    """1951 and 1950 are two years."""
    held = Dataset(volunteers=(volunteer("V1", born=date(1951, 8, 17)),))
    assert pseudonymise(held, HAND).dataset.volunteers[0].born == date(1951, 1, 1)


def test_whoever_holds_a_post_bears_a_token() -> None:
    """The same as for the articles of that name, however it is written; nobody has none."""
    unit = OrganisationId("S1")
    posts = tuple(
        Post(id=PostId(f"Z{at}"), organisation=unit, title="主任", holder=holder)
        for at, holder in enumerate(("张三", "张 三", "李四", None))
    )
    articles = tuple(
        Article(
            id=ArticleId(f"W{at}"),
            organisation=unit,
            on=date(2024, 1, 1),
            correspondent=name,
            title="张三的一天",
        )
        for at, name in enumerate(("张三", None))
    )
    made = pseudonymise(Dataset(posts=posts, articles=articles), HAND).dataset
    one, other = HAND.token("name", "张三"), HAND.token("name", "李四")
    assert [each.holder for each in made.posts] == [one, one, other, None]
    assert [(each.correspondent, each.title) for each in made.articles] == [
        (one, None),
        (None, None),
    ]
    assert [each.id for each in made.posts] == [HAND.token("Post", each.id) for each in posts]
    assert [each.id for each in made.articles] == ["W0", "W1"]


def test_a_record_keeps_no_place_and_no_words() -> None:
    """Neither the row it was read from nor what somebody wrote about a pair."""
    place = Path("$.x[0]")
    pair = Pairing(
        id=PairingId("P1"),
        programme=ProgrammeId("B1"),
        volunteers=(VolunteerId("V1"),),
        subject="C1",
        started=date(2024, 1, 1),
        result="与张三的孙子结对",
        source=place,
    )
    held = Dataset(volunteers=(volunteer("V1", source=place),), pairings=(pair,))
    made = pseudonymise(held, HAND).dataset
    assert (made.volunteers[0].source, made.pairings[0].source) == (None, None)
    assert made.pairings[0].result is None
