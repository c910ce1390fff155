"""What every promise is tried on: a store, and pytest, which only this module imports."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from guangongwei.errors import MissingExtra

try:
    import pytest
except ImportError as error:  # pragma: no cover  (the tests need it themselves)
    raise MissingExtra("testing") from error


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from guangongwei.storage.keys import Storable
    from guangongwei.storage.protocol import Store
    from guangongwei.storage.stored import Stored

# Before the modules of promises are imported: their assertions tell both sides when they fail.
pytest.register_assert_rewrite(
    *(
        f"guangongwei.testing.conformance.{name}"
        for name in (
            "attempts",
            "batches",
            "closing",
            "deletes",
            "finds",
            "handles",
            "histories",
            "keys",
            "orders",
            "puts",
            "rounds",
            "secrets",
            "transactions",
        )
    )
)

fixture = pytest.fixture
param = pytest.param
parametrize = pytest.mark.parametrize
raises = pytest.raises


class Arrangement:
    """One store for each test, made by the one method that a subclass gives."""

    def open_store(self, place: Path) -> Store:
        """Open the store of a place: an empty one for a new place, the same one for the same."""
        raise NotImplementedError(f"{type(self).__name__}.open_store(place) opens your store.")

    @fixture
    def place(self, tmp_path: Path) -> Path:
        """A place that no other test uses: an empty folder."""
        return tmp_path

    @fixture
    def store(self, place: Path) -> Iterator[Store]:
        """A new, empty store."""
        with self.open_store(place) as store:
            yield store


def need(store: Store, *capabilities: str) -> None:
    """Skip the test, and say why, unless the store declares all of the capabilities."""
    missing = [each for each in capabilities if not getattr(store.capabilities, each)]
    if missing:
        pytest.skip(f"the store does not offer: {', '.join(missing)}")


def need_not(store: Store, capability: str) -> None:
    """Skip the test, and say why, where the store declares the capability."""
    if getattr(store.capabilities, capability):
        pytest.skip(f"the store offers {capability}")


def records_of(found: Iterable[Stored[Storable]]) -> list[object]:
    """The records that were found, in the order in which they came."""
    return [each.record for each in found]


def ids_of(found: Iterable[Stored[Storable]]) -> list[str]:
    """The ids that were found, in the order in which they came."""
    return [str(getattr(each.record, "id")) for each in found]  # noqa: B009  (a return has none)


def in_threads(*jobs: Callable[[], object]) -> None:
    """Do all of the jobs at a time, and raise what the first of them to fail has raised."""
    failures: list[BaseException] = []

    def done(job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as failure:  # noqa: BLE001  (it is raised again where it is seen)
            failures.append(failure)

    threads = [Thread(target=done, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failures:
        raise failure
