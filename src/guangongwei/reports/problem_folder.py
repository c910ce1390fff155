"""What was found in tables, written into a folder: for reading, and into copies of the workbooks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from guangongwei.archive import Refused
from guangongwei.errors import BadArgument, Cell, NotReadable, NotWritable
from guangongwei.reports import problem_page
from guangongwei.reports.folder import replace
from guangongwei.reports.phrases import Language
from guangongwei.reports.sentences import SENTENCES
from guangongwei.reports.tables import check_text, table_text
from guangongwei.tabular import annotate
from guangongwei.tabular.safe_text import file_name

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from guangongwei.errors import Checked
    from guangongwei.tabular.tables import Table

_WORKBOOKS = (".xlsx", ".xlsm")


def write_problems(
    checked: Checked[tuple[Table, ...]],
    folder: str | os.PathLike[str],
    *,
    source: str | os.PathLike[str],
    language: Language = Language.CHINESE,
) -> tuple[Path, ...]:
    """Write problems.html and problems.txt into a folder, which is made if need be.

    Of each workbook in which something was found a copy is written besides, with a comment on
    each wrong cell. A file that is there is replaced once the new one is complete.

    Args:
        checked: What `guangongwei.tabular.check` has found.
        folder: Where to; not where the tables lie.
        source: The file or the folder that was checked.
        language: Of the page and the text; comments are in both languages.

    Raises:
        BadArgument: The tables lie in the folder.
        NotReadable: The source cannot be opened.
        NotWritable: The folder or a file in it cannot be written.
    """
    place, files = Path(folder), _files(Path(source))
    if any(file.parent.resolve() == place.resolve() for file in files):
        raise BadArgument("folder", "another one than that of the tables")
    try:
        place.mkdir(parents=True, exist_ok=True)
        copies = _copies(checked, place, files)
        page = problem_page.render(
            checked.problems,
            further=checked.further,
            tables=[table_text(each, language) for each in checked.value],
            copies={name: copy.name for name, copy in copies.items()},
            language=language,
        )
        text = f"{check_text(checked, language)}\n"
        written = {place / "problems.html": page, place / "problems.txt": text}
        for path, content in written.items():
            replace(path, partial(_write_text, content=content))
    except NotReadable:
        raise
    except OSError as error:
        raise NotWritable(str(place), error.strerror or type(error).__name__) from error
    return (*written, *copies.values())


def _files(source: Path) -> tuple[Path, ...]:
    """The files that were checked."""
    try:
        return tuple(sorted(source.iterdir())) if source.is_dir() else (source,)
    except OSError as error:
        raise NotReadable(str(source), error.strerror or "it cannot be listed") from None


def _write_text(stream: BinaryIO, *, content: str) -> None:
    stream.write(content.encode())


def _copies(
    checked: Checked[tuple[Table, ...]], folder: Path, files: tuple[Path, ...]
) -> Mapping[str, Path]:
    """The copy of each workbook in which something was found, by the workbook's name."""
    wrong = {each.place.file for each in checked.problems if isinstance(each.place, Cell)}
    # How many more there are is known of all files together.
    further = checked.further if len(files) == 1 else ()
    made: dict[str, Path] = {}
    for file in files:
        if file.name not in wrong or file.suffix.lower() not in _WORKBOOKS:
            continue
        taken = [each.name for each in made.values()]
        copy = folder / file_name(f"{file.stem}（批注）{file.suffix}", taken)
        # Called with the stream to write to.
        copied = partial(annotate, file, checked.problems, further=further, sentences=SENTENCES)
        try:
            replace(copy, copied)
        except (Refused, BadArgument):
            # What is wrong with the file as a whole is among the problems.
            continue
        made[file.name] = copy
    return made
