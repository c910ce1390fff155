"""The sheets that the library itself puts into workbooks; they hold no records and are not read."""

from __future__ import annotations

#: What the columns of a template mean, and what may stand in them.
GUIDE = "填写说明"
#: What was found wrong with a workbook that was given back; nobody names a sheet of records so.
SUMMARY = "核对结果（自动生成）"

OWN_SHEETS = frozenset({GUIDE, SUMMARY})
