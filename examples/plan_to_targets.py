"""From the words of a plan to targets, with those of a file beside them, and a verdict for each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import plans, tabular
from guangongwei.targets import read_targets

EXAMPLE = Path(__file__).parent / "wujin_2024"


def show(label: str, judgement: ggw.Judgement) -> None:
    """Print a target, as it is worded, with its verdict and what is still needed."""
    target = judgement.target
    print(f"{label} {target.text}")
    print(f"   {target.indicator} {target.comparator.value}, due {target.due}")
    print(f"   {judgement.verdict.label}: {judgement.reason}")
    if judgement.need.more:
        print(f"   needs {judgement.need.more} more")


def main() -> None:
    """Show each target of the plan, then those that only the file has."""
    plan = plans.read(EXAMPLE / "plan.txt").value
    data = tabular.read_folder(EXAMPLE / "data").value
    card = ggw.review(
        plan,
        data,
        period=ggw.Year(2024),
        as_of=date(2024, 12, 31),
        targets=read_targets(EXAMPLE / "targets.toml").unwrap(),
    )
    for line in card.lines:
        for each in line.judgements:
            show(f"{line.label:>2}", each)
    for each in card.further:
        show(" -", each)


if __name__ == "__main__":
    main()
