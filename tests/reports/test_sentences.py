from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import guangongwei
from guangongwei import codec
from guangongwei.model import consent, scoring, standard_checks
from guangongwei.model.checks import RULES
from guangongwei.model.fit import Reason
from guangongwei.model.pairing_rules import PAIRING_RULES
from guangongwei.reports.sentences import SENTENCES
from guangongwei.tabular.problems import CAUSES

SOURCE = Path(guangongwei.__file__).parent
_CODE = re.compile(r'"([A-Z]\d{3})"')
#: Where codes of problems stand; other modules hold ids and the reasons of matching that look alike.
FINDERS = (
    "codec",
    "reviewing",
    "targets.py",
    "model/cases.py",
    "model/checks",
    "model/consent.py",
    "model/pairing_rules.py",
    "model/scoring.py",
    "model/standard_checks.py",
    "plans",
    "storage/exchange.py",
    "tabular/causes_of_*.py",
)


def codes(place: str) -> set[str]:
    """The codes that stand in some modules, or in all modules of a folder."""
    paths = list(SOURCE.glob(place))
    assert paths
    files = {file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path])}
    return {code for file in files for code in _CODE.findall(file.read_text("utf-8"))}


def test_every_code_of_the_library_has_a_chinese_sentence() -> None:
    """What the readers, the checks and the review find is said in Chinese, and nothing else is."""
    found = {code for place in FINDERS for code in codes(place)}
    assert sorted(SENTENCES) == sorted(found)


def test_every_rule_has_a_chinese_sentence() -> None:
    """The tables of rules, read as they are and not as text."""
    found = {each.code for each in RULES} | {each.code for each in PAIRING_RULES}
    found |= {each.code for each in standard_checks.RULES}
    found |= set(codec.CAUSES) | set(CAUSES) | {"S101", "R101", "R102"}
    found |= {value[0] for name, value in vars(scoring).items() if name in {"_ABOVE", "_BELOW"}}
    found |= {value.code for value in vars(consent).values() if isinstance(value, Reason)}
    assert found <= set(SENTENCES)


def test_a_letter_belongs_to_one_part() -> None:
    """No code is used for two things, and no letter by two parts."""
    letters: dict[str, set[str]] = defaultdict(set)
    for place in FINDERS:
        for code in codes(place):
            letters[code[0]].add(place)
    shared = {letter: places for letter, places in letters.items() if len(places) > 1}
    assert shared == {"S": {"model/scoring.py", "model/standard_checks.py"}}


def test_every_sentence_is_chinese() -> None:
    """No sentence is empty, and none but a remark is without advice."""
    for code, (sentence, advice) in SENTENCES.items():
        assert re.search("[一-鿿]", sentence), code
        assert advice or code == "P103", code
