"""The promises of stores let a right store pass, and find what is wrong with a broken one."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.testing import broken_stores
from tests.testing.broken_stores import Modest, Right

from guangongwei.storage import protocol
from guangongwei.testing import conformance
from guangongwei.testing.conformance import StoreConformance

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

#: A test module such as a third party writes, for every store.
MODULE = """
import itertools
import pathlib

import pytest

from guangongwei.testing.conformance import StoreConformance
from tests.testing import broken_stores

NUMBERS = itertools.count()

class Placed(StoreConformance):
    @pytest.fixture
    def place(self):
        place = pathlib.Path(f"place-{next(NUMBERS)}")
        place.mkdir()
        return place

def conforming(kind):
    return type(kind.__name__, (Placed,), {"open_store": lambda self, place: kind(place)})

for kind in [broken_stores.Right, *broken_stores.Right.__subclasses__()]:
    globals()[f"Test{kind.__name__}"] = conforming(kind)
"""
#: What is wrong is seen by few of the values that a promise is tried on.
CHOICE = """
import collections

def pytest_collection_modifyitems(items):
    seen = collections.Counter()
    kept = []
    for item in items:
        seen[item.cls, item.function] += 1
        if item.cls.__name__ in ("TestRight", "TestModest") or seen[item.cls, item.function] <= 12:
            kept.append(item)
    items[:] = kept
