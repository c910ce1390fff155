from __future__ import annotations

import subprocess
import sys

import attrs

from guangongwei.indicators.catalogue import CATALOGUE, indicator
from guangongwei.indicators.definition import (
    All,
    Any,
    Indicator,
    Is,
    Measure,
    Not,
    Share,
    Sum,
    Timing,
)
from guangongwei.model import Accreditation, Outcome, Service, Volunteer


def test_conditions_combine_with_signs() -> None:
    """And, or and not build the same data that spelling them out does."""
    one, other = Is("kind", "宣讲"), Is("level", "省级")
    assert one & other == All((one, other))
    assert one | other == Any((one, other))
    assert ~one == Not(one)


def test_a_measure_knows_the_returns_it_rests_on() -> None:
    """None for the bureau's register; a share rests on those of both its parts."""
    register = Measure(of=Volunteer, timing=Timing.AT_END, rests_on="五老志愿者")
    part = Measure(of=Volunteer, timing=Timing.AT_END, rests_on="服务记录")
    assert Measure(of=Service).returns == frozenset()
    assert register.returns == {"五老志愿者"}
    assert Share(part=part, whole=register).returns == {"五老志愿者", "服务记录"}


def made(value: Measure) -> Indicator:
    """An indicator that computes this."""
    return attrs.evolve(indicator("services.count"), value=value)


def test_the_hash_changes_with_what_is_computed_and_with_nothing_else() -> None:
    """A new name keeps the hash; another condition, aggregate or timing changes it."""
    count = made(Measure(of=Service))
    assert count.hash == attrs.evolve(count, name="次数", note="别的说法").hash
    others = [
        made(Measure(of=Volunteer)),
        made(Measure(of=Service, count=Sum("hours"))),
        made(Measure(of=Service, rests_on="服务记录")),
        made(Measure(of=Service, timing=Timing.AT_END)),
        made(Measure(of=Service, where=Is("programme", "家访"))),
        made(Measure(of=Service, where=Not(Is("programme", "家访")))),
    ]
    assert len({count.hash, *(each.hash for each in others)}) == 7


def test_a_word_is_not_the_choice_it_stands_for() -> None:
    """通过 as text and as an outcome are different conditions with different hashes."""
    choice = made(Measure(of=Accreditation, where=Is("outcome", Outcome.PASSED)))
    word = made(Measure(of=Accreditation, where=Is("outcome", "通过")))
    assert choice.hash != word.hash


def test_hashes_are_the_same_in_every_process() -> None:
    """No memory address and no random seed gets into a hash."""
    program = (
        "from guangongwei.indicators.catalogue import CATALOGUE\n"
        "print(*(each.hash for each in CATALOGUE))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [each.hash for each in CATALOGUE]
