from __future__ import annotations

import csv

from guangongwei.privacy import inventory
from guangongwei.reports import inventories


def test_each_line_is_told_in_the_words_of_the_tables() -> None:
    """Table and header as they are filled in, and the time of keeping with what it rests on."""
    told = {each[2]: each for each in inventories.rows(inventory())}
    assert told["Volunteer.phone"] == (
        "五老志愿者",
        "联系电话",
        "Volunteer.phone",
        "个人信息",
        "五老志愿者",
        "否",
        "五老志愿者登记与联系",
        "五老志愿者退出日期后3年（地方自定，可设置）",
    )
    assert told["Child.groups"][5] == "是"
    assert told["Organisation.name"][-1] == "—"
    assert told["Certificate.holder.name"][:2] == ("志愿服务记录证明", "")


def test_markdown_and_csv_hold_the_same() -> None:
    """One line a field, under one line of headers."""
    rows = [inventories.HEADERS, *inventories.rows(inventory())]
    lines = inventories.as_markdown(inventory()).splitlines()
    cells = [tuple(each.strip("| ").split(" | ")) for each in lines if "---" not in each]
    assert len(lines) == len(rows) + 1
    assert cells[0] == inventories.HEADERS
    assert [
        tuple(each) for each in csv.reader(inventories.as_csv(inventory()).splitlines())
    ] == rows
