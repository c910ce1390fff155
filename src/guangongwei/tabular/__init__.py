"""Tables in and out: one CSV file for each noun, with Chinese headers."""

from __future__ import annotations

from guangongwei.tabular.annotate import annotate
from guangongwei.tabular.cause import Cause
from guangongwei.tabular.checking import check
from guangongwei.tabular.columns import LAYOUTS, noun_named
from guangongwei.tabular.folder import read_folder
from guangongwei.tabular.layout import Column, Layout
from guangongwei.tabular.problems import CAUSES
from guangongwei.tabular.read import read_rows
from guangongwei.tabular.tables import Table, layout_of, read, read_tables
from guangongwei.tabular.write import write, write_folder, write_templates

__all__ = [
    "CAUSES",
    "LAYOUTS",
    "Cause",
    "Column",
    "Layout",
    "Table",
    "annotate",
    "check",
    "layout_of",
    "noun_named",
    "read",
    "read_folder",
    "read_rows",
    "read_tables",
    "write",
    "write_folder",
    "write_templates",
]
