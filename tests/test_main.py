"""The command line, as a shell sees it: output, files and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests import word

from guangongwei import storage, tabular
from guangongwei.__main__ import main
from guangongwei.model.care import Child, ChildId
from guangongwei.model.dataset import Dataset
from guangongwei.model.organisation import Category, Organisation, OrganisationId
from guangongwei.model.post import Post, PostId
from guangongwei.model.volunteer import Volunteer, VolunteerId

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "wujin_2024"
REVIEW = ("review", str(EXAMPLE / "plan.txt"), str(EXAMPLE / "data"), "--year", "2024")

Printed = pytest.CaptureFixture[str]


def test_a_review_prints_the_scorecard_and_writes_three_files(
    tmp_path: Path, capsys: Printed
) -> None:
    """The main job: a line for each of the fifteen points, in the terminal and in the files."""
    code = main([*REVIEW, "--as-of", "2024-12-31", "--out", str(tmp_path / "out")])
    assert code == 0
    assert "103/147（70.1%）" in capsys.readouterr().out
    written = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert written == ["review.html", "review.json", "review.md"]
    review: dict[str, Any] = json.loads((tmp_path / "out" / "review.json").read_text("utf-8"))
    assert [line["item"] for line in review["lines"]] == list(range(1, 16))
    (share,) = (
        figure
        for figure in review["lines"][6]["figures"]
        if figure["indicator"] == "accreditation.share"
    )
    assert (share["part"], share["whole"], share["absence"]) == (103, 147, None)
    target = review["lines"][6]["target"]
    assert (target["value"], target["comparator"], target["verdict"]) == (0.7, "≈", "met")


def test_without_a_day_the_whole_year_counts(capsys: Printed) -> None:
    """The year's last day stands for --as-of."""
    assert main(REVIEW) == 0
    assert "2024-12-31" in capsys.readouterr().out


