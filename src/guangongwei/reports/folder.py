"""A review written into a folder: as a web page, as Markdown, as data, and as a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from guangongwei.errors import NotWritable
from guangongwei.reports import data, html, markdown

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from guangongwei.model.audience import Audience
    from guangongwei.reviewing import Review

_FILES = (
    ("review.html", html.render),
    ("review.md", markdown.render),
    ("review.json", data.render),
)


def write(
    review: Review,
    folder: str | os.PathLike[str],
    *,
    workbook: bool = False,
    audience: Audience | None = None,
) -> tuple[Path, ...]:
    """Write review.html, review.md and review.json into a folder, which is made if need be.

    A file that is there is replaced once the new one is complete.

    Args:
        review: What is written.
        folder: Where to.
        workbook: Write review.xlsx besides.
        audience: Who is to see it: everybody, unless it was published for others; nothing is
            hidden from the desk alone.

    Raises:
        MissingExtra: A workbook needs the extra `excel`.
        NotWritable: The folder or a file in it cannot be written.
    """
    place = Path(folder)
    review = review.published(audience)
    # All is made before anything is written, so that no file stands beside an older one.
    contents = [
        (place / name, render(review, audience=audience).encode()) for name, render in _FILES
    ]
    if workbook:
        from guangongwei.reports.workbook import render as as_workbook  # noqa: PLC0415  (an extra)

        contents.append((place / "review.xlsx", as_workbook(review, audience=audience)))
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, content in contents:
            replace(path, partial(_write, content=content))
    except OSError as error:
        raise NotWritable(str(place), error.strerror or type(error).__name__) from error
    return tuple(path for path, _ in contents)


def _write(stream: BinaryIO, *, content: bytes) -> None:
    stream.write(content)


def replace(path: Path, write_to: Callable[[BinaryIO], object]) -> None:
    """Put a file in the place of the one that is there, once it is complete."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as stream:
            write_to(stream)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
