"""What reading a nasty file comes to, as a line of the manifest says it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import asdict, frozen
from tests.fuzz.survival import NamedBytes
from tests.tabular.nasty.books import BOOKS
from tests.tabular.nasty.texts import FIRST, HEADERS, SECOND, TEXTS, THIRD, lines

from guangongwei import tabular
from guangongwei.model.numbers import Absence
from guangongwei.model.reporting import Return

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guangongwei.errors import Checked, Problem
    from guangongwei.model.dataset import Record

MANIFEST = Path(__file__).parent / "manifest.txt"
FILES = TEXTS | BOOKS
#: The table that all of them hold, or pretend to.
NAME = "服务记录 "


@frozen
class Line:
    """One line of the manifest."""

    file: str
    #: accept: nothing is wrong; part: good rows are kept; refuse: there are none.
    verdict: str
    good: str
    problems: str
    #: What differs from the rows that were meant.
    means: str

    def __str__(self) -> str:
        return f"{self.file} | {self.verdict} | {self.good} | {self.problems} | {self.means}"


def manifest() -> list[Line]:
    """The lines of the manifest, its head left out."""
    written = MANIFEST.read_text("utf-8").splitlines()
    return [Line(*line.split(" | ", 4)) for line in written if line and not line.startswith("#")]


def read(file: str) -> Line:
    """What reading a file comes to."""
    name = NAME + file
    checked: Checked[tuple[Record, ...]] = tabular.read(NamedBytes(name, FILES[file]))
    problems = [_told(each, name) for each in checked.problems]
    refused = "refuse" if checked.errors or checked.problems else "accept"
    kept = "part" if checked.errors else "accept"
    return Line(
        file,
        kept if checked.value else refused,
        " ".join(each.id for each in checked.value if not isinstance(each, Return)) or "-",
        " ".join(_counted(problems)) or "-",
        " ".join(_differences(checked.value)) or "-",
    )


def _counted(problems: Iterable[str]) -> Iterable[str]:
    """The same problem at the same place many times over, such as at many columns, counted."""
    for each, same in groupby(problems):
        times = len(list(same))
        yield each if times == 1 else f"{each}*{times}"


def _told(problem: Problem, name: str) -> str:
    place = str(problem.place).removeprefix(name).lstrip("!").replace(" ", "_")
    return f"{problem.code}@{place}" if place else problem.code


def _meant() -> dict[str, dict[str, object]]:
    plain = NamedBytes("服务记录.csv", lines(HEADERS, FIRST, SECOND, THIRD).encode())
    return {
        each.id: _fields(each) for each in tabular.read(plain).value if not isinstance(each, Return)
    }


def _fields(record: Record) -> dict[str, object]:
    return {key: value for key, value in asdict(record).items() if key != "source"}


def _differences(records: Iterable[Record]) -> Iterable[str]:
    meant = _meant()
    for record in records:
        fields = _fields(record)
        for field, value in fields.items():
            if value != meant.get(str(fields["id"]), fields).get(field):
                yield f"{fields['id']}.{field}={_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, Absence):
        return value.value
    return "blank" if value is None else ascii(str(value))[1:-1].replace(" ", "_")


if __name__ == "__main__":
    # Written anew after a change of what files there are; what it says is then read by a person.
    head = [each for each in MANIFEST.read_text("utf-8").splitlines() if each.startswith("#")]
    MANIFEST.write_text("\n".join([*head, *(str(read(file)) for file in FILES)]) + "\n", "utf-8")