def test_one_organisation_can_be_reviewed(capsys: Printed) -> None:
    """Another root, other figures; an id nobody has is the caller's mistake."""
    assert main([*REVIEW, "--organisation", "nobody"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_plan_may_be_a_word_document(tmp_path: Path, capsys: Printed) -> None:
    """With the numbers that its lists show."""
    text = "云溪区教育局关工委2024年工作要点\n一、加强宣讲\n1.年内宣讲不少于4场。\n"
    (tmp_path / "plan.docx").write_bytes(word.with_automatic_numbers(text))
    assert main(["plan", str(tmp_path / "plan.docx"), "--json"]) == 0
    (section,) = json.loads(capsys.readouterr().out)["sections"]
    assert (section["heading"], section["items"][0]["ordinal"]) == ("加强宣讲", 1)


def test_a_plan_is_told_as_its_gold_files_are(tmp_path: Path, capsys: Printed) -> None:
    """Exactly the seven keys."""
    file = tmp_path / "plan.txt"
    file.write_text(
        "云溪区教育局关工委2024年工作要点\n一、加强宣讲\n1.年内宣讲不少于4场。\n", encoding="utf-8"
    )
    assert main(["plan", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "title": "云溪区教育局关工委2024年工作要点",
        "year": 2024,
        "issuer": "云溪区教育局关工委",
        "sections": [
            {
                "ordinal": 1,
                "heading": "加强宣讲",
                "items": [{"ordinal": 1, "text_start": "年内宣讲不少于4场。", "subitems": 0}],
            }
        ],
        "targets": [
            {
                "text": "年内宣讲不少于4场",
                "value": 4,
                "comparator": "≥",
                "unit": "场",
                "deadline": "2024-12-31",
            }
        ],
        "documents": [],
        "responsible": [],
    }


def test_a_plan_is_shown_for_reading(capsys: Printed) -> None:
    """Headings, items, and what each asks for."""
    assert main(["plan", str(EXAMPLE / "plan.txt")]) == 0
    shown = capsys.readouterr().out
    assert "青澜区教育局关工委2024年工作要点" in shown
    assert "◆ 力争全区近70%" in shown


def test_templates_are_empty_tables_and_overwrite_nothing(tmp_path: Path, capsys: Printed) -> None:
    """The first run writes them and they are clean; the second is refused."""
    folder = tmp_path / "tables"
    assert main(["template", str(folder)]) == 0
    assert main(["check", str(folder)]) == 0
    capsys.readouterr()
    assert main(["template", str(folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_templates_can_be_workbooks(tmp_path: Path, capsys: Printed) -> None:
    """They are clean as well, and their guides are no tables."""
    folder = tmp_path / "tables"
    assert main(["template", str(folder), "--xlsx"]) == 0
    assert (folder / "单位.xlsx").is_file()
    assert main(["check", str(folder)]) == 0
    assert "填写说明" not in capsys.readouterr().out


def test_a_check_gives_workbooks_back(tmp_path: Path, capsys: Printed) -> None:
    """A page, a text, and a copy with comments; never in the folder of the tables."""
    folder, report = tmp_path / "tables", tmp_path / "report"
    folder.mkdir()
    file = folder / "服务记录.xlsx"
    book: Any = openpyxl.Workbook()
    book.active.append(["编号", "志愿者编号", "单位编号", "日期"])
    book.active.append(["F1", "V1", "D1", "2024-02-30"])
    book.save(file)
    assert main(["check", str(folder), "--report", str(report)]) == 1
    names = ["problems.html", "problems.txt", "服务记录（批注）.xlsx"]
    assert sorted(each.name for each in report.iterdir()) == names
    assert main(["check", str(folder), "--report", str(folder)]) == 2
    assert [each.name for each in folder.iterdir()] == [file.name]
    assert capsys.readouterr().err.count("\n") == 1


def test_a_review_can_be_a_workbook(tmp_path: Path, capsys: Printed) -> None:
    """It stands beside the other three files."""
    assert main([*REVIEW, "--out", str(tmp_path / "out"), "--xlsx"]) == 0
    assert (tmp_path / "out" / "review.xlsx").read_bytes().startswith(b"PK")
    assert capsys.readouterr().err == ""


def test_a_check_tells_problems_and_says_so_in_its_exit_code(
    tmp_path: Path, capsys: Printed
) -> None:
    """Each problem with file, row and column; never what the cell holds."""
    tables = tmp_path / "单位.csv"
    tables.write_text("编号,名称,类别\nS1,甲小学,小学\nS2,乙小学,大学堂\n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    errors = [each for each in told["problems"] if each["severity"] == "error"]
    assert [(each["file"], each["row"], each["column"]) for each in errors] == [
        ("单位.csv", 3, "类别")
    ]
    assert told["totals"][errors[0]["code"]] == 1
    assert "大学堂" not in json.dumps(told, ensure_ascii=False)
    assert main(["check", str(tmp_path)]) == 1
    assert "大学堂" not in capsys.readouterr().out


def test_one_file_is_checked_and_its_table_is_told(tmp_path: Path, capsys: Printed) -> None:
    """The noun is told where the headers cannot tell it; a workbook says sheet and cell."""
    tables = tmp_path / "名册.csv"
    tables.write_text("编号,姓名,所属单位\nV1,张三,S1\nV2,,S1\n", encoding="utf-8")
    assert main(["check", str(tables), "--json", "--noun", "五老志愿者"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["tables"] == [
        {"file": "名册.csv", "sheet": None, "noun": "Volunteer", "rows": 2, "good": 1}
    ]
    assert told["totals"] == {"T101": 1}
    assert [each["row"] for each in told["problems"]] == [3]
    assert main(["check", str(tables), "--noun", "Organisation"]) == 1
    assert main(["check", str(tables), "--noun", "x"]) == 2
    assert main(["check", str(tmp_path), "--noun", "Volunteer"]) == 2


def test_a_file_is_checked_under_local_headers(tmp_path: Path, capsys: Printed) -> None:
    """What is wrong with the file that tells them is told with it."""
    (tmp_path / "台账.csv").write_text("流水号,老师,日期\nF1,V1,2024-03-01\n", encoding="utf-8")
    text = '["服务记录".columns]\n"流水号" = "编号"\n"老师" = "志愿者编号"\n["服务记录".fixed]\n"单位编号" = "D021"\n'
    (tmp_path / "columns.toml").write_text(text, encoding="utf-8")
    asked = [
        "check",
        str(tmp_path / "台账.csv"),
        "--columns",
        str(tmp_path / "columns.toml"),
        "--json",
    ]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out)["tables"][0]["good"] == 1
    (tmp_path / "columns.toml").write_text(f'{text}"工时" = 1\n', encoding="utf-8")
    assert main(asked) == 1
    assert json.loads(capsys.readouterr().out)["totals"]["T504"] == 1


def test_warnings_and_notes_pass_a_check(tmp_path: Path, capsys: Printed) -> None:
    """Only errors have to be mended; a day after the one asked about is doubted."""
    tables = tmp_path / "名册.csv"
    tables.write_text("编号,姓名,所属单位,加入日期\nV1,张三,S1,2024-09-01\n", encoding="utf-8")
    assert main(["check", str(tables), "--as-of", "2024-06-30", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["totals"] == {"T016": 1, "T129": 1}


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere"),
        ("plan", "nowhere.txt"),
        ("plan", "plan.pdf"),
        ("review", "nowhere.txt", "nowhere", "--year", "2024"),
        (*REVIEW, "--as-of", "2023-12-31"),
    ],
)
def test_a_callers_mistake_is_one_clear_line(arguments: tuple[str, ...], capsys: Printed) -> None:
    """Exit code 2, nothing printed, and one line on the error stream."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bogus",),
        (*REVIEW[:3], "--year", "next"),
        (*REVIEW[:3], "--year", "12"),
        (*REVIEW, "--as-of", "31.12.2024"),
    ],
)
def test_words_that_are_no_command_are_refused_in_one_line(
    arguments: tuple[str, ...], capsys: Printed
) -> None:
    """As for every other mistake: exit code 2 and one line, without a page of usage."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("command", [("check",), ("check", "--json"), ("plan",), ("template",)])
def test_no_name_and_no_text_steers_the_terminal(
    command: tuple[str, ...], tmp_path: Path, capsys: Printed
) -> None:
    """Escape codes in names of files, in paths and in plans are shown, never sent."""
    hostile = "\x1b]8;;x\x07\x9b31m\u202e\n甲"
    folder = tmp_path / hostile
    folder.mkdir()
    (folder / f"{hostile}.csv").touch()
    plan = folder / f"{hostile}.txt"
    plan.write_text(
        f"{hostile}2024年工作要点\n一、{hostile}\n1.宣讲{hostile}不少于4场。\n", "utf-8"
    )
    asked = {"plan": plan, "template": folder}.get(command[0], folder)
    for place in (asked, tmp_path / f"{hostile}.nowhere"):
        main([command[0], str(place), *command[1:]])
        printed = capsys.readouterr()
        assert all(each.isprintable() for each in (printed.out + printed.err).splitlines())


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`python -m guangongwei check … | head -1` ends without a traceback."""
    command = f"{sys.executable} -m guangongwei check {EXAMPLE / 'data'} --json | head -1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, env=os.environ
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_the_inventory_is_printed(capsys: Printed) -> None:
    """As Markdown, and as CSV."""
    assert main(["privacy", "inventory"]) == 0
    assert capsys.readouterr().out.startswith("| 表 | 字段 |")
    assert main(["privacy", "inventory", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("表,字段,")


def test_somebody_is_forgotten_when_that_is_said(tmp_path: Path, capsys: Printed) -> None:
    """Without --write nothing changes; where a name stands besides is told by its place."""
    url = f"sqlite:{tmp_path / 'store'}"
    school = OrganisationId("S1")
    with storage.open(url) as store:
        store.put(Volunteer(id=VolunteerId("V1"), name="龘德海", organisation=school))
        store.put(Post(id=PostId("R1"), organisation=school, title="主任", holder="龘德海"))
    asked = ["store", "forget", url, "五老志愿者", "V1"]
    assert main(asked) == 0
    assert capsys.readouterr().out == ("? Post R1 holder\nnothing is forgotten without --write\n")
    assert main([*asked, "--mentions", "--write"]) == 0
    assert capsys.readouterr().out == (
        "- Post R1 holder\n"
        "1 people forgotten, 2 records written, 3 old versions erased, 0 mentions left\n"
    )
    assert "龘德海".encode() not in (tmp_path / "store").read_bytes()
    with pytest.raises(SystemExit):
        main(["store", "forget", url, "somebody", "V1"])


def test_what_is_due_is_told_and_purged(tmp_path: Path, capsys: Printed) -> None:
    """A volunteer who left ten years ago."""
    url = f"sqlite:{tmp_path / 'store'}"
    gone = Volunteer(
        id=VolunteerId("V1"),
        name="龘德海",
        organisation=OrganisationId("S1"),
        left=date(2014, 1, 1),
    )
    with storage.open(url) as store:
        store.put(gone)
    assert main(["store", "purge", url, "--as-of", "2024-12-31"]) == 0
    assert "1 people and 0 names are due" in capsys.readouterr().out
    assert main(["store", "purge", url, "--as-of", "2024-12-31", "--write"]) == 0
    assert "1 people forgotten" in capsys.readouterr().out


def _children(folder: Path, number: int) -> Path:
    """The tables of one school with so many children."""
    school = OrganisationId("S1")
    made = Dataset(
        organisations=(Organisation(id=school, name="甲小学", category=Category.PRIMARY),),
        children=tuple(
            Child(id=ChildId(f"龘K{each}"), organisation=school) for each in range(number)
        ),
    )
    tabular.write_folder(made, folder)
    return folder


def _told(folder: Path, name: str) -> list[str]:
    """A review with the ledger of a folder, as arguments."""
    ledger = ["--ledger", str(folder / "ledger.jsonl"), "--key-file", str(folder / "key")]
    return [str(folder / "plan.txt"), str(folder / name), "--year", "2024", *ledger]


def test_releases_are_held_against_those_of_a_ledger(tmp_path: Path, capsys: Printed) -> None:
    """After 50, 53 would tell of three; the same release again is the same, another of its name refused."""
    (tmp_path / "plan.txt").write_text("一、做好关爱工作\n1.为留守儿童结对帮扶。\n", "utf-8")
    for name, number in (("early", 50), ("late", 53)):
        _children(tmp_path / name, number)
    key, ledger = tmp_path / "key", tmp_path / "ledger.jsonl"
    early, late = _told(tmp_path, "early"), _told(tmp_path, "late")
    assert main(["privacy", "key", str(key)]) == 0
    assert main(["review", *early, "--release", "三月"]) == 2
    assert "ledger.jsonl cannot be read" in capsys.readouterr().err
    assert main(["privacy", "ledger", str(ledger), "--key-file", str(key), "--begin"]) == 0
    assert main(["privacy", "ledger", str(ledger), "--key-file", str(key), "--begin"]) == 2
    assert main(["review", *early, "--release", "三月"]) == 0
    kept = ledger.read_bytes()
    assert "龘".encode() not in kept
    capsys.readouterr()
    assert main(["review", *early, "--release", "三月"]) == 0
    assert ledger.read_bytes() == kept
    assert main(["review", *late, "--release", "三月"]) == 2
    assert "name of its own" in capsys.readouterr().err
    assert main(["review", *late, "--release", "四月", "--out", str(tmp_path / "out")]) == 0
    figures = json.loads((tmp_path / "out" / "review.json").read_text("utf-8"))["figures"]
    (children,) = (each for each in figures if each["indicator"] == "care.children")
    assert (children["value"], children["absence"]) == (None, "suppressed")
    capsys.readouterr()
    assert main(["privacy", "ledger", str(ledger), "--key-file", str(key)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in told] == ["三月: public", "四月: public"]


@pytest.mark.parametrize(
    "arguments",
    [["--ledger", "x"], ["--release", "x"], ["--key-file", "x"]],
    ids=["ledger", "release", "key"],
)
def test_a_ledger_has_a_key_and_a_release_a_name(
    arguments: list[str], tmp_path: Path, capsys: Printed
) -> None:
    """Nothing is told where one of the three is forgotten, nor is the desk's review a release."""
    (tmp_path / "plan.txt").write_text("一、做好关爱工作\n", "utf-8")
    asked = [
        "review",
        str(tmp_path / "plan.txt"),
        str(_children(tmp_path / "data", 3)),
        "--year",
        "2024",
    ]
    assert main([*asked, *arguments]) == 2
    all_three = ["--ledger", "x", "--key-file", "x", "--release", "x", "--audience", "desk"]
    assert main([*asked, *all_three]) == 2
    assert capsys.readouterr().out == ""
