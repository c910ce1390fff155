"""What a write makes of the newest version is one rule for every store."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from guangongwei.errors import BadArgument, Conflict, NotStored
from guangongwei.model import Volunteer
from guangongwei.storage.envelope import Line, body_of, parsed
from guangongwei.storage.erasing import emptied
from guangongwei.storage.schema import CURRENT, Schema
from guangongwei.storage.writes import attempt, delete_line, earlier, paired, put_line
from guangongwei.testing.conformance.examples import volunteer

ONE, TWO = volunteer(), volunteer(name="李四")
NICKNAME = (("nickname", '"老张"'),)
FIRST = Line(Volunteer, "V1", 1, 0, 1, body_of(ONE))
GONE = Line(Volunteer, "V1", 2, 1, 1, None)


def put(record: Volunteer, newest: Line | None, expected: int | None = None) -> Line:
    """What a put stores."""
    return put_line(record, expected=expected, newest=newest, schema=CURRENT)


def delete(newest: Line | None, expected: int | None = None) -> Line:
    """What a delete stores."""
    return delete_line(Volunteer, "V1", expected=expected, newest=newest, schema=CURRENT)


def test_a_first_put_begins_at_one() -> None:
    """In the place of nothing."""
    assert put(ONE, None) == FIRST


def test_a_put_says_what_it_replaced() -> None:
    """The version before, or 0 after a delete."""
    assert (put(TWO, FIRST).version, put(TWO, FIRST).after) == (2, 1)
    assert (put(TWO, GONE).version, put(TWO, GONE).after) == (3, 0)


def test_a_second_try_gives_the_line_that_is_there() -> None:
    """The very one, so that a store sees that it has nothing to do."""
    assert put(ONE, FIRST, expected=0) is FIRST
    changed, gone = put(TWO, FIRST, expected=1), delete(FIRST, expected=1)
    assert put(TWO, changed, expected=1) is changed
    assert delete(gone, expected=1) is gone


def test_a_second_try_is_known_by_its_record_not_by_its_bytes() -> None:
    """Another program may have put the fields into another order."""
    other = Line(
        Volunteer, "V1", 1, 0, 1, '{"organisation":"S01","name":"张三","id":"V1"}'.encode()
    )
    assert put(ONE, other, expected=0) is other


def test_a_second_try_is_known_after_an_upgrade() -> None:
    """The record is held against what the stored one has become."""
    schema = Schema(2, (lambda _, plain: {**plain, "name": "李四"},))
    assert put_line(TWO, expected=0, newest=FIRST, schema=schema) is FIRST
    with pytest.raises(Conflict):
        put_line(ONE, expected=0, newest=FIRST, schema=schema)


def test_a_put_writes_the_current_schema() -> None:
    """Over a record of an older one, too."""
    schema = Schema(2, (lambda _, plain: plain,))
    assert put_line(TWO, expected=1, newest=FIRST, schema=schema).schema == 2


def test_a_put_keeps_unknown_fields() -> None:
    """Of the record that it replaces."""
    newest = Line(Volunteer, "V1", 1, 0, 1, body_of(ONE, NICKNAME))
    assert put(TWO, newest).body == body_of(TWO, NICKNAME)


def test_a_second_try_may_have_unknown_fields() -> None:
    """They were kept the first time."""
    first = Line(Volunteer, "V1", 1, 0, 1, body_of(ONE, NICKNAME))
    newest = put(TWO, first, expected=1)
    assert put(TWO, newest, expected=1) is newest


def test_unknown_fields_go_with_the_record() -> None:
    """What is made anew after a delete is new."""
    assert put(ONE, GONE).body == body_of(ONE)


def test_a_delete_keeps_no_record() -> None:
    """Only that it was there."""
    assert delete(FIRST) == GONE


def test_a_put_is_no_second_try_of_a_delete() -> None:
    """Although both were made upon the same version, by the same thread."""
    with pytest.raises(Conflict) as caught:
        put(ONE, delete(FIRST, expected=1), expected=1)
    assert caught.value.actual == 0


def test_a_delete_of_nothing_is_refused() -> None:
    """Of what never was, and of what is gone."""
    with pytest.raises(NotStored):
        delete(None)
    with pytest.raises(NotStored):
        delete(GONE)


def test_a_stale_write_tells_both_versions() -> None:
    """The one that was expected, and the one that is there; 0 where nothing is."""
    with pytest.raises(Conflict) as caught:
        put(TWO, FIRST, expected=3)
    assert (caught.value.expected, caught.value.actual) == (3, 1)
    with pytest.raises(Conflict) as caught:
        delete(None, expected=3)
    assert (caught.value.expected, caught.value.actual) == (3, 0)


def test_records_are_paired_with_what_is_expected() -> None:
    """One for all, or one for each."""
    assert list(paired([ONE, volunteer("V2")], 3)) == [(ONE, 3), (volunteer("V2"), 3)]
    assert list(paired([ONE, volunteer("V2")], [0, None])) == [(ONE, 0), (volunteer("V2"), None)]


@pytest.mark.parametrize("expected", [[], [0, 0]])
def test_records_and_expectations_are_as_many(expected: list[int | None]) -> None:
    """Neither too few nor too many."""
    with pytest.raises(BadArgument):
        list(paired([ONE], expected))


def test_a_record_may_be_in_a_batch_once() -> None:
    """The error names the key."""
    with pytest.raises(BadArgument, match="V1"):
        list(paired([ONE, TWO], None))


def test_a_change_says_who_made_it() -> None:
    """What expects a version has a name; what expects nothing, or anything, needs none."""
    assert put(TWO, FIRST, expected=1).by != ""
    assert delete(FIRST, expected=1).by != ""
    assert [put(ONE, None).by, put(ONE, None, expected=0).by, delete(FIRST).by] == ["", "", ""]


def test_one_thread_has_one_name() -> None:
    """From its first write to its last."""
    assert put(TWO, FIRST, expected=1).by == put(ONE, FIRST, expected=1).by


def test_two_threads_have_two_names() -> None:
    """And neither repeats the other's write."""
    with ThreadPoolExecutor(1) as pool:
        theirs = pool.submit(put, TWO, FIRST, expected=1).result()
    with pytest.raises(Conflict):
        put(TWO, theirs, expected=1)


