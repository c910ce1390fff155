"""Tables in place of a dataset: what takes records takes them too."""

from __future__ import annotations

from datetime import date

from guangongwei import Year, plans, review
from guangongwei.indicators import frames
from guangongwei.testing import worlds

PLAN = """2024年工作要点

一、加强队伍建设
1.发动更多五老参加服务，全年服务时长不少于100小时。
2.巩固提升优质化建设，力争70%的学校通过认定。
"""


def test_a_review_of_tables_is_the_review_of_their_records() -> None:
    """Every line, figure and judgement is the same, and so is what explains a figure."""
    world = worlds.district(3, year=2024, schools=80, volunteers=120, services=400, history=40)
    plan = plans.parse(PLAN).value
    tables = frames.TableSet(
        frames.from_records(world.dataset, "polars"),
        tree=world.dataset.tree,
        standards=world.dataset.standards,
    )
    of_records = review(plan, world.dataset, period=Year(2024), as_of=date(2024, 12, 31))
    of_tables = review(plan, tables, period=Year(2024), as_of=date(2024, 12, 31))
    assert of_tables.lines == of_records.lines
    assert of_tables.figures == of_records.figures
    one, other = (each.explain("services.hours") for each in (of_tables, of_records))
    assert one.value() == other.value()
    assert set(one.part.records) == set(other.part.records)
