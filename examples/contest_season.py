"""A season of contests: works counted once, once more per level, and what they won."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import tabular

DATA = Path(__file__).parent / "wujin_2024" / "data"
YEAR, DAY = ggw.Year(2024), date(2024, 12, 31)
BY_ID = {each.id: each for each in ggw.CATALOGUE}


def figures(data: ggw.Dataset, id_: str, *by: str) -> tuple[ggw.Figure, ...]:
    """One indicator, for the whole or by fields of the entries."""
    return ggw.evaluate([BY_ID[id_]], data, period=YEAR, as_of=DAY, by=by)


def main() -> None:
    """Print works and entries, where they went, and the prizes of each rank."""
    data = tabular.read_folder(DATA).value
    for id_ in ("entries.works", "entries.by_level", "entries.awarded"):
        (whole,) = figures(data, id_)
        print(f"{whole.name} {whole}")
    print("by level, each work once in each:")
    for each in figures(data, "entries.by_level", "level"):
        print(f"  {each.group} {each}")
    print("by contest:")
    for each in figures(data, "entries.works", "contest"):
        print(f"  {each.group} {each}")
    print("by prize, which need not be a pyramid:")
    for each in figures(data, "entries.awarded", "award"):
        print(f"  {each.group} {each}")


if __name__ == "__main__":
    main()
