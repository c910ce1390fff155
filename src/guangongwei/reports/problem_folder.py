"""What was found in tables, written into a folder: for reading, and into copies of the workbooks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from guangongwei.archive import Refused
from guangongwei.errors import BadArgument, Cell, NotReadable, NotWritable
from guangongwei.reports import problem_page
from guangongwei.reports.checks import problems_text
from guangongwei.reports.folder import replace
from guangongwei.reports.phrases import Language
from guangongwei.reports.sentences import SENTENCES
from guangongwei.tabular import annotate
from guangongwei.tabular.safe_text import file_name

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from guangongwei.errors import Problem

_WORKBOOKS = (".xlsx", ".xlsm")
#: How many places of one kind a text names.
_PLACES = 200


def write_problems(
    problems: Iterable[Problem],
    folder: str | os.PathLike[str],
    *,
    sources: Iterable[str | os.PathLike[str]] = (),
    further: Iterable[tuple[str, int]] = (),
    tables: Iterable[str] = (),
    language: Language = Language.CHINESE,
) -> tuple[Path, ...]:
    """Write problems.html and problems.txt into a folder, which is made if need be.

    Of each workbook in which something was found a copy is written besides, with a comment on
    each wrong cell. A file that is there is replaced once the new one is complete.

    Args:
        problems: As `Checked.problems` has them.
        folder: Where to; none of the files that were read may lie in it.
        sources: The files that were read; those that are no workbooks have no copy.
        further: As `Checked.further` has them.
        tables: What was read, in words.
        language: Of the page and the text; comments are in both languages.

    Raises:
        BadArgument: A file that was read lies in the folder.
        NotWritable: The folder or a file in it cannot be written.
    """
    place = Path(folder)
    kept, uncounted, files = tuple(problems), tuple(further), tuple(map(Path, sources))
    if any(file.parent.resolve() == place.resolve() for file in files):
        raise BadArgument("folder", "another one than that of the files that were read")
    try:
        place.mkdir(parents=True, exist_ok=True)
        copies = _copies(kept, place, files, uncounted)
        page = problem_page.render(
            kept,
            further=uncounted,
            tables=tables,
            copies={name: copy.name for name, copy in copies.items()},
            language=language,
        )
        text = problems_text(kept, language, places=_PLACES)
        written = {place / "problems.html": page, place / "problems.txt": f"{text}\n"}
        for path, content in written.items():
            replace(path, partial(_write_text, content=content))
    except OSError as error:
        if isinstance(error, NotReadable):
            raise
        raise NotWritable(str(place), error.strerror or type(error).__name__) from error
    return (*written, *copies.values())


def _write_text(stream: BinaryIO, *, content: str) -> None:
    stream.write(content.encode())


def _copies(
    problems: tuple[Problem, ...],
    folder: Path,
    files: tuple[Path, ...],
    further: tuple[tuple[str, int], ...],
) -> Mapping[str, Path]:
    """The copy of each workbook in which something was found, by the workbook's name."""
    wrong = {each.place.file for each in problems if isinstance(each.place, Cell)}
    made: dict[str, Path] = {}
    for file in files:
        if file.name not in wrong or file.suffix.lower() not in _WORKBOOKS:
            continue
        taken = [each.name for each in made.values()]
        copy = folder / file_name(f"{file.stem}（批注）{file.suffix}", taken)
        copied = partial(
            _annotate, source=file, problems=problems, further=further if len(files) == 1 else ()
        )
        try:
            replace(copy, copied)
        except (Refused, BadArgument):
            # What is wrong with the file as a whole is among the problems.
            continue
        made[file.name] = copy
    return made


def _annotate(
    stream: BinaryIO,
    *,
    source: Path,
    problems: tuple[Problem, ...],
    further: tuple[tuple[str, int], ...],
) -> None:
    annotate(source, problems, stream, further=further, sentences=SENTENCES)
