"""No spreadsheet runs what we write, and no name of ours is anything but a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.tabular.safe_text import escaped, file_name, sheet_name, unescaped

DANGEROUS = "=+-@|%＝＋－＠｜％﹦﹢﹣﹫−"
HIDING = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\ufeff",
    "\u200b",
    "\u3000",
    "\u00ad",
    "\ufe0f",
    "\u3164",
)

texts = st.text(
    st.sampled_from(f"'{DANGEROUS}{''.join(HIDING)}#N/A1a中.:\\[]\"")
    | st.characters(codec="utf-8"),
    max_size=40,
)


@given(texts)
def test_escaping_is_undone_character_for_character(text: str) -> None:
    """Whatever a text is, what was written for it means it again."""
    assert unescaped(escaped(text)) == text


@given(texts)
def test_what_is_escaped_once_means_one_text(text: str) -> None:
    """No two texts are written as the same cell: what is read is written as it was."""
    assert unescaped(text) == text or escaped(unescaped(text)) == text


@pytest.mark.parametrize("hidden", HIDING)
@pytest.mark.parametrize("sign", DANGEROUS)
def test_no_cell_begins_like_a_formula(sign: str, hidden: str) -> None:
    """Signs of every width are escaped, also behind what nobody sees."""
    text = f"{hidden}{sign}1+1"
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", " 张", "张 ", "\ufeff张"])
def test_what_a_spreadsheet_would_change_is_escaped(text: str) -> None:
    """Error values and blanks at the ends would not survive."""
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "'", "张三", "'张三'", "2024-03-01", "13800000000", "《孝经》", "C++"]
)
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    """Nobody meets an apostrophe that nothing asked for."""
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [
        ("五老志愿者", "五老志愿者"),
        ("2024/5[活动]:*?\\", "2024_5_活动_____"),
        ("'引号'", "引号"),
        ("", "_"),
        ("History", "History (2)"),
        ("history", "history (2)"),
        ("表" * 40, "表" * 31),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_a_sheet_gets_a_name_that_excel_takes(wanted: str, given_name: str) -> None:
    """What it does not take is replaced, and what is too long is cut."""
    assert sheet_name(wanted) == given_name


def test_no_two_sheets_bear_one_name() -> None:
    """Letters of another case make no other name, and a number fits behind a long one."""
    assert sheet_name("Data", ["data", "DATA (2)"]) == "Data (3)"
    assert sheet_name("表" * 40, ["表" * 31]) == "表" * 27 + " (2)"


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [
        ("五老志愿者.xlsx", "五老志愿者.xlsx"),
        ("../../etc/passwd", "_.._.._etc_passwd"),
        ("C:\\表.xlsx", "C__表.xlsx"),
        (".hidden", "_.hidden"),
        ("-rf", "_-rf"),
        ("con", "_con"),
        ("LPT1.xlsx", "_LPT1.xlsx"),
        ("a\0b\n.csv", "a_b_.csv"),
        ("名单. ", "名单"),
        ("", "_"),
    ],
)
def test_a_file_gets_a_name_that_is_only_a_name(wanted: str, given_name: str) -> None:
    """It leads nowhere, hides nothing and is no device."""
    assert file_name(wanted) == given_name


@given(texts, st.sets(texts, max_size=3))
def test_every_wish_becomes_a_name(wanted: str, taken: set[str]) -> None:
    """Sheets have up to 31 units, files up to 200 bytes, and nothing is given twice."""
    sheet, file = sheet_name(wanted, taken), file_name(wanted, taken)
    assert 1 <= len(sheet.encode("utf-16-le")) // 2 <= 31
    assert not set(sheet) & set("[]:*?/\\")
    assert 1 <= len(file.encode()) <= 200
    assert "/" not in file
    assert {sheet.casefold(), file.casefold()}.isdisjoint(each.casefold() for each in taken)
