"""Numerals are read exactly, written back the same, and never seen inside words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.chinese import numerals
from guangongwei.chinese.numerals import Form, Style, find, parse, write, write_share, write_year
from guangongwei.errors import BadArgument


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七十", 70),
        ("十", 10),
        ("十二", 12),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百二", 120),
        ("三千五", 3500),
        ("三千零五", 3005),
        ("一千零五十", 1050),
        ("一万二", 12000),
        ("两万五千", 25000),
        ("十二万三千四百五十六", 123456),
        ("一亿三千万", 130000000),
        ("一万亿", 10**12),
        ("廿三", 23),
        ("卅", 30),
        ("壹佰贰拾叁", 123),
        ("二〇二四", 2024),
        ("零", 0),
        ("两", 2),
        ("三点五", Fraction(7, 2)),
        ("70", 70),
        ("７０", 70),
        ("1,206,350", 1206350),
        ("1,200.5", Fraction(2401, 2)),
        ("3.4万", 34000),
        ("3.4 万", 34000),
        ("210万", 2100000),
        ("3万5千", 35000),
        ("2亿3000万", 230000000),
        ("1万2000", 12000),
        ("2百万", 2000000),
        ("70%", Fraction(7, 10)),
        ("７０％", Fraction(7, 10)),
        ("70 %", Fraction(7, 10)),
        ("5‰", Fraction(1, 200)),
        ("百分之七十", Fraction(7, 10)),
        ("百分之百", 1),
        ("百分之一百", 1),
        ("百分之九十五点八", Fraction(479, 500)),
        ("百分之95.8", Fraction(479, 500)),
        ("千分之五", Fraction(1, 200)),
        ("三分之一", Fraction(1, 3)),
        ("1/3", Fraction(1, 3)),
        ("一半", Fraction(1, 2)),
        ("七成", Fraction(7, 10)),
        ("7成", Fraction(7, 10)),
        ("三成五", Fraction(7, 20)),
        ("八五折", Fraction(17, 20)),
        ("九折", Fraction(9, 10)),
        (" 70 ", 70),
    ],
)
def test_a_numeral_is_read(text: str, value: Fraction | int) -> None:
    """Every way of writing a number has its exact value."""
    assert parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "五老",
        "万一",
        "百",
        "三八",
        "十四五",
        "一百零",
        "一百百",
        "一万零万",
        "二十万亿万",
        "万万",
        "一亿二亿",
        "百分之",
        "零分之一",
        "三分之万一",
        "3/1",
        "1/3/5",
        "5万3万",
        "3万5",
        "二千年",
        "٣",
        "²",
        "NaN",
        "1e400",
        "9" * 25,
        "一" * 49,
        "1.2.3",
    ],
)
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    """Words, broken numerals and identity numbers have no value."""
    assert parse(text) is None


@given(st.integers(0, 10**16 - 1), st.sampled_from(Style))
def test_a_whole_number_survives_writing_and_reading(number: int, style: Style) -> None:
    """Reading what was written gives the number back, in either style."""
    assert parse(write(number, style=style)) == number


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_a_decimal_survives_writing_and_reading(number: int, places: int) -> None:
    """Reading a decimal that was written gives it back exactly."""
    value = Fraction(number, 10**places)
    assert parse(write(value)) == value


@given(st.fractions(0, 1, max_denominator=9999))
def test_a_share_survives_writing_and_reading(share: Fraction) -> None:
    """Fractions and percentages that were written are read back exactly."""
    assert parse(write(share)) == share
    percent = Fraction(round(share * 10000), 10000)
    assert parse(write_share(percent)) == percent


@given(st.integers(1000, 9999))
def test_a_year_survives_writing_and_reading(year: int) -> None:
    """A year written digit by digit is read back."""
    assert parse(write_year(year)) == year


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (0, Style.PLAIN, "零"),
        (10, Style.PLAIN, "十"),
        (110, Style.PLAIN, "一百一十"),
        (10005, Style.PLAIN, "一万零五"),
        (100000, Style.PLAIN, "十万"),
        (2024, Style.FORMAL, "贰仟零贰拾肆"),
        (Fraction(7, 2), Style.PLAIN, "三点五"),
        (Fraction(1, 3), Style.PLAIN, "三分之一"),
    ],
)
def test_numbers_are_written_as_people_write_them(
    value: Fraction | int, style: Style, text: str
) -> None:
    """One 零 for every gap, and 十 rather than 一十 at the front."""
    assert write(value, style=style) == text


@pytest.mark.parametrize("value", [-1, 10**16])
def test_a_number_out_of_range_is_refused(value: int) -> None:
    """Only numbers from 0 to under 10^16 are written."""
    with pytest.raises(BadArgument) as caught:
        write(value)
    assert caught.value.name == "value"


@pytest.mark.parametrize(
    "text",
    [
        "发挥五老作用，学四史，落实双减",
        "一是统一部署，统一组织，进一步加强，一起做好一些工作",
        "万一有事，十分重视，千方百计，三八妇女节",
        "第三批学校，第一名，六一儿童节",
        "队伍名册，大陆",
        "二十大精神，十九届六中全会，三下乡",
        "A4纸，H1N1，word2003",
        "逐一落实，唯一标准，归一，统一批次，逐一个别谈心",
        "完成任务，成立组织，五成员",
        "每周一起学习，同样一样",
    ],
)
def test_words_are_left_alone(text: str) -> None:
    """A numeral inside a word is no amount."""
    assert numerals.find(text) == ()


def test_numerals_are_found_with_their_places() -> None:
    """Every amount of a sentence is found, with its value, its form and its place."""
    text = "近70%的学校，三十余名五老，两至三篇，七成以上，三分之一，九折，3人，二百余万人次"
    found = numerals.find(text)
    assert [(each.text, each.form) for each in found] == [
        ("70%", Form.PERCENT),
        ("三十", Form.CHINESE),
        ("两", Form.CHINESE),
        ("三", Form.CHINESE),
        ("七成", Form.TENTHS),
        ("三分之一", Form.PARTS),
        ("九折", Form.DISCOUNT),
        ("3", Form.ARABIC),
        ("二百", Form.CHINESE),
    ]
    assert all(text[each.start : each.stop] == each.text for each in found)


@given(st.text(st.sampled_from("一二十百万亿〇点分之成折半数0123456789.,/%％ 万人名第A")))
def test_finding_never_fails(text: str) -> None:
    """Whatever the text, finding gives places inside it that do not overlap."""
    reached = 0
    for each in numerals.find(text):
        assert reached <= each.start < each.stop <= len(text)
        assert text[each.start : each.stop] == each.text
        reached = each.stop


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("宣讲一百零五场", [105]),
        ("一起参加三场", [3]),
        ("一场", [1]),
        ("统一部署三场", [3]),
        ("共一场", [1]),
        ("统三场", [3]),
    ],
)
def test_what_is_found_is_worth_something(text: str, values: list[int]) -> None:
    """The value of each numeral; a 一 that makes a word with its neighbour counts nothing."""
    assert [each.value for each in find(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二分之二", 1),
        ("三分之二", Fraction(2, 3)),
        ("九千九百九十九万", 99990000),
        ("一万万", None),
        ("十万", 10**5),
        ("十一万", 11 * 10**4),
        ("一亿零一", 10**8 + 1),
        ("二〇二四", 2024),
        ("零", 0),
        ("零五", None),
        ("一二〇", 120),
        ("一亿零三千万", 10**8 + 3 * 10**7),
        ("一亿零三千", 10**8 + 3000),
        ("一万零", None),
    ],
)
def test_the_limits_of_groups(text: str, value: Fraction | int | None) -> None:
    """What stands before 万 and 亿, and before the line of a fraction."""
    assert parse(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("3万1000", 31000), ("3万999", None), ("3万1万", None), ("3千2000", None)],
)
def test_what_follows_a_power_fills_the_places_below_it(text: str, value: int | None) -> None:
    """Anything shorter may leave its power unsaid, and anything longer is no one number."""
    assert parse(text) == value


@pytest.mark.parametrize("text", ["5/5", "1/1"])
def test_a_whole_is_no_part(text: str) -> None:
    """5/5 is a day in May or a mark."""
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("9" * 24, 10**24 - 1), ("一" * 48, (10**48 - 1) // 9), ("一" * 49, None)]
)
def test_the_longest_numeral_is_still_read(text: str, value: int | None) -> None:
    """24 digits in Arabic and twice as many characters."""
    assert parse(text) == value


def test_a_fraction_without_an_end_is_written_in_parts() -> None:
    """Up to 24 places are written after the point."""
    assert write(Fraction(1, 10**24)) == f"零点{'零' * 23}一"
    assert write(Fraction(1, 10**25)) == "十亿亿亿分之一"


def test_who_writes_too_large_a_number_is_told_how_large_it_may_be() -> None:
    """The first number that cannot be written."""
    with pytest.raises(BadArgument, match=str(10**16)):
        write(10**16)
