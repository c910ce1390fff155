from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from guangongwei.errors import Span
from guangongwei.model.plan import Commitment, Comparator, Item, Plan, Section

TEXT = "一、优质化\n1.达到70%。\n2.壮大队伍。\n"


def plan() -> Plan:
    """A plan of one section with two items and a commitment in each."""
    first = Item(ordinal=1, mark="1.", text="达到70%。", span=Span("p", 6, 15))
    second = Item(ordinal=2, mark="2.", text="壮大队伍。", span=Span("p", 15, 23))
    section = Section(
        ordinal=1, mark="一、", heading="优质化", span=Span("p", 0, 23), items=(first, second)
    )
    return Plan(
        name="p",
        title=None,
        year=2024,
        issuer=None,
        text=TEXT,
        blocks=(),
        sections=(section,),
        commitments=(
            Commitment(
                text="达到70%",
                span=Span("p", 8, 13),
                values=(Fraction(7, 10),),
                comparator=Comparator.AT_LEAST,
                unit="%",
            ),
            Commitment(
                text="壮大队伍",
                span=Span("p", 17, 21),
                values=(),
                comparator=Comparator.INCREASE,
                unit=None,
            ),
        ),
    )


def test_a_plan_lists_its_items_in_the_order_of_the_text() -> None:
    """Items of all sections, one after another."""
    assert [each.ordinal for each in plan().items] == [1, 2]


def test_facts_are_found_by_where_they_stand() -> None:
    """Each item has its own commitments; the section has both."""
    it = plan()
    section = it.sections[0]
    assert [each.text for each in it.within(it.items[0], it.commitments)] == ["达到70%"]
    assert [each.text for each in it.within(it.items[1], it.commitments)] == ["壮大队伍"]
    assert len(it.within(section, it.commitments)) == 2


def test_a_commitment_without_a_number_is_not_quantified() -> None:
    """壮大 names a direction only."""
    assert [each.is_quantified for each in plan().commitments] == [True, False]


def test_a_plan_does_not_print_its_text() -> None:
    """The repr names the plan, not its characters twice over."""
    assert TEXT not in repr(plan())


def test_an_item_opens_with_its_first_line() -> None:
    """A long first line is cut, and later lines are left out."""
    item = plan().items[0]
    assert evolve(item, text="读书。\n写字。").opening == "读书。"
    assert evolve(item, text="好" * 41).opening == "好" * 40 + "…"


def test_a_plan_shows_its_items_as_a_table() -> None:
    """A notebook sees headings, items and what each asks for; a section without heading too."""
    it = plan()
    html = it._repr_html_()
    assert "<caption>p · 2024</caption>" in html
    assert "<strong>一、优质化</strong>" in html
    assert ">1. 达到70%。</td>" in html
    assert ">达到70%</td>" in html
    bare = evolve(it, sections=(evolve(it.sections[0], heading=None),))
    assert "<strong>" not in bare._repr_html_()
