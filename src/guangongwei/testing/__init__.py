"""What tests of programs built on the library need: worlds with known answers, and strategies.

`guangongwei.testing.worlds` needs nothing; `guangongwei.testing.strategies` needs Hypothesis.
"""

from __future__ import annotations
