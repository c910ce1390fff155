"""Whoever adds a noun is told what else it needs: table, codec, strategy, checks, glossary, Chinese names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangongwei import codec, tabular
from guangongwei.model import TABLES, Dataset, Return
from guangongwei.model.checks import RULES
from guangongwei.model.reporting import TABLE_NAMES
from guangongwei.model.standard import Band, Clause, Standard
from guangongwei.model.standard_checks import RULES as STANDARD_RULES
from guangongwei.testing import strategies

NOUNS: tuple[type[Any], ...] = (*TABLES, Standard)
GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
CHINESE = re.compile(r"[\u4e00-\u9fff]")

each_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)


def glossary() -> dict[str, str]:
    """Each identifier of the glossary with its Chinese words."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE
    )
    return {name: chinese for chinese, names in rows for name in re.findall("`([^`]+)`", names)}


@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
def test_every_noun_has_a_table_with_chinese_headers(noun: type[Any]) -> None:
    """Each field is found under a Chinese header, in a table that returns can name."""
    layout = tabular.layout_of(noun)
    fields = {name for each in layout.columns for name in (each.spread or (each.field,))}
    assert fields == {each.name for each in attrs.fields(noun)} - {"source"}
    assert all(CHINESE.search(each.header) for each in layout.columns)
    assert noun is Return or layout.name in TABLE_NAMES


@each_noun
@given(data=st.data())
def test_every_noun_is_drawn_and_comes_back(noun: type[Any], data: st.DataObject) -> None:
    """There is a strategy, and the codec loses nothing of what it draws."""
    assert noun in strategies.NOUNS
    record = data.draw(st.from_type(noun))
    assert codec.from_plain(codec.to_plain(record), noun).unwrap() == record


@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
def test_every_noun_is_checked(noun: type[Any]) -> None:
    """Some rule is about it and not about most of the others as well."""
    assert any(TABLES[noun] in rule.tables and len(rule.tables) <= 3 for rule in RULES)


def test_standards_are_checked() -> None:
    """By a table of rules of their own."""
    assert STANDARD_RULES


@each_noun
def test_every_noun_is_in_the_glossary(noun: type[Any]) -> None:
    """With the Chinese words that it stands for."""
    assert CHINESE.search(glossary()[noun.__name__])


@pytest.mark.parametrize("part", [Standard, Clause, Band], ids=lambda part: part.__name__)
def test_every_field_of_a_standard_has_a_chinese_name(part: type[Any]) -> None:
    """It has no table with headers, so the glossary says what whoever edits the file must know."""
    known = glossary()
    for field in attrs.fields(part):
        if field.name != "source":
            assert CHINESE.search(known[f"{part.__name__}.{field.name}"])


def test_a_dataset_holds_nothing_besides() -> None:
    """What has no table has a folder of its own."""
    assert {each.name for each in attrs.fields(Dataset)} == {*TABLES.values(), "standards"}
    assert [each.noun for each in tabular.LAYOUTS] == list(TABLES)
