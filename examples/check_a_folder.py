"""What is wrong with a folder of tables, and that the good rows are kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

import guangongwei as ggw
from guangongwei import tabular

TABLES = {
    "单位.csv": "编号,名称,类别\nB01,示例区教育局,教育局\nS01,示例小学,小学\nS02,示例幼儿园,幼儿圆\n",
    "五老志愿者.csv": "编号,姓名,所属单位,加入日期\nV01,张三,S01,2015-3-5\nV02,李四,S09,15.3.5\n",
}


def main() -> None:
    """Write two tables with mistakes, read them, and print what was found and what was kept."""
    with tempfile.TemporaryDirectory() as name:
        for file, text in TABLES.items():
            Path(name, file).write_text(text, "utf-8")
        checked = tabular.read_folder(name)
    for problem in checked.problems:
        if problem.severity is not ggw.Severity.NOTE:
            print(f"{problem.place}: {problem.message} [{problem.code}]")
    print(checked.value)
    for volunteer in checked.value.volunteers:
        print(volunteer.id, volunteer.joined, volunteer.source)


if __name__ == "__main__":
    main()
