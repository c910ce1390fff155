"""All the promises of a store in one class."""

from __future__ import annotations

from guangongwei.testing.conformance.attempts import AttemptPromises
from guangongwei.testing.conformance.batches import BatchPromises
from guangongwei.testing.conformance.closing import ClosePromises
from guangongwei.testing.conformance.deletes import DeletePromises
from guangongwei.testing.conformance.finds import FindPromises
from guangongwei.testing.conformance.handles import HandlePromises, ReopenPromises, ThreadPromises
from guangongwei.testing.conformance.histories import HistoryPromises
from guangongwei.testing.conformance.keys import KeyPromises
from guangongwei.testing.conformance.orders import OrderPromises
from guangongwei.testing.conformance.puts import PutPromises, RetryPromises
from guangongwei.testing.conformance.rounds import RoundPromises
from guangongwei.testing.conformance.secrets import SilencePromises
from guangongwei.testing.conformance.transactions import TransactionPromises


class StoreConformance(
    RoundPromises,
    KeyPromises,
    PutPromises,
    RetryPromises,
    AttemptPromises,
    BatchPromises,
    DeletePromises,
    FindPromises,
    OrderPromises,
    HistoryPromises,
    TransactionPromises,
    ReopenPromises,
    HandlePromises,
    ThreadPromises,
    ClosePromises,
    SilencePromises,
):
    """Every promise, one test each.

    A subclass gives ``open_store(place)``, which opens the store of a place: an empty one for a
    new place, the same one for the same place. A place is an empty folder; a store that needs
    none takes it for a name.
    """
