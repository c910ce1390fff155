"""What reading tables costs beside reading them by hand; CPU time and memory, each in a process.

`python benchmarks/tables.py` is quick; `--full` takes the sizes that the goals are about.
"""

from __future__ import annotations

import csv
import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

from guangongwei import tabular
from guangongwei.model.activity import Activity
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import Service, ServiceId, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SIZES = {"quick": (10_000, 30_000, 30_000), "full": (200_000, 1_000_000, 1_000_000)}
PAIRS = {"quick": 3, "full": 3}

ACTIVITIES = (
    *(
        "编号",
        "单位编号",
        "日期",
        "类型",
        "主题",
        "名称",
        "级别",
        "场次",
        "受教育人次",
        "参与五老人数",
    ),
)
SERVICES = ("编号", "志愿者编号", "单位编号", "日期", "项目", "时长(小时)", "受益人数")


def day(number: int) -> date:
    """A day of a year."""
    return date(2024, 1, 1) + timedelta(days=number)


def workbook(path: Path, rows: int, *, constant_memory: bool = False) -> None:
    """Activities, ten columns: texts, a day, counts."""
    chance = random.Random(1)  # noqa: S311  (made-up rows, the same each time)
    with xlsxwriter.Workbook(str(path), {"constant_memory": constant_memory}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("活动")
        sheet.write_row(0, 0, ACTIVITIES)
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"H{row:06d}")
            sheet.write_string(row, 1, f"D{chance.randrange(400):03d}")
            sheet.write_datetime(row, 2, day(chance.randrange(366)), days)
            sheet.write_string(row, 3, chance.choice(("宣讲", "报告会", "读书活动", "参观")))
            sheet.write_string(row, 4, chance.choice(("党史", "法治", "家教", "心理")))
            sheet.write_string(row, 5, f"第{chance.randrange(10**5)}次活动")
            sheet.write_string(row, 6, chance.choice(("校级", "区级", "市级")))
            for column, most in ((7, 5), (8, 900), (9, 20)):
                sheet.write_number(row, column, chance.randrange(1, most))


def services(path: Path, rows: int, spoilt: Callable[[int, list[str]], str]) -> None:
    """Services, seven columns, each row turned into a line by the caller."""
    chance = random.Random(2)  # noqa: S311  (made-up rows, the same each time)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(SERVICES) + "\n")
        for row in range(1, rows + 1):
            cells = [
                f"F{row:07d}",
                f"V{chance.randrange(5003):05d}",
                f"D{chance.randrange(400):03d}",
                day(chance.randrange(366)).isoformat(),
                chance.choice(("宣讲", "家教", "读书", "巡查")),
                f"{chance.randrange(1, 17) / 2:g}",
                str(chance.randrange(1, 200)),
            ]
            stream.write(spoilt(row, cells) + "\n")


def whole(_row: int, cells: list[str]) -> str:
    """A line with nothing wrong in it."""
    return ",".join(cells)


def broken(row: int, cells: list[str]) -> str:
    """A line that is no record, for one reason or several."""
    cells[3] = ("2024-02-30", "三月一日前后", "24-3-1", "")[row % 4]
    match row % 10:
        case 0:
            cells[5] = "三小时多"
        case 1:
            cells[0] = ""
        case 2:
            return ",".join((*cells, "x"))
        case 3:
            cells[4] = '"宣讲"了'
        case _:
            cells[6] = "-1"
    return ",".join(cells)


def xlsx_ours(path: Path) -> int:
    """Checked records of a workbook."""
    return len(tabular.read(path, Activity).value)


def xlsx_theirs(path: Path) -> int:
    """The values alone, as openpyxl reads them fastest."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


def csv_ours(path: Path) -> int:
    """Checked records of a CSV file."""
    return len(tabular.read(path, Service).value)


def csv_theirs(path: Path) -> int:
    """What anybody would write by hand, and nothing checked that its types do not check."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        records = [
            Service(
                id=ServiceId(row[0]),
                volunteer=VolunteerId(row[1]),
                organisation=OrganisationId(row[2]),
                on=date.fromisoformat(row[3]),
                programme=row[4],
                hours=Decimal(row[5]),
                beneficiaries=int(row[6]),
            )
            for row in rows
        ]
    return len(records)


def csv_broken(path: Path) -> int:
    """How many problems there are in a file that is wrong in every row."""
    return sum(tabular.read(path, Service).totals.values())


WORK: dict[str, Callable[[Path], int]] = {
    each.__name__: each for each in (xlsx_ours, xlsx_theirs, csv_ours, csv_theirs, csv_broken)
}


def measured(name: str, path: Path) -> tuple[float, float, int]:
    """Seconds of computing, MiB at most, and what came out, of one process."""
    command = [sys.executable, __file__, "--one", name, str(path)]
    seconds, memory, result = json.loads(subprocess.check_output(command))
    return seconds, memory, result


def one(name: str, path: Path) -> None:
    """Do one piece of work and print what it took, the start of Python left out."""
    gc.collect()
    start = time.process_time()
    result = WORK[name](path)
    seconds = time.process_time() - start
    print(json.dumps([seconds, most_memory(), result]))


def most_memory() -> float:
    """The most MiB that this process has held; `ru_maxrss` would begin with what its parent held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(held["VmHWM"].split()[0]) / 1024


def compared(what: str, ours: str, theirs: str, path: Path, pairs: int) -> None:
    """Run both in turn and print the median of the ratios."""
    runs = [(measured(ours, path), measured(theirs, path)) for _ in range(pairs)]
    ratio = statistics.median(our[0] / their[0] for our, their in runs)
    seconds = statistics.median(our[0] for our, _ in runs)
    (_, memory, count), (_, other, _) = runs[0]
    faster = f"{1 / ratio:.1f} x as fast" if ratio < 1 else f"{ratio:.2f} x as long"
    print(f"{what:<40} {count:>9} {seconds:7.2f} s {memory:6.0f} MiB   {faster} ({other:.0f} MiB)")


def alone(what: str, name: str, paths: Iterable[Path]) -> None:
    """Print what it takes for files that grow."""
    for path in paths:
        seconds, memory, result = measured(name, path)
        print(f"{what:<40} {result:>9} {seconds:7.2f} s {memory:6.0f} MiB")


def main(size: str) -> None:
    """Run every comparison."""
    in_books, in_texts, in_broken = SIZES[size]
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder, "活动.xlsx"), Path(folder, "服务记录.csv")
        for constant_memory in (False, True):
            workbook(book, in_books, constant_memory=constant_memory)
            kind = "texts in the cells" if constant_memory else "shared texts"
            compared(f"XLSX, 10 columns, {kind}", "xlsx_ours", "xlsx_theirs", book, PAIRS[size])
        services(text, in_texts, whole)
        compared("CSV, 7 columns", "csv_ours", "csv_theirs", text, PAIRS[size])
        paths = [Path(folder, f"{part}.csv") for part in (10, 1)]
        for part, path in zip((10, 1), paths, strict=True):
            services(path, in_broken // part, broken)
        alone("CSV, every row wrong: problems", "csv_broken", paths)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
    else:
        main("full" if "--full" in sys.argv else "quick")
