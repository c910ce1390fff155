"""Plan texts: read into plans, given back as text, told as plain data, and compared."""

from __future__ import annotations

from guangongwei.plans.compare import Change, Comparison, compare
from guangongwei.plans.outline import outline
from guangongwei.plans.parse import parse
from guangongwei.plans.read import read
from guangongwei.plans.render import render

__all__ = ["Change", "Comparison", "compare", "outline", "parse", "read", "render"]