def test_a_forked_process_has_a_name_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although it begins with all that the first one knows."""
    mine = put(TWO, FIRST, expected=1).by
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert put(TWO, FIRST, expected=1).by != mine


def test_an_attempt_is_stored_by_a_digest_alone() -> None:
    """Whatever it is called, and in the form that earlier versions read."""
    with attempt("张三的请求"):
        line = put(TWO, FIRST, expected=1)
    assert "张三的请求".encode() not in line.data
    assert parsed(line.data, "here") == line
    assert len(line.by) == 32


def test_an_attempt_finds_its_line_among_those_of_others() -> None:
    """Upon the version that is expected, holding the record, and not emptied by an erasure."""
    with attempt("17"):
        changed, gone = put(TWO, FIRST, expected=1), delete(FIRST, expected=1)
        later = put(ONE, changed, expected=2)
        lines = [FIRST, changed, later]
        assert earlier(lines, TWO, 1, CURRENT) is changed
        assert earlier(lines, ONE, 2, CURRENT) is later
        assert earlier(lines, ONE, 1, CURRENT) is None
        assert earlier(lines, None, 1, CURRENT) is None
        assert earlier(lines, TWO, 0, CURRENT) is None
        assert earlier(lines, TWO, 3, CURRENT) is None
        assert earlier([FIRST, gone], None, 1, CURRENT) is gone
        assert earlier([FIRST, gone], TWO, 1, CURRENT) is None
        assert earlier([FIRST, *emptied([changed], lambda _: True)], TWO, 1, CURRENT) is None
    with attempt("18"):
        assert earlier(lines, TWO, 1, CURRENT) is None
