"""A check says which tables it read, and counts all that is wrong."""

from __future__ import annotations

from guangongwei.errors import Cell, Checked, Problem
from guangongwei.model import Service, Volunteer
from guangongwei.reports.phrases import Language
from guangongwei.reports.tables import check_data, check_text
from guangongwei.tabular import Table

SERVICES = Table(file="服务记录.csv", sheet=None, noun=Service, rows=3, good=2, records=())
ROLL = Table(file="台账.xlsx", sheet="五老\x1b", noun=Volunteer, rows=1, good=1, records=())
WRONG = Problem("T105", Cell("台账.xlsx", 7, "加入日期", sheet="五老", letter="E"), "is not a day")
CHECKED = Checked((SERVICES, ROLL), (WRONG,), further=(("T105", 4),))


def test_a_check_is_plain_data() -> None:
    """Tables, problems with their places, and exact totals."""
    assert check_data(CHECKED) == {
        "tables": [
            {"file": "服务记录.csv", "sheet": None, "noun": "Service", "rows": 3, "good": 2},
            {"file": "台账.xlsx", "sheet": "五老\x1b", "noun": "Volunteer", "rows": 1, "good": 1},
        ],
        "problems": [
            {
                "code": "T105",
                "severity": "error",
                "place": "台账.xlsx!五老!E7",
                "file": "台账.xlsx",
                "sheet": "五老",
                "row": 7,
                "column": "加入日期",
                "message": "is not a day",
                "hint": "",
            }
        ],
        "totals": {"T105": 5},
    }


def test_a_check_is_read_in_two_languages() -> None:
    """Tables first, one line each, then the problems, and at last how many there are in all."""
    lines = check_text(CHECKED).splitlines()
    assert lines[:2] == [
        "服务记录.csv：服务记录，共 3 行，可用 2 行",
        "台账.xlsx!五老\ufffd：五老志愿者，共 1 行，可用 1 行",
    ]
    assert lines[-1] == "以上为部分问题；各类问题总数：T105 ×5"
    english = check_text(CHECKED, Language.ENGLISH).splitlines()
    assert english[0] == "服务记录.csv: Service, 3 rows, 2 of them good"
    assert english[-1] == "These are the first of them; in all there are: T105 ×5"


def test_nothing_wrong_is_said_too() -> None:
    """Below the tables."""
    assert check_text(Checked((SERVICES,))).splitlines()[1:] == ["没有发现问题"]
