"""What cannot be true of a dataset's records together: one rule a finding, in tables."""

from __future__ import annotations

from guangongwei.model.checks.rule import Missing, Operator, Rule, Side
from guangongwei.model.checks.run import RULES, TABLE_RULES, TableRule, check

__all__ = ["RULES", "TABLE_RULES", "Missing", "Operator", "Rule", "Side", "TableRule", "check"]
