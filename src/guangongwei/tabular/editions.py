"""Editions of standards in the folder 标准 beside the tables: one JSON file each, edited by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve

from guangongwei import codec
from guangongwei.errors import BadArgument, Cell, Checked, NotReadable, Path, Problem
from guangongwei.files import opened
from guangongwei.model.accreditation import QUALITY
from guangongwei.model.standard import Band, Clause, ClauseId, Standard, StandardId
from guangongwei.tabular.problems import problem

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable, Sequence

#: The folder, within a folder of tables, and the file that templates have in it.
FOLDER = "标准"
EXAMPLE_FILE = "示例.json"

#: What a standard looks like; in its own file and unchanged it is not read as a standard.
EXAMPLE = Standard(
    id=StandardId("示例标准"),
    programme=QUALITY,
    edition="2024年示例",
    clauses=(
        Clause(
            id=ClauseId("1"),
            block="组织建设",
            text="成立关工委，主任由学校负责人担任",
            points=Decimal(10),
            mandatory=True,
            evidence=("查资料",),
        ),
        Clause(
            id=ClauseId("2"),
            block="活动开展",
            text="每学期开展主题教育活动不少于两次",
            points=Decimal("7.5"),
            evidence=("看台账", "访谈"),
        ),
    ),
    bands=(
        Band(name="合格", low=Decimal(14), passes=True),
        Band(name="不合格", low=Decimal(0), passes=False),
    ),
    since=date(2024, 1, 1),
)


def read(files: Iterable[pathlib.Path]) -> Checked[tuple[Standard, ...]]:
    """The editions in files of the folder; what they say is looked at by `Dataset.check`."""
    found: list[Standard] = []
    problems: list[Problem] = []
    for file in files:
        checked = _read(file)
        problems += checked.problems
        if checked.value is not None and (file.name, checked.value) != (EXAMPLE_FILE, EXAMPLE):
            found.append(checked.value)
    return Checked(tuple(found), tuple(problems))


def _read(file: pathlib.Path) -> Checked[Standard | None]:
    place = f"{FOLDER}/{file.name}"
    if file.suffix.lower() != ".json":
        return Checked(None, (problem("T003", Cell(place)),))
    try:
        with opened(file) as stream:
            text = stream.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Checked(None, (problem("T015", Cell(place)),))
    except NotReadable as error:
        return Checked(None, (problem("T013", Cell(place), detail=error.reason),))
    checked = codec.from_json(text, Standard, path=f"{place}:$")
    if checked.value is None:
        return checked
    return Checked(evolve(checked.value, source=Path(f"{place}:$")))


def numbered(standards: Sequence[Standard]) -> dict[str, Standard]:
    """A file for each standard, which keep their order where they are read by name."""
    width = len(str(len(standards)))
    return {f"{number:0{width}d}.json": each for number, each in enumerate(standards, 1)}


def write(standard: Standard, stream: BinaryIO) -> None:
    """Write one edition, without the place it was read from, so that `read` gives it back.

    Raises:
        BadArgument: It holds what no file can hold.
    """
    text = codec.to_json(evolve(standard, source=None))
    try:
        stream.write(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise BadArgument("standard", "of texts that UTF-8 can hold") from None
