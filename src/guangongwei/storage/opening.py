"""Stores by their URL: those of this library, and those that other packages bring along."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, cast

from guangongwei.errors import BadArgument, UnknownStore
from guangongwei.storage.keys import checked_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from guangongwei.storage.protocol import Store

#: The module of each kind of store, which has a function ``open_store(url)``.
BUILT_IN = {
    "jsonl": "guangongwei.storage.jsonl",
    "memory": "guangongwei.storage.memory",
    "postgresql": "guangongwei.storage.sql",
    "sqlite": "guangongwei.storage.sqlite",
}
#: Where other packages name theirs: a scheme, and a function from the URL to the store.
GROUP = "guangongwei.stores"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9.-]{0,30})(?:\+[A-Za-z0-9]+)?:")


def open(url: str) -> Store:  # noqa: A001  (it is called as storage.open)
    """The store of a URL: ``memory:``, ``jsonl:folder``, ``sqlite:file``, ``postgresql://…``.

    A folder, a file or tables that are not there are made. Close the store when it is no longer
    used, or use it in a `with`.

    Raises:
        BadArgument: It is no URL, or not one of its kind of store.
        UnknownStore: No such kind of store is installed; it names the nearest.
        MissingExtra: The kind of store needs packages that are not installed.
        StoreFailed, StoreBusy: It cannot be opened, or not now.
        Damaged, NewerSchema: It is no store any more, or one of a later version.
    """
    found = _SCHEME.match(url)
    if found is None:
        raise BadArgument("url", "such as memory:, jsonl:folder, sqlite:file or postgresql://…")
    scheme = found[1].lower()
    if scheme in BUILT_IN:
        make = import_module(BUILT_IN[scheme]).open_store
    else:
        others = {each.name: each for each in entry_points(group=GROUP)}
        if scheme not in others:
            raise UnknownStore(scheme, tuple(sorted({*BUILT_IN, *others})))
        make = others[scheme].load()
    return cast("Callable[[str], Store]", make)(url)


def path_of(url: str) -> str:
    """The path of a URL such as ``sqlite:folder/file``.

    Raises:
        BadArgument: There is none, it holds what no path can, or it begins with two slashes,
            which say different things to different programs.
    """
    scheme, _, path = url.partition(":")
    if not path or path.startswith("//"):
        raise BadArgument(
            "url", f"{scheme}: and the path as it stands, such as {scheme}:data/store"
        )
    return checked_text(path, "url")
