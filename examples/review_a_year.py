"""A plan and a folder of tables become a review, which is printed in short and written out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import plans, reports, tabular

EXAMPLE = Path(__file__).parent / "wujin_2024"


def main(out: str | None = None) -> None:
    """Tell each point's figures and verdicts; with a folder, write the reports into it."""
    plan = plans.read(EXAMPLE / "plan.txt").value
    data = tabular.read_folder(EXAMPLE / "data").value
    card = ggw.review(plan, data, period=ggw.Year(2024), as_of=date(2024, 12, 31))
    for line in card.lines:
        told = ", ".join(f"{each.indicator} {each}" for each in line.figures)
        print(f"{line.label:>2} {told or 'nothing measures this item'}")
        for each in line.judgements:
            print(f"   {each.target.indicator}: {each.verdict.label}, {each.reason}")
    if out is not None:
        reports.write(card, out)


if __name__ == "__main__":
    main(*sys.argv[1:2])
