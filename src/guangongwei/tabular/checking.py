"""Everything that is wrong with tables, beside what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei.errors import BadArgument, Checked
from guangongwei.tabular.folder import read_whole
from guangongwei.tabular.tables import Table, read_tables

if TYPE_CHECKING:
    from datetime import date

    from guangongwei.model.dataset import Record
    from guangongwei.tabular.local import LocalColumns


def check(
    path: str | Path,
    noun: type[Record] | None = None,
    *,
    as_of: date | None = None,
    columns: LocalColumns | None = None,
) -> Checked[tuple[Table, ...]]:
    """The tables of a folder or of one file, and everything that is wrong with them.

    In a folder that is also what cannot be true of all tables together; in one file, which rows
    stand there twice.

    Args:
        path: The folder or the file.
        noun: What a row of the file is, where its headers and names cannot tell.
        as_of: A day; a later one is doubted in columns of what has happened.
        columns: How the tables are headed here; see `read_columns`.

    Raises:
        NotReadable: There is no such folder or file.
        BadArgument: A noun was given for a folder, or it has no table.
    """
    if Path(path).is_dir():
        if noun is not None:
            raise BadArgument("noun", "left out for a folder: each of its tables has its own")
        checked = read_whole(path, as_of=as_of, columns=columns)
        return Checked(checked.value.tables, checked.problems, further=checked.further)
    return read_tables(path, noun, as_of=as_of, columns=columns)
