"""A plan from a file."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei.archive import is_archive
from guangongwei.errors import Checked, NotReadable
from guangongwei.files import opened
from guangongwei.plans.parse import parse

if TYPE_CHECKING:
    from os import PathLike
    from typing import BinaryIO

    from guangongwei.model.plan import Plan

_SAVE = "open it in a word processor and save it as a Word document (.docx)"
#: What other kinds of file begin with, and what to do about them, whatever they are called.
_REFUSED = (
    (b"%PDF-", "it is a PDF; copy its text into a .txt file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"it is of an older word processor; {_SAVE}"),
    (b"{\\rtf", f"it is Rich Text; {_SAVE}"),
)
#: How a document with a password names what it holds, in a file of the older kind.
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_TEXTS = frozenset({".txt", ".md"})
_ADVICE = {
    ".docx": _SAVE,
    ".doc": _SAVE,
    ".wps": _SAVE,
    ".pdf": "copy its text into a .txt file",
}
_ENCODINGS = ("utf-8", "gb18030")
_MARKED = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_FIRST = 16


def read(path: str | PathLike[str]) -> Checked[Plan]:
    """The plan in a .txt or .md file, encoded in UTF-8 or GB18030, or in a Word document.

    What a file is, is told by what it holds; its name decides about text alone.

    Raises:
        NotReadable: The file is missing, of another kind, damaged, or in another encoding.
        MissingExtra: It is a Word document, and the extra ``docx`` is not installed.
    """
    file = Path(path)
    try:
        with opened(file) as stream:
            return _read(stream, file)
    except NotReadable as error:
        raise NotReadable(file.name, f"{error.reason.removesuffix('.')}.") from None


def _read(stream: BinaryIO, file: Path) -> Checked[Plan]:
    first = stream.read(_FIRST)
    stream.seek(0)
    if is_archive(first):
        # Whoever has plain texts needs no reader of documents.
        from guangongwei.plans import docx  # noqa: PLC0415

        told = docx.text(stream, file.name)
        plan = parse(told.value, name=file.name)
        return Checked(plan.value, (*told.problems, *plan.problems))
    content = stream.read()
    for sign, advice in _REFUSED:
        if first.startswith(sign):
            is_protected = _PROTECTED in content
            told_so = "it is protected with a password; remove it" if is_protected else advice
            raise NotReadable(file.name, f"{told_so}.")
    suffix = file.suffix.lower()
    if suffix not in _TEXTS:
        advice = _ADVICE.get(suffix, "give a .txt, .md or .docx file")
        kind = (
            "it is no Word document"
            if suffix == ".docx"
            else f"{suffix or 'no suffix'} is not read"
        )
        raise NotReadable(file.name, f"{kind}; {advice}.")
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
