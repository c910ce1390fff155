"""Bodies are read where a plan says who answers for what, and who issued a document."""

from __future__ import annotations

import pytest

from guangongwei.plans.bodies import issuers, responsibilities


@pytest.mark.parametrize(
    ("text", "printed", "bodies"),
    [
        (
            "抓好落实。(责任科室:组干科、机关党委)",
            "(责任科室:组干科、机关党委)",
            ("组干科", "机关党委"),
        ),
        (
            "抓好落实。（牵头单位：办公室；配合单位：各县(市、区)关工委）",
            "（牵头单位：办公室；配合单位：各县(市、区)关工委）",
            ("办公室", "各县(市、区)关工委"),
        ),
        ("抓好落实。【责任人：两名】", "【责任人：两名】", ("两名",)),
        ("抓好落实（组干科牵头）。", "（组干科牵头）", ("组干科",)),
        ("抓好落实。（组干科、机关党委）\n", "（组干科、机关党委）", ("组干科", "机关党委")),
        ("抓好落实。（由妇联、财政厅负责）", "（由妇联、财政厅负责）", ("妇联", "财政厅")),
        (
            "责任单位：镇关工委办公室、镇中心校\n",
            "责任单位：镇关工委办公室、镇中心校",
            ("镇关工委办公室", "镇中心校"),
        ),
        ("聘请监督员6名，由镇文化站负责日常联络。", "由镇文化站负责", ("镇文化站",)),
        ("责任单位:)", "责任单位:)", ()),
        ("责任单位:甲校单位:)", "责任单位:甲校单位:)", ("甲校",)),
        ("责任单位：甲校)、乙校", "责任单位：甲校)、乙校", ("甲校)", "乙校")),
    ],
)
def test_who_answers_is_read_as_printed(text: str, printed: str, bodies: tuple[str, ...]) -> None:
    """A bracket, a line or 由…负责 is kept as printed, with the bodies it names."""
    (found,) = responsibilities(text, "p")
    assert (found.text, found.bodies) == (printed, bodies)
    assert text[found.span.start : found.span.stop] == printed


@pytest.mark.parametrize(
    "text",
    [
        "各直属学校（含民办）、机关各科室",
        "村（社区）关工委每年不少于2次",
        "五老志愿者（老干部、老教师）登记",
        "增强责任感、使命感",
        "安全由学校来抓。",
        "（老教师、老模范）\n",
        "",
    ],
)
def test_other_brackets_name_nobody(text: str) -> None:
    """Remarks, lists and the word 责任 in prose say nothing about who answers."""
    assert responsibilities(text, "p") == ()


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("认真落实省教育厅和省文明办联合印发的", ("省教育厅", "省文明办")),
        ("贯彻中共中央、国务院", ("中共中央", "国务院")),
        ("按江苏省教育系统关工委", ("江苏省教育系统关工委",)),
        ("省教育厅、省文明办", ("省教育厅", "省文明办")),
        ("继续填写", ()),
        ("省教育厅，落实", ()),
        ("", ()),
    ],
)
def test_issuers_stand_right_before_a_name(before: str, expected: tuple[str, ...]) -> None:
    """Bodies are read backwards from the name, up to the verb that governs it."""
    assert issuers(f"{before}《意见》", len(before)) == expected


def test_bodies_in_traditional_script_stay_as_printed() -> None:
    """(由省婦聯、省財政廳負責配送) names two bodies in the script of the text."""
    (found,) = responsibilities("凳子20把(由省婦聯、省財政廳負責配送)。", "plan")
    assert (found.text, found.bodies) == (
        "(由省婦聯、省財政廳負責配送)",
        ("省婦聯", "省財政廳"),
    )
