"""What stands twice in one file: an id, a row under two ids, a person."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields

from guangongwei.errors import Path, Problem
from guangongwei.model.checks import RULES
from guangongwei.model.checks.facts import Facts
from guangongwei.model.dataset import TABLES, Dataset
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Volunteer
from guangongwei.tabular import doubles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.tally import Tally

#: What one file tells by itself; every other rule needs the other tables.
_RULES = tuple(rule for rule in RULES if rule.code in ("D101", "D150", "D206"))


def tell(records: Mapping[type[Record], Sequence[Record]], problems: Tally) -> None:
    """Say which of some records, each noun's by itself, stand there more than once."""
    held = {TABLES[noun]: tuple(of) for noun, of in records.items() if _may_repeat(noun, of)}
    filled: dict[str, Any] = {**held}
    facts = Facts(Dataset(**filled))
    for rule in _RULES:
        for table in filter(held.__contains__, rule.tables):
            for index, record in rule.broken(held[table], facts):
                if not problems.keeps(rule.code):
                    problems.count(rule.code)
                    continue
                place = record.source or Path(f"$.{table}[{index}]")
                told = Problem(rule.code, place, rule.message, hint=rule.hint)
                problems.append(evolve(told, severity=rule.severity))
    volunteers: Sequence[Any] = records.get(Volunteer, ())
    problems.extend(doubles.alike(volunteers))


def _may_repeat(noun: type[Record], records: Sequence[Record]) -> bool:
    """Whether some of the records may be the same; hashes tell that of most tables none are."""
    names = [each.name for each in fields(noun) if each.name not in ("id", "source")]
    if noun is Return:
        # Several may be of one table and one period, and differ all the same.
        return True
    ids = len(set(map(attrgetter("id"), records)))
    contents = len(set(map(hash, map(attrgetter(*names), records))))
    return len(records) > min(ids, contents)
