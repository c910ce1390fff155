"""A ledger of releases in a file."""

from __future__ import annotations

import os
import random
import stat
from typing import TYPE_CHECKING

import pytest
from tests.privacy.programmes import WITHIN, a_programme, releases

from guangongwei.errors import BadArgument, Damaged, NewerSchema, NotReadable, NotWritable
from guangongwei.privacy import Audience, Ledger, Number, Rounding, publish
from guangongwei.storage import load_ledger, save_ledger

if TYPE_CHECKING:
    from pathlib import Path

KEY = random.Random(7).randbytes(32)
OTHER = random.Random(8).randbytes(32)


def _number(size: int) -> Number:
    units = {(f"龘赵伟{at}", f"服务{at}"): at + 1 for at in range(size)}
    return Number(key="all", measure="yuan", units=units, is_amount=True, most=9_999, weight=3)


def _kept(path: Path, *names: str) -> Ledger:
    ledger = Ledger().keyed(KEY)
    for number, name in enumerate(names):
        release = publish(name, [_number(50 + 20 * number)], ledger=ledger)
        ledger = ledger.and_one(release)
        save_ledger(ledger, path)
    return ledger


def test_releases_are_decided_alike_whether_or_not_the_ledger_was_away(tmp_path: Path) -> None:
    """Three periods of random programmes: kept in memory, and saved and loaded between each."""
    for seed in range(4):
        random_ = random.Random(seed)
        made = [each for each, _ in releases(a_programme(random_), random_, (None, Rounding(5)))]
        memory = Ledger().keyed(KEY)
        path = tmp_path / f"{seed}.jsonl"
        save_ledger(memory, path)
        for each in made:
            away = load_ledger(path, KEY)
            told = [
                publish(
                    each.name,
                    each.numbers,
                    within=WITHIN,
                    ledger=ledger,
                    least_people=each.least,
                    rounding=each.rounding,
                )
                for ledger in (memory, away)
            ]
            assert told[0] == told[1]
            memory = memory.and_one(told[0])
            save_ledger(away.and_one(told[1]), path)
        assert load_ledger(path, KEY) == memory


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    """With whatever a number and a release can tell."""
    path = tmp_path / "台账.jsonl"
    ledger = _kept(path, "三月", "四月")
    internal = publish("内部", [_number(70)], ledger=ledger, audience=Audience.INTERNAL)
    save_ledger(ledger.and_one(internal), path)
    assert load_ledger(path, KEY) == ledger.and_one(internal)


def test_the_file_is_its_owners_and_holds_nobody(tmp_path: Path) -> None:
    """Neither a name nor the key; the lines of two releases say who is in both, by tokens."""
    path = tmp_path / "ledger.jsonl"
    _kept(path, "March", "April")
    data = path.read_bytes()
    assert "龘".encode() not in data
    assert "服务".encode() not in data
    assert KEY not in data
    assert KEY.hex().encode() not in data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.jsonl"]


def test_without_a_key_nothing_is_saved(tmp_path: Path) -> None:
    """People stand by name in such a ledger, also where a key was put beside them."""
    bare = Ledger().and_one(publish("March", [_number(50)]))
    for ledger in (bare, Ledger(bare.releases, pseudonymiser=Ledger().keyed(KEY).pseudonymiser)):
        with pytest.raises(BadArgument, match="with a key"):
            save_ledger(ledger, tmp_path / "ledger.jsonl")
    assert not [*tmp_path.iterdir()]


def test_a_ledger_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    """A name that was misspelt would otherwise let everything be told."""
    with pytest.raises(NotReadable):
        load_ledger(tmp_path / "ledger.jsonl", KEY)


def test_another_key_is_told(tmp_path: Path) -> None:
    """For reading and for writing alike, by the key's name in the first line."""
    path = tmp_path / "ledger.jsonl"
    _kept(path, "March")
    with pytest.raises(BadArgument, match="key must be the one"):
        load_ledger(path, OTHER)
    with pytest.raises(BadArgument, match="key must be the one"):
        save_ledger(Ledger().keyed(OTHER), path)


def test_every_byte_counts(tmp_path: Path) -> None:
    """A byte more, less or other anywhere: refused, and never taken for less than it was."""
    path = tmp_path / "ledger.jsonl"
    _kept(path, "March")
    whole = path.read_bytes()
    random_ = random.Random(3)
    lines = whole.splitlines(keepends=True)
    spoilt = [b"", b"\n", b"[]\n", b"{}\n", b"PK\x03\x04", whole[:-1], whole + b"\n", lines[0]]
    spoilt += [b"".join(lines[:-1]), b"".join(lines[:1] + lines[-1:]), whole + whole]
    for _ in range(200):
        at = random_.randrange(len(whole))
        spoilt.append(whole[:at] + bytes([whole[at] ^ 1 << random_.randrange(8)]) + whole[at + 1 :])
        spoilt.append(whole[:at])
    for data in spoilt:
        path.write_bytes(data)
        with pytest.raises((Damaged, BadArgument, NewerSchema)):
            load_ledger(path, KEY)


def test_a_later_form_is_refused(tmp_path: Path) -> None:
    """It may say what this version does not know of."""
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b'{"ledger":2,"key":"00000000"}\n{}\n')
    with pytest.raises(NewerSchema):
        load_ledger(path, KEY)


def test_no_release_is_lost_to_another(tmp_path: Path) -> None:
    """Two who went on from the same ledger: the second one is told to load it again."""
    path = tmp_path / "ledger.jsonl"
    ledger = _kept(path, "March")
    one, other = (
        ledger.and_one(publish(name, [_number(90)], ledger=ledger)) for name in ("April", "May")
    )
    save_ledger(one, path)
    with pytest.raises(BadArgument, match="load it again"):
        save_ledger(other, path)
    assert load_ledger(path, KEY) == one


def test_who_writes_at_the_same_time_is_told(tmp_path: Path) -> None:
    """The file beside it says that somebody is at it, or was when the power went."""
    path = tmp_path / "ledger.jsonl"
    ledger = _kept(path, "March")
    beside = tmp_path / "ledger.jsonl.new"
    beside.touch()
    with pytest.raises(NotWritable, match=r"ledger\.jsonl\.new is there"):
        save_ledger(ledger, path)
    assert beside.exists()


def test_a_disk_that_refuses_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing beside it."""
    path = tmp_path / "ledger.jsonl"
    ledger = _kept(path, "March")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    more = ledger.and_one(publish("April", [_number(90)], ledger=ledger))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritable, match="No space left"):
        save_ledger(more, path)
    assert load_ledger(path, KEY) == ledger
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.jsonl"]
    with pytest.raises(NotWritable):
        save_ledger(more, tmp_path / "nowhere" / "ledger.jsonl")


def test_what_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    """A folder of that name says so itself, and nothing is left beside it."""
    folder = tmp_path / "ledger.jsonl"
    folder.mkdir()
    with pytest.raises(NotReadable):
        save_ledger(Ledger().keyed(KEY), folder)
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.jsonl"]