"""
LINE = re.compile(r"^(FAILED|ERROR) \S+::Test(\w+)::(\w+)", re.MULTILINE)

#: What is wrong, and the promises that it breaks: these, and no others.
BROKEN: dict[type[Right], str] = {
    broken_stores.ExpectedIgnored: """
        test_a_change_may_be_repeated_after_opening_again
        test_a_conflict_leaves_no_version
        test_a_conflict_leaves_nothing_behind
        test_a_conflict_stores_nothing
        test_a_delete_after_which_others_have_written_gives_its_version
        test_a_record_that_is_there_is_not_new
        test_a_repeated_write_leaves_no_second_version
        test_a_second_try_after_a_change_and_back_is_a_conflict
        test_a_second_try_after_another_write_is_a_conflict
        test_a_stale_write_is_a_conflict
        test_a_stale_write_is_a_conflict_again
        test_a_stale_write_of_the_other_is_a_conflict
        test_a_version_from_before_the_delete_is_stale
        test_a_version_of_what_is_not_there_is_a_conflict
        test_a_version_still_to_come_is_a_conflict
        test_a_write_may_be_repeated
        test_after_a_conflict_one_can_try_again
        test_an_attempt_ends_with_its_block
        test_an_attempt_that_others_have_overwritten_gives_its_version
        test_another_attempt_is_a_conflict
        test_another_handle_may_repeat_a_change
        test_another_may_repeat_a_change
        test_another_record_is_a_conflict
        test_another_record_is_no_second_try
        test_another_who_changes_to_the_same_gets_a_conflict
        test_changing_again_stores_nothing
        test_creating_again_after_a_delete_stores_nothing
        test_creating_again_stores_nothing
        test_creating_the_same_is_one_creation
        test_no_error_shows_what_a_record_holds
        test_no_version_of_a_deleted_record_can_be_expected
        test_no_write_of_several_threads_is_lost
        test_no_write_of_two_handles_is_lost
        test_nothing_is_printed
        test_one_of_several_creates_a_record
        test_what_broke_off_is_gone_on_with
        test_what_is_no_version_is_refused
    """,
    broken_stores.LostUpdate: """
        test_no_write_of_several_threads_is_lost
        test_no_write_of_two_handles_is_lost
        test_one_of_several_creates_a_record
    """,
    broken_stores.TornBatch: """
        test_a_conflict_stores_none
        test_a_conflict_takes_no_version
        test_an_unfit_expectation_stores_none
    """,
    broken_stores.CaselessOrder: """
        test_an_order_is_the_same_again
        test_records_come_by_key
    """,
    broken_stores.HalvesOfCharacters: """
        test_texts_are_ordered_by_code_points
    """,
    broken_stores.BlanksFirst: """
        test_absences_come_last_either_way
        test_false_comes_before_true
        test_nothing_comes_last_either_way
    """,
    broken_stores.ErrorSwallowed: """
        test_a_conflict_leaves_no_version
        test_a_conflict_leaves_nothing_behind
        test_a_conflict_stores_nothing
        test_a_delete_after_which_others_have_written_gives_its_version
        test_a_record_that_is_there_is_not_new
        test_a_second_try_after_a_change_and_back_is_a_conflict
        test_a_second_try_after_another_write_is_a_conflict
        test_a_stale_write_is_a_conflict
        test_a_stale_write_is_a_conflict_again
        test_a_stale_write_of_the_other_is_a_conflict
        test_a_version_from_before_the_delete_is_stale
        test_a_version_of_what_is_not_there_is_a_conflict
        test_a_version_still_to_come_is_a_conflict
        test_after_a_conflict_one_can_try_again
        test_an_attempt_ends_with_its_block
        test_another_attempt_is_a_conflict
        test_another_record_is_a_conflict
        test_another_record_is_no_second_try
        test_another_who_changes_to_the_same_gets_a_conflict
        test_no_error_shows_what_a_record_holds
        test_no_version_of_a_deleted_record_can_be_expected
        test_no_write_of_several_threads_is_lost
        test_no_write_of_two_handles_is_lost
        test_nothing_is_printed
    """,
    broken_stores.ValueLeaked: """
        test_no_error_shows_what_a_record_holds
    """,
    broken_stores.VersionsRestart: """
        test_a_batch_counts_after_a_delete
        test_a_delete_after_which_others_have_written_gives_its_version
        test_a_delete_is_a_version
        test_a_delete_may_be_repeated
        test_a_deleted_record_may_be_made_anew
        test_a_record_made_anew_goes_on
        test_a_version_from_before_the_delete_is_stale
        test_another_may_repeat_a_delete
        test_creating_again_after_a_delete_stores_nothing
        test_deleting_again_deletes_nothing
        test_deleting_again_what_is_there_anew_is_a_conflict
        test_history_is_there_again
        test_versions_go_on
        test_versions_go_on_after_a_delete
        test_versions_go_on_after_every_delete
    """,
    broken_stores.LimitIgnored: """
        test_condition_order_and_limit_go_together
        test_no_more_than_the_limit_are_found
        test_the_limit_counts_what_meets_the_condition
        test_the_limit_is_taken_after_the_order
    """,
    broken_stores.ListInstead: """
        test_a_find_that_is_left_alone_holds_nobody_up
        test_records_come_one_by_one
        test_the_other_reads_on_as_it_began
        test_the_source_comes_back
        test_what_is_deleted_while_reading_is_found
        test_what_is_put_while_reading_is_not_found
        test_what_was_found_is_over
    """,
    broken_stores.LiveFind: """
        test_the_other_reads_on_as_it_began
        test_what_is_changed_while_reading_is_found_as_it_was
        test_what_is_deleted_while_reading_is_found
    """,
    broken_stores.LateRefusal: """
        test_an_order_is_a_tuple_of_names
        test_an_unfit_condition_is_refused
        test_an_unfit_limit_is_refused
        test_an_unknown_field_is_refused
        test_no_error_shows_what_a_record_holds
        test_periods_have_no_order
        test_several_values_have_no_order
        test_the_store_is_left_alone_inside
        test_what_is_no_noun_is_refused
    """,
    broken_stores.NewestOnly: """
        test_a_batch_leaves_a_version_each
        test_a_block_of_several_changes_may_be_repeated
        test_a_delete_is_a_version
        test_a_record_made_anew_goes_on
        test_an_attempt_that_others_have_overwritten_gives_its_version
        test_an_equal_version_is_one_of_its_own
        test_each_write_inside_leaves_a_version
        test_every_version_is_kept
        test_history_is_one
        test_history_is_there_again
        test_many_versions_are_all_there
        test_what_is_written_between_the_records_of_a_batch_is_a_version
    """,
    broken_stores.NothingUndone: """
        test_a_block_of_another_handle_is_not_seen
        test_a_conflict_ends_the_block
        test_a_transaction_that_is_cut_off_stores_nothing
        test_an_interruption_stores_nothing
        test_nothing_is_stored_where_the_block_raises
        test_other_threads_never_see_half_of_it
        test_what_was_not_stored_leaves_no_history
        test_what_was_not_stored_takes_no_version
    """,
    broken_stores.OneInsideAnother: """
        test_there_is_none_inside_another
    """,
    broken_stores.NounsMixed: """
        test_a_record_is_not_there_under_another_noun
    """,
    broken_stores.KeysTrimmed: """
        test_keys_that_look_alike_are_two
    """,
    broken_stores.DigitsDropped: """
        test_a_decimal_keeps_its_digits
    """,
    broken_stores.SecondTryRefused: """
        test_a_change_may_be_repeated_after_opening_again
        test_a_repeated_write_leaves_no_second_version
        test_a_write_may_be_repeated
        test_an_attempt_that_others_have_overwritten_gives_its_version
        test_another_handle_may_repeat_a_change
        test_another_may_repeat_a_change
        test_changing_again_stores_nothing
        test_creating_again_after_a_delete_stores_nothing
        test_creating_again_stores_nothing
        test_creating_the_same_is_one_creation
    """,
    broken_stores.ContentIsEnough: """
        test_an_attempt_ends_with_its_block
        test_another_attempt_is_a_conflict
        test_another_who_changes_to_the_same_gets_a_conflict
        test_no_write_of_several_threads_is_lost
        test_no_write_of_two_handles_is_lost
    """,
    broken_stores.AttemptsForgotten: """
        test_a_change_may_be_repeated_after_opening_again
        test_an_attempt_ends_with_its_block
        test_an_attempt_that_others_have_overwritten_gives_its_version
        test_another_attempt_is_a_conflict
        test_another_handle_may_repeat_a_change
        test_another_may_repeat_a_change
        test_what_broke_off_is_gone_on_with
    """,
    broken_stores.NeverClosed: """
        test_a_closed_store_begins_no_transaction
        test_a_closed_store_has_no_history
        test_a_closed_store_refuses_every_verb
        test_a_transaction_that_is_cut_off_stores_nothing
        test_an_error_comes_through_a_with
        test_no_error_of_a_closed_store_shows_it
        test_the_end_of_a_with_closes
        test_what_was_found_is_over
    """,
    broken_stores.Forgetful: """
        test_a_delete_may_be_repeated
        test_a_stale_write_is_a_conflict_again
        test_a_transaction_is_there_again
        test_a_write_may_be_repeated
        test_an_order_is_the_same_again
        test_every_record_is_there_again
        test_every_version_is_there_again
        test_history_is_there_again
        test_versions_go_on
        test_what_is_deleted_stays_so
    """,
    broken_stores.StaleReader: """
        test_one_misses_what_the_other_deleted
    """,
}


class Ran(NamedTuple):
    """What pytest printed, and the tests that failed for each store."""

    printed: str
    failed: dict[str, set[str]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """What came of the suite, which is run by one of the processes of a run for all of them."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    printed = folder / "suite.txt"
    with (folder / "suite.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not printed.exists():
            printed.write_text(run_suite(tmp_path_factory.mktemp("project")), "utf-8")
    failed: dict[str, set[str]] = defaultdict(set)
    for _, store, test in LINE.findall(printed.read_text("utf-8")):
        failed[store].add(test)
    return Ran(printed.read_text("utf-8"), failed)


def run_suite(folder: Path) -> str:
    """Run the suite on every store at once, in a project of its own; what pytest printed."""
    (folder / "test_stores.py").write_text(MODULE)
    (folder / "conftest.py").write_text(CHOICE)
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", "--tb=short"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:xdist"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def promises() -> Iterator[tuple[str, object]]:
    """The tests of the suite."""
    for name in dir(StoreConformance):
        if name.startswith("test_"):
            yield name, getattr(StoreConformance, name)


@pytest.mark.parametrize("kind", BROKEN, ids=lambda kind: kind.__name__)
def test_a_broken_store_fails_the_tests_of_what_it_breaks(kind: type[Right], ran: Ran) -> None:
    """All of them, and no others."""
    assert ran.failed[kind.__name__] == set(BROKEN[kind].split())


@pytest.mark.parametrize("kind", [Right, Modest])
def test_a_right_store_passes(kind: type[Right], ran: Ran) -> None:
    """With all capabilities as with none."""
    assert ran.failed[kind.__name__] == set()


def test_every_store_that_is_broken_is_tried() -> None:
    """At least ten faults, and none that is forgotten in the table."""
    assert {*Right.__subclasses__()} == {*BROKEN, Modest}
    assert len(BROKEN) >= 10


def test_what_is_skipped_says_why(ran: Ran) -> None:
    """By the capability that is not offered, or is."""
    reasons = set(re.findall(r"^SKIPPED .*?: (the store .*)$", ran.printed, re.MULTILINE))
    assert reasons == {
        "the store does not offer: attempts",
        "the store does not offer: durable",
        "the store does not offer: history",
        "the store does not offer: many_handles",
        "the store does not offer: many_threads",
        "the store does not offer: transactions",
        "the store offers history",
        "the store offers transactions",
    }


def test_a_failure_shows_both_sides(ran: Ran) -> None:
    """Assertions of the suite are explained as those of a test of one's own."""
    assert "AssertionError: assert '1.5' == '1.50'" in ran.printed


def test_there_are_many_promises_and_each_says_what_it_is() -> None:
    """At least 120, before any of them is tried on several values."""
    found = dict(promises())
    assert len(found) >= 120
    assert [name for name, each in found.items() if not each.__doc__] == []


def test_promises_and_protocol_name_each_other() -> None:
    """Who reads the one finds the other."""
    assert conformance.__name__ in (protocol.__doc__ or "").splitlines()[0]
    assert protocol.__name__ in (conformance.__doc__ or "").splitlines()[0]


def test_the_protocol_is_short() -> None:
    """Under a hundred lines, so that it is read."""
    assert len(Path(protocol.__file__).read_text("utf-8").splitlines()) < 100


def test_a_suite_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    """Its one method is named."""
    with pytest.raises(NotImplementedError, match=r"open_store\(place\)"):
        StoreConformance().open_store(tmp_path)
