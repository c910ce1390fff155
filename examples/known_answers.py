"""A made-up district whose figures are known: what a program built on the library is tested with."""

from __future__ import annotations

import guangongwei as ggw
from guangongwei.model import Group
from guangongwei.testing import worlds


def main() -> None:
    """Make a district, compute the figures whose answers are known, and compare."""
    world = worlds.district(seed=7, schools=80, volunteers=200, services=1_000, history=200)
    print(world.dataset)
    known = [each for each in ggw.CATALOGUE if each.id in world.answers]
    for figure in ggw.evaluate(known, world.dataset, period=world.period, as_of=world.as_of):
        answer = world.answers[figure.indicator][Group()]
        print(f"{figure.indicator}: {figure} {figure.value == answer}")


if __name__ == "__main__":
    main()
