"""What every test may ask for: how hard Hypothesis looks, figures told, texts beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

# No deadlines: how fast a shared machine is today says nothing about the code.
settings.register_profile("dev", max_examples=40, deadline=None)
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly", settings.get_profile("ci"), max_examples=2000, derandomize=False
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "dev")
)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of plan texts and gold files that lies beside the checkout."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared beside the checkout")
    return folder


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """A way to say what a proof has looked at; it is shown at the end, whoever ran the test."""
    return lambda figures: record_property("figures", figures)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the figures that proofs have told."""
    told = [
        figures
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, figures in report.user_properties
        if name == "figures"
    ]
    if told:
        terminalreporter.section("figures")
        for figures in told:
            terminalreporter.line(str(figures))
