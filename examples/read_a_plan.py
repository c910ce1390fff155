"""What a plan asks for: its numbers, its days, its documents, and what could not be read."""

from __future__ import annotations

from guangongwei import plans

TEXT = """\
示例区教育局关工委2024年工作要点

一、加强队伍建设
1.年底前在册“五老”志愿者不少于400名，力争骨干达到三分之一。
2.组织“五老”宣讲80余场次，受教育学生2万人次以上。
二、推进优质化建设
3.对照《关工委优质化建设均衡发展基本要求》自查，力争近70%的中小学、幼儿园达标。
4.庆祝中华人民共和国成立75周年，坚持三结合，力争工作位居全市前列。
"""


def main() -> None:
    """Read the text and print what was found in each item."""
    checked = plans.parse(TEXT, name="plan.txt")
    plan = checked.value
    print(plan.title, plan.year, plan.issuer)
    for item in plan.items:
        print(item.ordinal, *(each.text for each in plan.within(item, plan.references)))
        for each in plan.within(item, plan.commitments):
            asked = " ".join(map(str, each.values))
            due = each.deadline and each.deadline.end
            print(f"  {each.hedge} {each.comparator.value} {asked} {each.unit}, due {due}")
    for each in plan.unread:
        print(f"{each.span} not typed: {each.reason}")
    print(len(checked.problems), "problems;", plans.render(plan) == TEXT)


if __name__ == "__main__":
    main()
