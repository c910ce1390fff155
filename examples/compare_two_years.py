"""The volunteers of each 镇街 at the end of two years, and who has sent the roll."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import tabular

DATA = Path(__file__).parent / "wujin_2024" / "data"
ROLL = [each for each in ggw.CATALOGUE if each.id == "volunteers.registered"]


def by_town(data: ggw.Dataset, year: int) -> dict[str, ggw.Figure]:
    """The figure of each town at the end of a year."""
    found = ggw.evaluate(ROLL, data, period=ggw.Year(year), as_of=date(year, 12, 31), by=("town",))
    return {str(each.group): each for each in found}


def main() -> None:
    """Print both years side by side."""
    data = tabular.read_folder(DATA).value
    before, now = by_town(data, 2023), by_town(data, 2024)
    for town, figure in now.items():
        print(f"{town}: {before[town]} -> {figure}, {figure.coverage} schools complete")


if __name__ == "__main__":
    main()
