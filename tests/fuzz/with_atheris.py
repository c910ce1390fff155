"""The same reading, guided by what of it has been reached: `python -m tests.fuzz.with_atheris -runs=5000`.

The first byte chooses the kind of file. A package is changed inside, by the mutations of this folder
with the rest of the bytes as their seed.
"""

from __future__ import annotations

import sys
from random import Random

import atheris

with atheris.instrument_imports(  # pyright: ignore[reportAttributeAccessIssue]  # made when it is imported
    include=["guangongwei.tabular", "guangongwei.archive", "guangongwei.compound"]
):
    from tests.fuzz.mutation import mutated
    from tests.fuzz.seeds import SEEDS
    from tests.fuzz.survival import survive


def one_input(held: bytes) -> None:
    """Read what the bytes make of a seed, or the bytes themselves."""
    if not held:
        return
    name, content = SEEDS[held[0] % len(SEEDS)]
    is_package = content.startswith(b"PK")
    survive(name, mutated(Random(held[1:]), content) if is_package else held[1:])


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
