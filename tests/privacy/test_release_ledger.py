"""What a release says of itself, and what becomes of it where earlier ones leave no way."""

from __future__ import annotations

import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.numbers import Absence
from guangongwei.privacy import Audience, Ledger, Number, Rounding, publish

HELD = {"care": frozenset({"children"})}


def _number(
    key: str, *ranges: tuple[str, int], measure: str = "children", known: int | None = None
) -> Number:
    """So many children of each school; a key of several letters is of the whole district."""
    facts = frozenset({("school", key)}) if len(key) == 1 else frozenset()
    units = {(f"{school}{number}", ""): 1 for school, size in ranges for number in range(size)}
    return Number(key=key, measure=measure, facts=facts, units=units, least=known or 0, most=known)


def test_a_number_is_told_as_it_is_or_not_at_all() -> None:
    """What is not of the release is the caller's mistake."""
    release = publish("one", [_number("A", ("A", 12)), _number("B", ("B", 2))])
    assert (release.told("A"), release.told("B")) == (12, Absence.SUPPRESSED)
    with pytest.raises(BadArgument) as caught:
        release.told("C")
    assert caught.value.name == "key"
    assert caught.value.expected


def test_the_names_of_numbers_and_releases_are_told_where_they_stand_twice() -> None:
    """With words that say what they should be."""
    release = publish("March", [_number("A", ("A", 12))])
    other = publish("March", [_number("A", ("A", 13))])
    with pytest.raises(BadArgument) as caught:
        Ledger().and_one(release).and_one(other)
    assert (caught.value.name, bool(caught.value.expected)) == ("release", True)
    with pytest.raises(BadArgument) as caught:
        publish("April", [_number("A"), _number("A")])
    assert (caught.value.name, bool(caught.value.expected)) == ("numbers", True)


def test_of_the_thresholds_the_number_itself_is_told() -> None:
    """10 children are not fewer than 10, and 9 are."""
    release = publish("one", [_number("A", ("A", 10)), _number("B", ("B", 9))])
    assert release.hidden == {"B"}


def test_somebody_who_is_counted_twice_is_one_person() -> None:
    """Twelve visits to four children are told of four children."""
    visits = {(f"A{number % 4}", f"visit {number}"): 1 for number in range(12)}
    number = Number(key="visits", measure="visits", units=visits)
    assert number.people == 4
    assert publish("one", [number]).hidden == {"visits"}


def test_where_no_way_is_left_nothing_new_is_told() -> None:
    """4 were told when 3 were enough: what was told so is told again, and the rest is withheld."""
    ledger = Ledger().and_one(publish("March", [_number("A", ("A", 4))], least_people=3))
    numbers = [_number("A", ("A", 4)), _number("B", ("B", 30))]
    withheld = publish("April", numbers, ledger=ledger)
    assert withheld.is_withheld
    assert withheld.hidden == {"B"}
    rounded = publish("April", numbers, ledger=ledger, rounding=Rounding(3))
    assert rounded.told("B") in (30, Absence.SUPPRESSED)


def test_what_was_withheld_has_been_seen_by_nobody() -> None:
    """A ledger keeps it, and shows a release to its own audience and those who know more."""
    public, bureau = (
        publish(each.value, [_number("A", ("A", 12))], audience=each)
        for each in (Audience.PUBLIC, Audience.INTERNAL)
    )
    first = publish("March", [_number("B", ("B", 4))], least_people=3)
    ledger = Ledger().and_one(first)
    withheld = publish("April", [_number("B", ("B", 4))], ledger=ledger)
    assert withheld.is_withheld
    for each in (withheld, public, bureau):
        ledger = ledger.and_one(each)
    assert ledger.seen_by(Audience.PUBLIC) == (first, public)
    assert ledger.seen_by(Audience.INTERNAL) == (first, public, bureau)


