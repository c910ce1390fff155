"""A plan as plain data: what it says, without places, ready to be written as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guangongwei.chinese.marks import BLANKS

if TYPE_CHECKING:
    from fractions import Fraction

    from guangongwei.model.plan import Commitment, Item, Plan, Section

_START = 12
#: Signs of Markdown come in pairs; stars alone stand for words that are left out.
_BOLD = re.compile(r"(?P<sign>\*\*|__)(?![*_])(?P<words>.+?)(?P=sign)(?![*_])")


def outline(plan: Plan) -> dict[str, object]:
    """Title, year, issuer, sections, targets, documents and responsible bodies of a plan."""
    return {
        "title": plan.title,
        "year": plan.year,
        "issuer": plan.issuer,
        "sections": [_section(each) for each in plan.sections],
        "targets": [_target(each) for each in plan.commitments if each.is_quantified],
        "documents": _documents(plan),
        "responsible": list(dict.fromkeys(each.text for each in plan.responsibilities)),
    }


def _documents(plan: Plan) -> list[str]:
    """Each document named in 《》 once, in the order of the text."""
    named = (each.text for each in plan.references if each.is_document)
    return list(dict.fromkeys(text for text in named if text.startswith("《")))


def _section(section: Section) -> dict[str, object]:
    return {
        "ordinal": section.ordinal,
        "heading": section.heading,
        "items": [_item(each) for each in section.items],
    }


def _item(item: Item) -> dict[str, object]:
    """The printed number, how the item's first line begins, and how many parts it has."""
    first_line = item.text.splitlines()[0].strip(BLANKS) if item.text else ""
    bold = _BOLD.match(first_line)
    words = first_line if bold is None else bold["words"] + first_line[bold.end() :]
    return {
        "ordinal": item.ordinal,
        "text_start": words.rstrip("*_").strip(BLANKS)[:_START],
        "subitems": len(item.actions),
    }


def _target(commitment: Commitment) -> dict[str, object]:
    values = [_number(value) for value in commitment.values]
    deadline = commitment.deadline
    return {
        "text": commitment.text,
        "value": values[0] if len(values) == 1 else values,
        "comparator": commitment.comparator.value,
        "unit": commitment.unit,
        "deadline": deadline.end.isoformat() if deadline and deadline.end else None,
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
