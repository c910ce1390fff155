"""This year against the last: changes that are indicators, and any figure of two periods."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import tabular
from guangongwei.indicators.definition import Change

DATA = Path(__file__).parent / "wujin_2024" / "data"
YEAR, DAY = ggw.Year(2024), date(2024, 12, 31)
SIDE_BY_SIDE = ("accreditation.share", "parents.sessions", "care.pairs_new", "entries.works")


def main() -> None:
    """Print the changes of the catalogue, then some figures of both years."""
    data = tabular.read_folder(DATA).value
    changes = [each for each in ggw.CATALOGUE if isinstance(each.value, Change)]
    for each in ggw.evaluate(changes, data, period=YEAR, as_of=DAY):
        print(f"{each.name} {each}, {each.coverage} schools complete")

    before = YEAR.same_last_year()
    wanted = [each for each in ggw.CATALOGUE if each.id in SIDE_BY_SIDE]
    then = ggw.evaluate(wanted, data, period=before, as_of=before.end)
    now = ggw.evaluate(wanted, data, period=YEAR, as_of=DAY)
    print(f"{before} -> {YEAR}")
    for old, new in zip(then, now, strict=True):
        print(f"{new.name} {old} -> {new}, complete {old.coverage} -> {new.coverage}")


if __name__ == "__main__":
    main()
