"""The yearly work of a 关工委 as data: plans, records, figures and their review."""

from __future__ import annotations
