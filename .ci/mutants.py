"""How many of the changes that mutmut made were noticed; fails below 95 in a hundred."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

LEAST = 95
#: What mutmut notes of a change that no test has noticed, or that no test has run.
UNNOTICED = {0, 5, 33}


def main() -> int:
    """Count what mutmut has noted beside each module, and list what was not noticed."""
    counts: Counter[str] = Counter()
    for path in sorted(Path("mutants").rglob("*.meta")):
        noted = json.loads(path.read_text("utf-8")).get("exit_code_by_key", {})
        for name, code in noted.items():
            counts["unnoticed" if code in UNNOTICED or code is None else "noticed"] += 1
            if code in UNNOTICED or code is None:
                print(name)
    share = 100 * counts["noticed"] / (counts.total() or 1)
    print(f"{counts['noticed']} of {counts.total()} changes were noticed: {share:.1f}%")
    return int(share < LEAST)


if __name__ == "__main__":
    sys.exit(main())
