"""Each number format of Word's lists shows a number as a word processor does."""

from __future__ import annotations

import pytest

from guangongwei.plans.docx_formats import written

SHOWN = {
    "decimal": "1 10 11 20 21 27 100 101 1234",
    "decimalHalfWidth": "1 10 11 20 21 27 100 101 1234",
    "decimalZero": "01 10 11 20 21 27 100 101 1234",
    "decimalFullWidth": "１ １０ １１ ２０ ２１ ２７ １００ １０１ １２３４",
    "decimalEnclosedCircle": "① ⑩ ⑪ ⑳ 21 27 100 101 1234",
    "decimalEnclosedParen": "⑴ ⑽ ⑾ ⒇ 21 27 100 101 1234",
    "decimalEnclosedFullstop": "⒈ ⒑ ⒒ ⒛ 21 27 100 101 1234",
    "chineseCounting": "一 十 十一 二十 二十一 二十七 一○○ 一○一 一二三四",
    "chineseCountingThousand": "一 十 十一 二十 二十一 二十七 一百 一百零一 一千二百三十四",
    "chineseLegalSimplified": "壹 壹拾 壹拾壹 贰拾 贰拾壹 贰拾柒 壹佰 壹佰零壹 壹仟贰佰叁拾肆",
    "ideographDigital": "一 一〇 一一 二〇 二一 二七 一〇〇 一〇一 一二三四",
    "ideographEnclosedCircle": "㈠ ㈩ 11 20 21 27 100 101 1234",
    "ideographLegalTraditional": "壹 壹拾 壹拾壹 貳拾 貳拾壹 貳拾柒 壹佰 壹佰零壹 壹仟貳佰參拾肆",
    "ideographTraditional": "甲 癸 11 20 21 27 100 101 1234",
    "ideographZodiac": "子 酉 戌 20 21 27 100 101 1234",
    "japaneseCounting": "一 十 十一 二十 二十一 二十七 百 百一 千二百三十四",
    "taiwaneseCounting": "一 十 十一 二十 二十一 二十七 一○○ 一○一 一二三四",
    "upperLetter": "A J K T U AA VVVV WWWW 1234",
    "lowerLetter": "a j k t u aa vvvv wwww 1234",
    "upperRoman": "I X XI XX XXI XXVII C CI MCCXXXIV",
    "lowerRoman": "i x xi xx xxi xxvii c ci mccxxxiv",
}
NUMBERS = (1, 10, 11, 20, 21, 27, 100, 101, 1234)


@pytest.mark.parametrize("numbering", SHOWN)
def test_a_number_is_shown_in_its_format(numbering: str) -> None:
    """Units, tens, what lies past the last sign of a row, and hundreds with a zero inside."""
    assert [written(each, numbering) for each in NUMBERS] == SHOWN[numbering].split()


def test_a_dash_stands_on_each_side() -> None:
    """A number in dashes has blanks inside them."""
    assert written(3, "numberInDash") == "- 3 -"


def test_no_format_shows_nothing() -> None:
    """A level without a format has words alone."""
    assert written(3, "none") == ""


def test_zero_is_shown() -> None:
    """A list may begin with 0; only letters and Roman numerals have none."""
    assert [
        written(0, each) for each in ("chineseCounting", "japaneseCounting", "lowerLetter")
    ] == [
        "○",
        "〇",
        "0",
    ]


@pytest.mark.parametrize("number", [-1, 10_000, 999_999_999])
@pytest.mark.parametrize("numbering", ["upperLetter", "upperRoman", "chineseCounting"])
def test_what_no_list_counts_to_is_in_digits(number: int, numbering: str) -> None:
    """A file cannot ask for a million letters."""
    assert written(number, numbering) == str(number)


def test_other_formats_are_not_known() -> None:
    """What is not known here is told apart from what shows nothing."""
    assert written(1, "thaiLetters") is None
