"""What cells mean, and that every value written is read again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei.model import Absence, Category, Days, Half, Month, Season, Term, Year
from guangongwei.tabular import cells
from guangongwei.tabular.cells import Fault, Kind, content, one_of
from guangongwei.tabular.safe_text import escaped

CATEGORY = one_of(Category, "类别")

#: Any text without control characters, and often one a spreadsheet would spoil.
texts = st.text(
    st.sampled_from("'=+-@|%＝＋－＠｜％ \t\n\r\u3000\u200b,;、“a1中\"\\/")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=6,
)


@given(text=texts)
def test_a_escaped_text_is_held_as_it_is(text: str) -> None:
    """Whatever a text begins or ends with, its cell gives it back, character for character."""
    assert content(escaped(text)) == text


@given(text=texts)
def test_no_escaped_text_begins_like_a_formula(text: str) -> None:
    """A spreadsheet that opens the file has nothing to run."""
    assert not escaped(text).lstrip().startswith(tuple("=+-@|%＝＋－＠｜％\t\r"))


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("张三", "张三"),
        ("  张三\u3000\u200b", "张三"),
        ("\u202d13800000000\u202c", "13800000000"),
        ("'=1+1", "=1+1"),
        ("'+8613800000000", "+8613800000000"),
        ("'#N/A", "#N/A"),
        ("''=1", "'=1"),
        ("'十佳'学校", "'十佳'学校"),
        ("'", "'"),
        ("' 两格 ", " 两格 "),
        ("甲\n乙", "甲\n乙"),
        (" ", ""),
    ],
)
def test_blanks_and_guards_are_taken_away(cell: str, held: str) -> None:
    """A quotation mark is a guard only where the text after it needs one."""
    assert content(cell) == held


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("#N/A", "T116"),
        ("#DIV/0!", "T116"),
        ("a\0b", "T117"),
        ("\x07", "T117"),
        ("a\x9b31m", "T117"),
    ],
)
def test_what_is_no_text_is_a_fault(cell: str, code: str) -> None:
    """Errors of a spreadsheet and control characters are never taken for words."""
    assert content(cell) == Fault(code)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (cells.COUNT, "0", 0),
        (cells.COUNT, "1260", 1260),
        (cells.COUNT, "１２６０", 1260),
        (cells.COUNT, "1,260", 1260),
        (cells.COUNT, "1，260，000", 1260000),
        (cells.COUNT, "40.0", 40),
        (cells.COUNT, "未报送", Absence.NOT_REPORTED),
        (cells.AMOUNT, "1.5", Decimal("1.5")),
        (cells.AMOUNT, "１．５", Decimal("1.5")),
        (cells.AMOUNT, "10,000.00", Decimal(10000)),
        (cells.AMOUNT, "不适用", Absence.NOT_APPLICABLE),
        (cells.DAY, "2024-03-01", date(2024, 3, 1)),
        (cells.DAY, "2024/3/1", date(2024, 3, 1)),
        (cells.DAY, "2024.3.1", date(2024, 3, 1)),
        (cells.DAY, "2024年3月1日", date(2024, 3, 1)),
        (cells.DAY, "2024 年 3 月 1 日", date(2024, 3, 1)),
        (cells.DAY, "20240301", date(2024, 3, 1)),
        (cells.DAY, "２０２４－０３－０１", date(2024, 3, 1)),
        (cells.FLAG, "是", True),
        (cells.FLAG, "√", True),
        (cells.FLAG, "y", True),
        (cells.FLAG, "已", True),
        (cells.FLAG, "无", False),
        (cells.FLAG, "×", False),
        (cells.FLAG, "0", False),
        (cells.FLAG, "不详", Absence.UNKNOWN),
        (CATEGORY, "小学", Category.PRIMARY),
        (cells.CODE, "D021", "D021"),
        (cells.CODE, "+86 138 0000 0000", "+86 138 0000 0000"),
        (cells.CODE, "0000-86300000、13800000000", "0000-86300000、13800000000"),
        (cells.CODE, "12345678901234", "12345678901234"),
        (cells.KEY, "E0001", "E0001"),
        (cells.KEY, "三班07", "三班07"),
        (cells.CODES, "V1", ("V1",)),
        (cells.CODES, "V1、V2 V3；V4", ("V1", "V2", "V3", "V4")),
        (cells.CODES, "、", ()),
        (cells.word(("父亲", "母亲"), "同意人"), "母亲", "母亲"),
        (cells.BATCH, "3", 3),
        (cells.BATCH, "第三批", 3),
        (cells.BATCH, "第3批次", 3),
        (cells.BATCH, "首批", 1),
        (cells.ITEMS, "4;5", ("4", "5")),
        (cells.ITEMS, "第4条、第十二条", ("4", "12")),
        (cells.ITEMS, "2.3之2、第2.3条之三、2.3之一", ("2.3之2", "2.3之3", "2.3")),
        (cells.ITEMS, "４，５", ("4", "5")),
        (cells.WORDS, "老教师、老模范", ("老教师", "老模范")),
        (
            cells.WORDS,
            "老教师 老模范/老干部;老战士；老专家",
            ("老教师", "老模范", "老干部", "老战士", "老专家"),
        ),
        (cells.NAMES, "Sample School，示例小学", ("Sample School", "示例小学")),
        (cells.NAMES, "示例小学(东\\、西)", ("示例小学(东、西)",)),
        (cells.PERIOD, "2024", Year(2024)),
        (cells.PERIOD, "２０２４年度", Year(2024)),
        (cells.PERIOD, "2024-03", Month(2024, 3)),
        (cells.PERIOD, "2024-01-01至2024-12-31", Year(2024)),
        (cells.PERIOD, "2024-01-01/2024-12-31", Days(date(2024, 1, 1), date(2025, 1, 1))),
        (cells.PERIOD, "2024年上半年", Half(2024, 1)),
        (cells.PERIOD, "2024年春季学期", Term(2024, Season.SPRING)),
    ],
)
def test_a_cell_means(kind: Kind, text: str, value: object) -> None:
    """Every way of writing that is in use has one meaning."""
    read = kind.parse(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        *(
            (cells.COUNT, text, "T102")
            for text in ("三", "-3", "+3", "3人", "约3", "NaN", "inf", "1e400", "٣", "1_000", "5²")
        ),
        *(
            (cells.COUNT, text, "T102")
            for text in ("12,34", "1,2345", ",123", "1.", ".5", "1.2.3", "无")
        ),
        (cells.COUNT, "1.5", "T103"),
        (cells.COUNT, "1234567890123456", "T104"),
        (cells.AMOUNT, "0.12345678901234567", "T104"),
        (cells.AMOUNT, "1.5h", "T102"),
        *(
            (cells.DAY, text, "T105")
            for text in (
                "3月1日",
                "2024-03",
                "2024-3/1",
                "2024-03-01 08:00",
                "3/1/2024",
                "2024-W01-1",
                "无",
            )
        ),
        *(
            (cells.DAY, text, "T106")
            for text in ("2024-02-30", "2023-02-29", "2024-13-01", "20241301")
        ),
        *((cells.DAY, text, "T106") for text in ("0024-03-01", "1899-12-31", "2101-01-01")),
        *((cells.DAY, text, "T107") for text in ("24-03-01", "24年3月1日", "3/1/24", "24.3.1")),
        (cells.DAY, "45352", "T108"),
        (cells.FLAG, "也许", "T109"),
        (cells.FLAG, "2", "T109"),
        (cells.TEXT, "张三 320411 19480305 1234", "T111"),
        (cells.TEXT, "联系１３８００００００００", "T123"),
        (cells.TEXT, "138-0000-0000", "T123"),
        (cells.WORDS, "宣讲、138 0000 0000", "T123"),
        (cells.CODE, "320411194803051234", "T111"),
        (cells.CODE, "32041119480305123X", "T111"),
        (cells.CODE, "３２０４１１１９４８０３０５１２３ｘ", "T111"),
        (cells.CODE, "320411 19480305 1234", "T111"),
        (cells.CODE, "V320411194803051234", "T111"),
        (cells.CODE, "320411194813051234", "T112"),
        (cells.CODE, "3.2E+17", "T112"),
        (cells.CODE, "1.38E+10", "T112"),
        (cells.KEY, "张三", "T120"),
        (cells.KEY, "阿卜杜拉·买买提", "T120"),
        (cells.KEY, "张 三", "T120"),
        (cells.KEY, "320411201503051234", "T111"),
        (cells.CODES, "V1、320411194803051234", "T111"),
        (cells.CODES, "V1；320411 19480305 1234", "T111"),
        (cells.CODES, "V1,3.2E+17", "T112"),
        (cells.word(("父亲", "母亲"), "同意人"), "李四", "T110"),
        (cells.BATCH, "批", "T114"),
        (cells.BATCH, "第零批", "T114"),
        (cells.BATCH, "2.5", "T114"),
        (cells.BATCH, "13800000000", "T114"),
        (cells.ITEMS, "13800000000", "T115"),
        (cells.ITEMS, "四-六", "T115"),
        (cells.ITEMS, "第三部分", "T115"),
        (cells.PERIOD, "上半年", "T113"),
        (cells.PERIOD, "2023-2024", "T113"),
        (cells.PERIOD, "2024-02-30/2024-03-01", "T113"),
        (cells.PERIOD, "2024-03-01/2024-02-30", "T113"),
        (cells.PERIOD, "2024-03-01/2024-02-01", "T113"),
    ],
)
def test_a_cell_that_is_not_clearly_a_value_is_a_fault(kind: Kind, text: str, code: str) -> None:
    """Nothing is guessed and nothing becomes 0."""
    read = kind.parse(text)
    assert isinstance(read, Fault)
    assert read.code == code


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        (cells.TEXT, "张三，１３８ 0000 0000", "张三，*** **** ****"),
        (cells.TEXT, "张三32041119480305123X", "张三*****************X"),
        (cells.NAMES, "甲、13800000000", ("甲", "***********")),
    ],
)
def test_the_number_of_a_person_is_left_out_of_a_text(kind: Kind, text: str, kept: object) -> None:
    """What else the cell says is read, so that a figure loses nothing."""
    read = kind.parse(text)
    assert isinstance(read, Fault)
    assert read.kept == kept


@pytest.mark.parametrize(
    "text", ["2024年第12345678901期", "0519-86310000", "212345678901", "12345"]
)
def test_other_numbers_stay_in_a_text(text: str) -> None:
    """Years, issues, landlines and numbers of other lengths are no telephone of a person."""
    assert cells.TEXT.parse(text) == text


def test_a_word_outside_the_vocabulary_is_answered_with_the_vocabulary() -> None:
    """The hint names the nearest words and all that are allowed, never the word itself."""
    assert one_of(Category, "类别").parse("普通高级中学") == Fault(
        "T110",
        "Did you mean 普通高中? Write one of: 教育局、乡镇教育办、幼儿园、小学、初中、九年一贯制学校、普通高中、"
        "完全中学、中等职业学校、特殊教育学校、校外教育辅导站、家长学校、社区、其他.",
    )
    far = one_of(Category, "类别").parse("张三")
    assert isinstance(far, Fault)
    assert "张三" not in far.hint


@given(parts=st.lists(texts.map(str.strip).filter(bool), max_size=4).map(tuple))
@pytest.mark.parametrize("kind", [cells.WORDS, cells.NAMES], ids=lambda kind: kind.name)
def test_several_values_stay_several(kind: Kind, parts: tuple[str, ...]) -> None:
    """A separator inside a value does not split it."""
    kept = tuple(part for part in parts if part == part.strip(" \t\n\r\u3000\u200b"))
    assert kind.parse(kind.write(kept)) == kept


@given(number=st.decimals(0, 10**9, places=4) | st.integers(0, 10**15 - 1))
def test_numbers_are_written_exactly(number: Decimal | int) -> None:
    """No digit is lost and no exponent is written."""
    kind = cells.COUNT if isinstance(number, int) else cells.AMOUNT
    assert kind.parse(kind.write(number)) == number


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (cells.AMOUNT, Decimal("1E+2"), "100"),
        (cells.AMOUNT, Decimal("1.50"), "1.50"),
        (cells.AMOUNT, Absence.SUPPRESSED, "不公布"),
        (cells.FLAG, True, "是"),
        (cells.FLAG, False, "否"),
        (cells.FLAG, Absence.NOT_APPLICABLE, "不适用"),
        (cells.DAY, date(2024, 3, 1), "2024-03-01"),
        (CATEGORY, Category.PRIMARY, "小学"),
        (cells.PERIOD, Year(2023, start_month=9), "2023—2024学年"),
        (cells.PERIOD, Days(date(2024, 3, 2), date(2024, 4, 1)), "2024-03-02至2024-03-31"),
        (cells.PERIOD, Days(date(2024, 3, 1), date(2024, 4, 1)), "2024-03-01/2024-03-31"),
        (cells.NAMES, ("甲、乙", "丙"), "甲\\、乙、丙"),
    ],
)
def test_a_value_is_written(kind: Kind, value: object, text: str) -> None:
    """Each kind has one written form."""
    assert kind.write(value) == text
    assert kind.parse(text) == value
