"""What the tests of reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reports.reviews import a_review

if TYPE_CHECKING:
    from guangongwei.reviewing import Review


@pytest.fixture(scope="session")
def made() -> Review:
    """A review with a line of each kind."""
    return a_review()
