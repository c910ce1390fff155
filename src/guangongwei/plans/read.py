"""A plan from a file."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei.errors import NotReadable
from guangongwei.plans.parse import parse

if TYPE_CHECKING:
    from os import PathLike

    from guangongwei.errors import Checked
    from guangongwei.model.plan import Plan

#: What to do about files of other kinds.
_ADVICE = {
    ".docx": "save it as plain text (.txt, UTF-8) first",
    ".doc": "open it in a word processor and save it as plain text (.txt, UTF-8)",
    ".wps": "open it in a word processor and save it as plain text (.txt, UTF-8)",
    ".pdf": "copy its text into a .txt file",
}
_ENCODINGS = ("utf-8", "gb18030")
_MARKED = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))


def read(path: str | PathLike[str]) -> Checked[Plan]:
    """The plan in a .txt or .md file, encoded in UTF-8 or GB18030.

    Raises:
        NotReadable: The file is missing, of another kind, or in another encoding.
    """
    file = Path(path)
    # That a file is missing matters more than how its name ends: reading says so below.
    if file.suffix.lower() not in {".txt", ".md"} and file.exists():
        advice = _ADVICE.get(file.suffix.lower(), "give a .txt or an .md file")
        raise NotReadable(file.name, f"{file.suffix or 'no suffix'} is not read; {advice}.")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise NotReadable(file.name, f"{error.strerror or error}.") from error
    return parse(_decoded(content, file.name), name=file.name)


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return _strict(content, (encoding,), name)
    return _strict(content, _ENCODINGS, name)


def _strict(content: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotReadable(name, "it is neither UTF-8 nor GB18030; save it as UTF-8.")
