"""Tables are written as they are read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei import tabular
from guangongwei.errors import BadArgument, Cell, Problem
from guangongwei.model import (
    TABLES,
    Absence,
    Accreditation,
    Dataset,
    OrganisationId,
    Outcome,
    Return,
    Service,
    Volunteer,
    Year,
)
from guangongwei.model.accreditation import QUALITY
from guangongwei.model.care import CareCase, CaseLevel, Pairing, Step, StepKind
from guangongwei.model.post import Post, PostId
from guangongwei.tabular.sheets import sheets
from guangongwei.testing import strategies, worlds

if TYPE_CHECKING:
    from pathlib import Path

    from guangongwei.model import Record


def volunteer(**fields: object) -> Volunteer:
    """A volunteer, only some fields of whom matter."""
    known: dict[str, Any] = {"id": "V1", "name": "张三", "organisation": "D1", **fields}
    return Volunteer(**known)


def service(**fields: object) -> Service:
    """A service, only some fields of which matter."""
    day = date(2024, 1, 1)
    known: dict[str, Any] = {"id": "F1", "volunteer": "V1", "organisation": "D1", "on": day}
    return Service(**{**known, **fields})


def decision(**fields: object) -> Accreditation:
    """A decision, only some fields of which matter."""
    known: dict[str, Any] = {"id": "R1", "organisation": "D1", "on": date(2024, 6, 1)}
    known["outcome"] = Outcome.PASSED
    return Accreditation(**{**known, **fields})


def pairing(**fields: object) -> Pairing:
    """A pair, only some fields of which matter."""
    known: dict[str, Any] = {"id": "J1", "programme": "B1", "volunteers": ("V1",), "subject": "E1"}
    return Pairing(**{**known, "started": date(2024, 1, 1), **fields})


def case(*steps: Step) -> CareCase:
    """A case, only the steps of which matter."""
    known: dict[str, Any] = {"id": "Q1", "child": "E1", "started": date(2024, 1, 1)}
    return CareCase(**known, level=CaseLevel.GENERAL, steps=steps)


#: Texts that spreadsheets, separators and quotation marks would spoil.
spoilt = st.text(
    st.sampled_from("'=+-@|%＝＋－＠ \t\n\r\u3000,;、“a1中\"\\/")
    | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=6,
)
words = spoilt.map(str.strip).filter(lambda text: text.strip("\u200b\ufeff") == text != "")


FORMS = pytest.mark.parametrize("form", ["csv", "xlsx"])


@given(data=st.data())
@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
@FORMS
def test_what_is_written_is_read_again(
    form: str, noun: type[Record], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Reading gives back every record of every noun, from a text and from a workbook."""
    records = tuple(data.draw(st.lists(strategies.records(noun), max_size=5)))
    file = tmp_path_factory.mktemp("t") / f"t.{form}"
    tabular.write(records, file, noun=noun)
    checked = tabular.read(file, noun)
    assert checked.value == records
    # Some of the records are drawn twice.
    assert {problem.code for problem in checked.problems} <= {
        "T118",
        "T213",
        "D101",
        "D150",
        "D206",
    }