def test_a_number_that_everybody_knows_is_hidden_with_what_tells_it() -> None:
    """Of 4 children nobody is to be missing: no other world is left, and no number of it is told."""
    numbers = [
        _number("A", ("A", 4), known=4),
        _number("B", ("B", 40)),
        _number("all", ("A", 4), ("B", 40)),
        _number("C", ("C", 30), measure="grants"),
    ]
    release = publish("one", numbers)
    assert release.hidden >= {"A"}
    assert release.told("C") == 30
    assert not release.is_withheld


def test_a_part_of_another_measure_lies_in_its_whole_alone() -> None:
    """Without a word that all in care are children, 96 and 100 say nothing of 4."""
    numbers = [_number("all", ("A", 100)), _number("everybody", ("A", 96), measure="care")]
    assert publish("one", numbers).hidden == frozenset()
    assert publish("one", numbers, within=HELD).hidden
    other = {"care": frozenset({"grants"})}
    assert publish("one", numbers, within=other).hidden == frozenset()


@pytest.mark.parametrize(("left", "is_told"), [(10, True), (9, False), (1, False), (0, False)])
def test_what_a_part_leaves_is_told_of_ten_and_more(left: int, *, is_told: bool) -> None:
    """Ten who are not in care are many; fewer, or nobody, says something of each."""
    numbers = [_number("all", ("A", 100)), _number("every", ("A", 100 - left), measure="care")]
    assert (publish("one", numbers, within=HELD).hidden == frozenset()) is is_told


@pytest.mark.parametrize(("more", "is_told"), [(10, True), (9, False), (1, False), (0, True)])
def test_who_joins_or_leaves_is_told_of_ten_and_more(more: int, *, is_told: bool) -> None:
    """Between two releases of one number, in both directions."""
    sizes = {"less": _number("all", ("A", 50)), "more": _number("all", ("A", 50), ("B", more))}
    for before, now in (("less", "more"), ("more", "less")):
        ledger = Ledger().and_one(publish("March", [sizes[before]]))
        later = publish("April", [sizes[now]], ledger=ledger)
        assert (later.hidden == frozenset()) is is_told


def test_an_exchange_of_a_few_is_not_seen() -> None:
    """After 54, 54 may be the same children, or all of them others."""
    march = publish("March", [_number("all", ("A", 50), ("B", 4))])
    ledger = Ledger().and_one(march)
    april = publish("April", [_number("all", ("A", 50), ("C", 4))], ledger=ledger)
    assert april.hidden == frozenset()


def test_a_release_two_before_is_not_forgotten() -> None:
    """After 50 in March and 80 in April, 53 in May would still tell of 3."""
    ledger = Ledger().and_one(publish("March", [_number("all", ("A", 50))]))
    ledger = ledger.and_one(publish("April", [_number("all", ("A", 50), ("C", 30))], ledger=ledger))
    may = publish("May", [_number("all", ("A", 50), ("B", 3))], ledger=ledger)
    assert may.hidden == {"all"}


def test_what_was_hidden_once_stays_hidden_where_it_is_told_under_another_key() -> None:
    """A town that is one school has its children; the same people are the same number."""
    first = publish("March", [_number("A", ("A", 4)), _number("all", ("A", 4), ("B", 40))])
    assert first.hidden == {"A"}
    town = Number(
        key="town",
        measure="children",
        facts=frozenset({("town", "甲")}),
        units=first.numbers[0].units,
    )
    later = publish("April", [town], ledger=Ledger().and_one(first))
    assert later.hidden == {"town"}
    assert later.told("town") is Absence.SUPPRESSED


def test_a_release_proves_what_it_hides() -> None:
    """By numbers of the release alone, so that a later one understands it."""
    release = publish("one", [_number("A", ("A", 4)), _number("all", ("A", 4), ("B", 30))])
    (proof,) = release.proofs
    assert {place for places, _ in proof for place in places} == {("one", "A"), ("one", "all")}
    assert sum(by for places, by in proof if ("one", "all") in places) == 0
    assert sum(by for places, by in proof if ("one", "A") in places) != 0
