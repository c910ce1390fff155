"""What a release says of itself, and what becomes of it where earlier ones leave no way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guangongwei.errors import BadArgument
from guangongwei.model.numbers import Absence
from guangongwei.privacy import Audience, Ledger, Number, Rounding, publish
from guangongwei.privacy.cells import bits
from guangongwei.privacy.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.privacy.cells import Table

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
    with pytest.raises(BadArgument) as caught:
        Ledger().and_one(release).and_one(publish("March", [_number("A", ("A", 13))]))
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
    assert release.hidden == {"A", "B", "all"}
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


@pytest.mark.parametrize(("size", "is_told"), [(0, True), (1, False), (9, False), (10, True)])
def test_one_is_hidden_and_none_is_told(size: int, *, is_told: bool) -> None:
    """Behind 0 stands nobody, and behind 1 somebody."""
    assert (publish("one", [_number("A", ("A", size))]).hidden == frozenset()) is is_told


@pytest.mark.parametrize("dear", ["all", "B"])
def test_what_is_missed_less_is_hidden(dear: str) -> None:
    """Either the sum or the other row protects the small one."""
    numbers = [
        Number(
            key=each.key,
            measure=each.measure,
            facts=each.facts,
            units=each.units,
            weight=9 if each.key == dear else 1,
        )
        for each in (
            _number("A", ("A", 4)),
            _number("B", ("B", 30)),
            _number("all", ("A", 4), ("B", 30)),
        )
    ]
    assert publish("one", numbers).hidden == {"A", "all", "B"} - {dear}


def test_what_cannot_be_protected_takes_nothing_else_with_it() -> None:
    """Before and after it, what is small is hidden, and proved; what is not is told."""
    known = _number("B", ("B", 4), measure="grants", known=4)
    others = [_number("A", ("A", 4)), _number("C", ("C", 3)), _number("D", ("D", 30))]
    for numbers in ([known, *others], [*others, known]):
        release = publish("one", numbers)
        assert release.hidden == {"A", "B", "C"}
        proved = {key for proof in release.proofs for places, _ in proof for _, key in places}
        assert proved == {"A", "C"}


def test_a_sum_less_its_part_is_protected() -> None:
    """53 in all and 50 of one school tell of 3 elsewhere, though nobody prints that."""
    numbers = [_number("all", ("A", 50), ("B", 3)), _number("A", ("A", 50))]
    assert publish("one", numbers).hidden in ({"all"}, {"A"})


def test_what_tells_of_many_alone_is_told() -> None:
    """A town of one school is told twice, and one of two large schools three times."""
    assert publish("one", [_number("all", ("A", 50)), _number("A", ("A", 50))]).hidden == set()
    numbers = [
        _number("all", ("A", 50), ("B", 50)),
        _number("A", ("A", 50)),
        _number("B", ("B", 50)),
    ]
    assert publish("one", numbers).hidden == frozenset()


def test_what_was_hidden_of_ten_is_not_told_of_three() -> None:
    """A lower threshold later brings nothing to light that was hidden before."""
    numbers = [_number("A", ("A", 4)), _number("B", ("B", 30))]
    ledger = Ledger().and_one(publish("March", numbers))
    later = publish("April", numbers, ledger=ledger, least_people=3)
    assert later.hidden == {"A"}


def test_numbers_of_all_earlier_releases_are_wholes() -> None:
    """50 were told in March; whatever April told, 46 of one school in May tell of 4 elsewhere."""
    ledger = Ledger().and_one(publish("March", [_number("all", ("A", 46), ("B", 4))]))
    ledger = ledger.and_one(publish("April", [_number("C", ("C", 30))], ledger=ledger))
    may = publish("May", [_number("D", ("D", 12)), _number("A", ("A", 46))], ledger=ledger)
    assert may.hidden == {"A"}


def test_a_number_that_is_new_does_not_hide_a_change_in_another() -> None:
    """In whatever order they are given."""
    ledger = Ledger().and_one(publish("March", [_number("all", ("A", 50))]))
    numbers = [_number("C", ("C", 30), measure="grants"), _number("all", ("A", 50), ("B", 3))]
    for each in (numbers, numbers[::-1]):
        assert publish("April", each, ledger=ledger).hidden == {"all"}


def test_neither_of_two_numbers_is_held_by_the_other() -> None:
    """Two schools that share nine of twelve children are told: nobody knows the one from the other."""
    both = [_number("A", ("A", 9), ("B", 3)), _number("B", ("A", 9), ("C", 3))]
    assert publish("one", both).hidden == frozenset()


@pytest.mark.parametrize(("people", "is_told"), [(12, True), (10, True), (9, False)])
def test_what_is_left_of_a_number_is_counted_in_people(people: int, *, is_told: bool) -> None:
    """Who has two visits, one of them at home, is left with the other one."""
    home = frozenset({("where", "home")})
    visits = {(f"A{at}", word): 1 for at in range(people) for word in ("home", "school")}
    more = {(f"B{at}", "home"): 1 for at in range(12)}
    at_home = {unit: 1 for unit in visits if unit[1] == "home"} | more
    numbers = [
        Number(key="all", measure="visits", units=visits | more),
        Number(key="home", measure="visits", facts=home, units=at_home),
    ]
    assert (publish("one", numbers).hidden == frozenset()) is is_told


def test_a_part_that_is_all_of_its_whole_is_told() -> None:
    """Where every child is of one school, the number of the school tells nothing more."""
    numbers = [_number("all", ("A", 12)), _number("A", ("A", 12))]
    assert publish("one", numbers).hidden == frozenset()


def test_what_has_proved_a_release_is_tried_for_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As moves between the crowds of now that leave all that was told then."""
    asked: list[tuple[Table, tuple[tuple[tuple[int, int], ...], ...]]] = []

    def watched(table: Table, *, known: Iterable[tuple[tuple[int, int], ...]]) -> object:
        moves = tuple(known)
        asked.append((table, moves))
        return suppress(table, known=moves)

    monkeypatch.setattr("guangongwei.privacy.release.suppress", watched)
    ledger = Ledger()
    for name, more in (("March", 0), ("April", 20), ("May", 50)):
        schools = [_number("A", ("A", 4)), _number("B", ("B", 30 + more)), _number("C", ("C", 40))]
        whole = _number("all", ("A", 4), ("B", 30 + more), ("C", 40))
        ledger = ledger.and_one(publish(name, [*schools, whole], ledger=ledger))
    assert [bool(moves) for _, moves in asked] == [False, True, True]
    for table, moves in asked:
        out = table.where(each.is_out for each in table.cells)
        assert sum(each.is_printed for each in table.cells) == out.bit_count() + 4
        march = table.where(
            each.is_out and getattr(each.key, "release", "") == "March" for each in table.cells
        )
        for move in moves:
            for cell in bits(march):
                assert not sum(by for at, by in move if table.crowds[at].cells >> cell & 1)


def test_what_was_withheld_is_withheld_again() -> None:
    """The release is the one of the ledger, whatever is decided anew."""
    ledger = Ledger().and_one(publish("March", [_number("A", ("A", 4))], least_people=3))
    april = publish("April", [_number("A", ("A", 4)), _number("B", ("B", 50))], ledger=ledger)
    assert april.is_withheld
    kept = ledger.and_one(april)
    assert publish("April", april.numbers, ledger=kept) is april
