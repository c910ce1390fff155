"""A year of the volunteers: the roll, who served, their stars, and days that ask for a look."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import tabular
from guangongwei.model.overlaps import overlaps
from guangongwei.model.roll import count_kinds, roll
from guangongwei.model.stars import star_grade

DATA = Path(__file__).parent / "wujin_2024" / "data"
YEAR, DAY = ggw.Year(2024), date(2024, 12, 31)


def main() -> None:
    """Print it in counts; nobody is named."""
    data = tabular.read_folder(DATA).value
    year = roll(data.volunteers, data.services, period=YEAR)
    print(
        f"{len(year.opening)} + {len(year.new)} - {len(year.left)} = {len(year.closing)} on the roll"
    )
    registered = [each for each in data.volunteers if each.registered(DAY)]
    print(*(f"{kind} {count}" for kind, count in count_kinds(registered).by_kind))
    print(f"骨干 {len(year.backbone)}, not noted of {len(year.backbone_unknown)}")

    share = [each for each in ggw.CATALOGUE if each.id == "volunteers.active_share"]
    (active,) = ggw.evaluate(share, data, period=YEAR, as_of=DAY)
    print(active.name, active, "reported by", active.coverage)

    services = defaultdict(list)
    for each in data.services:
        services[each.volunteer].append(each)
    grades = [star_grade(each, as_of=DAY) for each in services.values()]
    for stars, people in sorted(Counter(each.stars for each in grades).items()):
        print(f"{stars} stars: {people}")
    print(sum(not each.is_exact for each in grades), "may have more: hours were not noted")

    odd = overlaps(each for each in data.services if each.on in YEAR)
    for kind, days in Counter(each.kind for each in odd).items():
        print(f"{kind.value}: {days} days")


if __name__ == "__main__":
    main()
