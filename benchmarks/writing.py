"""What writing a workbook costs beside xlsxwriter alone; CPU time, each pair run in turn."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from guangongwei import tabular
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.volunteer import Service, ServiceId, Volunteer, VolunteerId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS = 20_000
PAIRS = 5


def volunteers(count: int) -> tuple[Volunteer, ...]:
    """So many volunteers, every one with other cells; eleven columns."""
    return tuple(
        Volunteer(
            id=VolunteerId(f"V{number:06d}"),
            name=f"张{number:06d}号",
            born=date(1940, 1, 1) + timedelta(days=number % 9000),
            kinds=("老教师", "老模范")[: number % 3],
            organisation=OrganisationId(f"D{number % 997:03d}"),
            phone=f"000-{number:07d}",
            joined=date(2000, 1, 1) + timedelta(days=number % 8000),
            backbone=bool(number % 2),
            roles=("宣讲员",),
        )
        for number in range(count)
    )


def services(count: int) -> tuple[Service, ...]:
    """So many services, with days, hours and counts; seven columns."""
    return tuple(
        Service(
            id=ServiceId(f"F{number:07d}"),
            volunteer=VolunteerId(f"V{number % 5003:06d}"),
            organisation=OrganisationId(f"D{number % 997:03d}"),
            on=date(2024, 1, 1) + timedelta(days=number % 365),
            programme="课后服务",
            hours=Decimal(number % 80) / 10,
            beneficiaries=number % 500,
        )
        for number in range(count)
    )


def write_volunteers(records: Sequence[Volunteer], file: Path) -> None:
    """What anybody would write with xlsxwriter."""
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for row, each in enumerate(records, 1):
            sheet.write_string(row, 0, each.id)
            sheet.write_string(row, 1, each.name)
            if each.born:
                sheet.write_datetime(row, 3, each.born, days)
            sheet.write_string(row, 4, "、".join(each.kinds))
            sheet.write_string(row, 5, each.organisation)
            sheet.write_string(row, 6, each.phone or "")
            if each.joined:
                sheet.write_datetime(row, 7, each.joined, days)
            sheet.write_string(row, 9, "是" if each.backbone is True else "否")
            sheet.write_string(row, 10, "、".join(each.roles))


def write_services(records: Sequence[Service], file: Path) -> None:
    """The same for services."""
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for row, each in enumerate(records, 1):
            sheet.write_string(row, 0, each.id)
            sheet.write_string(row, 1, each.volunteer)
            sheet.write_string(row, 2, each.organisation)
            sheet.write_datetime(row, 3, each.on, days)
            sheet.write_string(row, 4, each.programme or "")
            if isinstance(each.hours, Decimal):
                sheet.write_number(row, 5, each.hours)
            if isinstance(each.beneficiaries, int):
                sheet.write_number(row, 6, each.beneficiaries)


def cpu_seconds(work: Callable[[], object]) -> float:
    """How long the processor was busy with it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(
    what: str, ours: Callable[[Path], object], theirs: Callable[[Path], object], folder: Path
) -> None:
    """Print the median of the ratios of several pairs."""
    ratios: list[float] = []
    for number in range(PAIRS):
        mine = cpu_seconds(partial(ours, folder / f"{what}{number}.xlsx"))
        other = cpu_seconds(partial(theirs, folder / f"{what}{number}.other.xlsx"))
        ratios.append(mine / other)
    print(f"{what:<34} {statistics.median(ratios):7.2f} x   xlsxwriter alone")


def main(rows: int = ROWS) -> None:
    """Write both tables, ours and by hand."""
    people, work = volunteers(rows), services(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(
            f"write {rows:,} volunteers",
            lambda file: tabular.write(people, file),
            lambda file: write_volunteers(people, file),
            folder,
        )
        compare(
            f"write {rows:,} services",
            lambda file: tabular.write(work, file),
            lambda file: write_services(work, file),
            folder,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
