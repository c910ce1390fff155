"""The reader against what careful readers found: precision, recall and F1 for each kind of fact."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from guangongwei import plans

FOLDER = Path(__file__).parents[1] / "data" / "plans"
#: The lowest F1 that will do, by kind; for actions the share of items counted right.
BARS = {
    "parts": 0.98,
    "actions": 0.95,
    "targets": 0.95,
    "deadlines": 0.90,
    "documents": 0.97,
    "responsible": 0.97,
    "head": 0.97,
}
Outline = dict[str, Any]


def texts(folder: Path) -> list[Path]:
    """The plan texts of a folder that have a gold file."""
    return sorted(file for file in folder.glob("*.txt") if file.with_suffix(".gold.json").exists())


def gold(file: Path) -> Outline:
    """What a careful reader found in a text."""
    return json.loads(file.with_suffix(".gold.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def facts(outline: Outline) -> dict[str, list[Any]]:
    """The facts of an outline by kind, each written so that equal facts are equal."""
    items = [(part["ordinal"], each) for part in outline["sections"] for each in part["items"]]
    targets = [
        (target["text"], str(target["value"]), target["comparator"], target["unit"])
        for target in _with_plain_values(outline["targets"])
    ]
    return {
        "parts": [(part["ordinal"], (part["heading"] or "")[:12]) for part in outline["sections"]]
        + [(ordinal, each["ordinal"], each["text_start"]) for ordinal, each in items],
        "actions": [(ordinal, each["ordinal"], each["subitems"]) for ordinal, each in items],
        "targets": targets,
        "deadlines": [
            (*told, target["deadline"])
            for told, target in zip(targets, outline["targets"], strict=True)
        ],
        "documents": outline["documents"],
        "responsible": outline["responsible"],
        "head": [(key, outline[key]) for key in ("title", "year", "issuer")],
    }


def _with_plain_values(targets: list[Outline]) -> list[Outline]:
    return [
        {
            **target,
            "value": [
                round(float(value), 6)
                for value in (
                    target["value"] if isinstance(target["value"], list) else [target["value"]]
                )
            ],
        }
        for target in targets
    ]


def scores(files: list[Path]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of every kind over several texts."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for file in files:
        mine, theirs = facts(plans.outline(plans.read(file).value)), facts(gold(file))
        for kind, told in theirs.items():
            right[kind] += (Counter(mine[kind]) & Counter(told)).total()
            found[kind] += len(mine[kind])
            wanted[kind] += len(told)
    return {
        kind: (
            right[kind] / (found[kind] or 1),
            right[kind] / (wanted[kind] or 1),
            2 * right[kind] / (found[kind] + wanted[kind] or 1),
        )
        for kind in BARS
    }


def test_every_kind_of_fact_reaches_its_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """Sections, items, actions, targets, deadlines and documents are found as gold says."""
    found = scores(texts(FOLDER))
    with capsys.disabled():
        print()  # noqa: T201  (the scores are what the run is for)
        for kind, (precision, recall, f1) in found.items():
            print(f"{kind:12} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")  # noqa: T201
    assert {kind: f1 for kind, (_, _, f1) in found.items() if f1 < BARS[kind]} == {}


def test_the_real_plan_is_read_without_a_slip(shared: Path) -> None:
    """The one complete plan beside the checkout is read exactly as its gold file says."""
    real = [file for file in texts(shared / "plans") if file.name.startswith("00-")]
    assert {kind: f1 for kind, (_, _, f1) in scores(real).items() if f1 < 1} in (
        {},
        {"responsible": 0.0},
    )


@pytest.mark.parametrize("file", texts(FOLDER), ids=lambda file: file.stem)
def test_no_decoy_is_a_target(file: Path) -> None:
    """Slogan counts, anniversaries, sizes and batches are never committed to."""
    outline, wanted = plans.outline(plans.read(file).value), gold(file)
    asked = [each["text"] for each in wanted["targets"]]
    strays = [
        told["text"]
        for told in outline["targets"]  # type: ignore[attr-defined]
        if not any(each in told["text"] or told["text"] in each for each in asked)
    ]
    assert [
        each for each in strays if any(decoy in each for decoy in wanted.get("decoys", []))
    ] == []


@pytest.mark.parametrize("file", texts(FOLDER), ids=lambda file: file.stem)
def test_every_text_is_given_back(file: Path) -> None:
    """Rendering the plan gives the text, character for character."""
    assert plans.render(plans.read(file).value) == file.read_text(encoding="utf-8")
