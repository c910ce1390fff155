"""A review written into a folder: as a web page, as Markdown and as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guangongwei.errors import NotWritable
from guangongwei.reports import data, html, markdown

if TYPE_CHECKING:
    import os

    from guangongwei.review import Review

_FILES = (
    ("review.html", html.render),
    ("review.md", markdown.render),
    ("review.json", data.render),
)


def write(review: Review, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write review.html, review.md and review.json into a folder, which is made if need be.

    A file that is there is replaced once the new one is complete.

    Raises:
        NotWritable: The folder or a file in it cannot be written.
    """
    place = Path(folder)
    # All is made before anything is written, so that no file stands beside an older one.
    contents = [(place / name, render(review)) for name, render in _FILES]
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, content in contents:
            _replace(path, content)
    except OSError as error:
        raise NotWritable(str(place), error.strerror or type(error).__name__) from error
    return tuple(path for path, _ in contents)


def _replace(path: Path, content: str) -> None:
    unfinished = path.with_name(f"{path.name}.part")
    try:
        unfinished.write_text(content, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