@FORMS
@given(name=spoilt, roles=st.lists(words, max_size=3).map(tuple), phone=st.none() | words)
def test_texts_come_back_character_for_character(
    form: str,
    name: str,
    roles: tuple[str, ...],
    phone: str | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Formula signs, quotation marks, separators and new lines change nothing."""
    written = volunteer(name=name, roles=roles, phone=phone)
    file = tmp_path_factory.mktemp("t") / f"t.{form}"
    tabular.write([written], file)
    (read,) = tabular.read(file, Volunteer).unwrap()
    assert (read.name, read.roles, read.phone) == (name, roles, phone)


@given(dataset=strategies.datasets())
def test_a_dataset_is_written_as_a_folder(
    dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every table and every standard is there, and reading the folder gives the dataset back."""
    folder = tmp_path_factory.mktemp("d") / "new"
    files = tabular.write_folder(dataset, folder)
    assert [file.relative_to(folder).as_posix() for file in files] == [
        *(f"{layout.name}.csv" for layout in tabular.LAYOUTS),
        *(f"标准/{number}.json" for number in range(1, len(dataset.standards) + 1)),
    ]
    checked = tabular.read_folder(folder)
    assert checked.value == dataset


def test_a_district_is_written_as_workbooks(tmp_path: Path) -> None:
    """One for each table, and reading the folder gives the dataset back."""
    made = {"schools": 80, "volunteers": 200, "services": 400, "history": 80}
    dataset = worlds.district(seed=7, **made).dataset
    files = tabular.write_folder(dataset, tmp_path / "d", format="xlsx")
    names = [f"{layout.name}.xlsx" for layout in tabular.LAYOUTS]
    assert [file.name for file in files][: len(names)] == names
    assert tabular.read_folder(tmp_path / "d").value == dataset


@FORMS
@pytest.mark.parametrize(
    "record",
    [
        volunteer(name="_x0041_"),
        volunteer(name="_x005F_x0041_"),
        volunteer(name="a\rb\r\nc\nd"),
        volunteer(name="\ufeff=1+1"),
        volunteer(name="''=1+1"),
        volunteer(name="\u00ad@SUM"),
        volunteer(born=date(1900, 1, 1)),
        volunteer(born=date(1900, 2, 28), joined=date(2100, 12, 31)),
        service(hours=Decimal("0.000000000000001")),
        service(hours=Decimal("0.00001"), beneficiaries=10**15 - 1),
        service(hours=Decimal("99999999999999.9"), beneficiaries=Absence.NOT_APPLICABLE),
    ],
)
def test_what_spreadsheets_have_trouble_with_comes_back(
    form: str, record: Record, tmp_path: Path
) -> None:
    """Escapes of their own, days before March 1900, and numbers at the edge."""
    tabular.write([record], tmp_path / f"t.{form}")
    assert tabular.read(tmp_path / f"t.{form}", type(record)).value == (record,)


@FORMS
def test_raw_texts_are_written_as_they_are(form: str, tmp_path: Path) -> None:
    """For programs that run no formulas; what can be read without its escape comes back."""
    written = volunteer(name="=1+1", phone="+86 13800000000")
    tabular.write([written], tmp_path / f"t.{form}", raw=True)
    opened = sheets(tmp_path / f"t.{form}")
    sheet = next(opened)
    assert not isinstance(sheet, Problem)
    rows = [row for row in sheet.rows if not isinstance(row, Problem)]
    assert [rows[1][1][index] for index in (1, 6)] == ["=1+1", "+86 13800000000"]
    assert tabular.read(tmp_path / f"t.{form}", Volunteer).value == (written,)


def test_a_spreadsheet_opens_it_rightly(tmp_path: Path) -> None:
    """The mark tells Excel that it is UTF-8, and no cell begins like a formula."""
    written = volunteer(name="=1+1", phone="+86 13800000000")
    tabular.write([written], tmp_path / "五老志愿者.csv")
    assert (tmp_path / "五老志愿者.csv").read_bytes().decode("utf-8") == (
        "\ufeff编号,姓名,性别,出生日期,类别,所属单位,联系电话,加入日期,退出日期,骨干,担任\r\n"
        "V1,'=1+1,,,,D1,'+86 13800000000,,,,\r\n"
    )


def test_templates_have_a_header_row_and_nothing_else(tmp_path: Path) -> None:
    """They can be filled at once, and reading them finds nothing wrong."""
    files = tabular.write_templates(tmp_path / "new" / "templates")
    assert len(files) == 18
    assert files[16].read_bytes() == b"\xef\xbb\xbf" + "单位编号,表名,时期,报送日期\r\n".encode()
    assert tabular.read_folder(files[0].parent).unwrap() == Dataset()
    assert tabular.read_folder(files[0].parent).problems == ()


def test_a_column_beside_the_template_is_written_where_it_is_needed(tmp_path: Path) -> None:
    """The programme of a decision is told only where it is not the usual one."""
    usual, other = decision(), decision(id="R2", programme="五有五好")
    tabular.write([usual], tmp_path / "1.csv")
    tabular.write([usual, other], tmp_path / "2.csv")
    assert (
        (tmp_path / "1.csv").read_text("utf-8-sig").startswith("编号,单位编号,批次,认定日期,结果\n")
    )
    assert (tmp_path / "2.csv").read_text("utf-8-sig") == (
        "编号,单位编号,批次,认定日期,结果,项目\nR1,D1,,2024-06-01,通过,\nR2,D1,,2024-06-01,通过,五有五好\n"
    )
    read = tabular.read(tmp_path / "2.csv", Accreditation).unwrap()
    assert [each.programme for each in read] == [QUALITY, "五有五好"]


def test_the_columns_of_a_term_are_written_as_one(tmp_path: Path) -> None:
    """What the two columns would say stands in the one of the template."""
    post = Post(
        id=PostId("Z1"),
        organisation=OrganisationId("D1"),
        title="主任",
        since=date(2022, 1, 1),
        retired=True,
    )
    tabular.write([post], tmp_path / "任职.csv")
    assert (tmp_path / "任职.csv").read_text("utf-8-sig") == (
        "编号,单位编号,职务,姓名,任期,老同志\nZ1,D1,主任,,2022-01-01至,是\n"
    )


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Where one file of a folder exists, none is written."""
    (tmp_path / "活动.csv").write_text("x", "utf-8")
    for write in (tabular.write_templates, lambda path: tabular.write_folder(Dataset(), path)):
        with pytest.raises(BadArgument) as caught:
            write(tmp_path)
        assert caught.value.name == "directory"
    with pytest.raises(BadArgument) as caught:
        tabular.write([volunteer()], tmp_path / "活动.csv")
    assert caught.value.name == "path"
    assert [each.name for each in tmp_path.iterdir()] == ["活动.csv"]
    assert (tmp_path / "活动.csv").read_text("utf-8") == "x"


def test_a_place_where_nothing_can_be_written_is_the_callers_mistake(tmp_path: Path) -> None:
    """A file is no folder, and a file needs a folder."""
    (tmp_path / "f").write_text("x", "utf-8")
    with pytest.raises(BadArgument):
        tabular.write_templates(tmp_path / "f")
    with pytest.raises(BadArgument):
        tabular.write([volunteer()], tmp_path / "nowhere" / "f.csv")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (volunteer(id=""), "id"),
        (volunteer(id="320411194803051234"), "id"),
        (volunteer(name="张\0三"), "name"),
        (volunteer(name="张\ud800三"), "name"),
        (volunteer(roles=("",)), "roles"),
        (volunteer(born=date(1850, 1, 1)), "born"),
        (service(hours=Decimal(-1)), "hours"),
        (service(beneficiaries=10**15), "beneficiaries"),
        (Return(organisation=OrganisationId("D1"), table="活动", period=Year(2150)), "period"),
        (decision(programme=""), "programme"),
        (pairing(subject="张三"), "subject"),
        (pairing(volunteers=()), "volunteers"),
        (pairing(volunteers=("V1", "320411194803051234")), "volunteers"),
        (case(Step(on=date(2024, 1, 1), kind=StepKind.CLOSED, reason=" 张")), "steps"),
        (case(Step(on=date(2024, 1, 1), kind=StepKind.CLOSED, reason="")), "steps"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    record: Record, field: str, tmp_path: Path
) -> None:
    """The caller learns which field of which record it is, no file is left, no value is shown."""
    with pytest.raises(BadArgument) as caught:
        tabular.write([record], tmp_path / "t.csv")
    assert caught.value.name == f"records[0].{field}"
    assert "张" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_records_of_two_nouns_are_the_callers_mistake(tmp_path: Path) -> None:
    """A table is of one noun, and without records somebody must say of which."""
    with pytest.raises(BadArgument) as caught:
        tabular.write([volunteer(), service()], tmp_path / "t.csv")
    assert caught.value.name == "records[1]"
    with pytest.raises(BadArgument) as caught:
        tabular.write([], tmp_path / "t.csv")
    assert caught.value.name == "noun"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_text_is_no_value(tmp_path: Path) -> None:
    """It is written as a blank cell and read as nothing."""
    tabular.write([volunteer(phone="")], tmp_path / "t.csv")
    (read,) = tabular.read(tmp_path / "t.csv", Volunteer).unwrap()
    assert read.phone is None
    assert read.backbone is Absence.UNKNOWN


def test_a_stream_serves_as_well_as_a_path() -> None:
    """It is written from where it stands, read from its beginning, and left open."""
    stream = BytesIO()
    tabular.write([volunteer()], stream)
    assert tabular.read(stream, Volunteer).unwrap() == (volunteer(),)
    checked = tabular.read(stream)
    assert (checked.unwrap(), checked.value[0].source) == ((volunteer(),), Cell("table", 2))
