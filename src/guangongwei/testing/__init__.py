"""What tests of programs built on the library need: worlds, strategies, and promises of stores.

`guangongwei.testing.worlds` needs nothing, `guangongwei.testing.strategies` needs Hypothesis, and
`guangongwei.testing.conformance` needs pytest.
"""

from __future__ import annotations
