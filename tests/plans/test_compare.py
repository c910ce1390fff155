"""Two plans are compared by their words."""

from __future__ import annotations

from guangongwei import plans

OLD = plans.parse(
    "某区关工委2024年要点\n一、工作\n1.组织老教师开展学习宣讲活动，全年不少于4次。\n"
    "2.力争近70%的学校达到优质化建设标准。\n3.办好校外教育辅导站。\n",
).value
NEW = plans.parse(
    "某区关工委2025年要点\n一、工作\n1.建设网上关工委，拍摄微视频不少于3部。\n"
    "2.组织老教师开展学习宣讲活动，全年不少于4次。\n3.力争近85%的学校达到优质化建设标准，巩固成果。\n",
).value


def test_items_are_matched_by_their_words_not_by_their_numbers() -> None:
    """What moved is no change; what is new, gone or reworded is listed."""
    found = plans.compare(OLD, NEW)
    assert [item.ordinal for item in found.added] == [1]
    assert [item.ordinal for item in found.dropped] == [3]
    assert [(each.old.ordinal, each.new.ordinal) for each in found.changed] == [(2, 3)]
    assert 0.5 < found.changed[0].likeness < 1


def test_a_target_with_another_number_is_changed() -> None:
    """The same clause with 85 for 70 is one changed target; the other is as it was."""
    found = plans.compare(OLD, NEW)
    (change,) = found.targets_changed
    assert [str(value) for value in (*change.old.values, *change.new.values)] == ["7/10", "17/20"]
    assert [each.unit for each in found.targets_added] == ["部"]
    assert found.targets_dropped == ()


def test_an_item_is_matched_once() -> None:
    """Of two items that are alike, the likeliest takes the match and the other is dropped."""
    old = plans.parse("1.组织老教师开展学习宣讲活动。\n2.组织老教师开展学习活动。\n").value
    new = plans.parse("1.组织老教师开展学习宣讲活动。\n").value
    assert [item.ordinal for item in plans.compare(old, new).dropped] == [2]


def test_a_plan_compared_with_itself_has_no_changes() -> None:
    """Everything matches, nothing is listed."""
    found = plans.compare(OLD, OLD)
    assert (found.added, found.dropped, found.changed) == ((), (), ())
    assert (found.targets_added, found.targets_dropped, found.targets_changed) == ((), (), ())


def test_a_comparison_shows_itself_as_a_table() -> None:
    """Each change is a row, old beside new."""
    html = plans.compare(OLD, NEW)._repr_html_()
    assert html.count("<tr>") == 6
    assert "目标改变" in html
    assert "改写" in html
    assert "目标删去" in plans.compare(NEW, OLD)._repr_html_()
