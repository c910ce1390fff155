"""The care work on a day in counts: cases, those that are overdue, and how the pairs stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from guangongwei import tabular
from guangongwei.model.caseload import caseload
from guangongwei.model.followup import overdue
from guangongwei.model.pairings import contact, count_pairs, pairs_of, standing

DATA = Path(__file__).parent / "wujin_2024" / "data"
DAY = date(2024, 12, 31)


def main() -> None:
    """Print counts alone: which child a case is about is nobody's business here."""
    data = tabular.read_folder(DATA).value
    load = caseload(data.cases, as_of=DAY)
    print(*(f"{state.value} {count}" for state, count in load.by_state))
    print(f"{load.followed} followed, of {load.children} children:", end=" ")
    print(*(f"{level.value} {count}" for level, count in load.by_level))
    late = overdue(data.cases, as_of=DAY)
    print(f"{len(late)} overdue, the longest by {max(each.overdue_days for each in late)} days")
    by_level = Counter(each.level.value for each in late).most_common()
    print("  by level:", *(f"{level} {count}" for level, count in by_level))

    pairs = count_pairs(data.pairings, day=DAY)
    print(f"{pairs.pairs} 对:", *(f"{shape} {count}" for shape, count in pairs.by_shape))
    print(f"  {pairs.volunteers} volunteers, {pairs.children} children", end=", ")
    print(f"{pairs.young_teachers} young teachers")
    print(f"  at most {max(pairs_of(data.pairings, day=DAY).values())} pairs for one volunteer")

    stands = [
        standing(
            each,
            day=DAY,
            volunteers=data.volunteer_by_id,
            children=data.child_by_id,
            tree=data.tree,
        )
        for each in data.pairings
    ]
    for state, count in Counter(each.state for each in stands).most_common():
        print(f"  {state.value} {count}")
    losses = Counter(loss.value for each in stands for loss in each.losses)
    print("  lost:", *(f"{loss} {count}" for loss, count in losses.most_common()))
    now = Counter(contact(each, day=DAY) for each in data.pairings if each.active(DAY))
    print("  in touch:", *(f"{each.value} {count}" for each, count in now.most_common()))


if __name__ == "__main__":
    main()
