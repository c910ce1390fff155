"""Tables in and out: files and workbooks with Chinese headers, a table for each noun."""

from __future__ import annotations

from guangongwei.tabular.annotate import annotate
from guangongwei.tabular.cause import Cause
from guangongwei.tabular.checking import check
from guangongwei.tabular.columns import LAYOUTS, noun_named
from guangongwei.tabular.difference import Change, Difference, Mode
from guangongwei.tabular.folder import read_folder
from guangongwei.tabular.imports import apply_import, plan_import
from guangongwei.tabular.layout import Column, Layout
from guangongwei.tabular.local import LocalColumns, parse_columns, read_columns
from guangongwei.tabular.problems import CAUSES
from guangongwei.tabular.read import read_rows
from guangongwei.tabular.stream import Stream, stream
from guangongwei.tabular.tables import Table, layout_of, read, read_tables
from guangongwei.tabular.transform import transform
from guangongwei.tabular.write import write, write_folder, write_templates

__all__ = [
    "CAUSES",
    "LAYOUTS",
    "Cause",
    "Change",
    "Column",
    "Difference",
    "Layout",
    "LocalColumns",
    "Mode",
    "Stream",
    "Table",
    "annotate",
    "apply_import",
    "check",
    "layout_of",
    "noun_named",
    "parse_columns",
    "plan_import",
    "read",
    "read_columns",
    "read_folder",
    "read_rows",
    "read_tables",
    "stream",
    "transform",
    "write",
    "write_folder",
    "write_templates",
]
