"""What has been kept for long enough goes by itself, once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve

from guangongwei import storage
from guangongwei.errors import BadArgument
from guangongwei.model.article import Article, ArticleId
from guangongwei.model.care import Child, ChildId
from guangongwei.model.committee import Committee
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.post import Post, PostId
from guangongwei.model.volunteer import Volunteer, VolunteerId
from guangongwei.privacy import PersonKind, Retention
from guangongwei.privacy.releases import REMOVED
from guangongwei.storage.forgetting import Person
from guangongwei.storage.purging import Due, due, purge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guangongwei.storage.protocol import Store

SCHOOL = OrganisationId("S1")
TODAY = date(2024, 12, 31)
GONE = Volunteer(id=VolunteerId("V1"), name="龘德海", organisation=SCHOOL, left=date(2021, 12, 31))
STILL = evolve(GONE, id=VolunteerId("V2"), left=date(2022, 1, 1))
CHILD = Child(id=ChildId("C1"), organisation=SCHOOL, groups=("留守",), left=date(2023, 7, 1))
POST = Post(
    id=PostId("R1"), organisation=SCHOOL, title="主任", holder="龘德海", until=date(2020, 1, 1)
)
ARTICLE = Article(
    id=ArticleId("A1"), organisation=SCHOOL, on=date(2019, 1, 1), correspondent="龘 德海"
)
NEW = evolve(ARTICLE, id=ArticleId("A2"), on=date(2024, 1, 1))
VACANT = evolve(POST, id=PostId("R2"), holder=None)
DUE = Due(
    people=(Person(PersonKind.VOLUNTEER, "V1"), Person(PersonKind.CHILD, "C1")),
    named=((Post, "R1"), (Article, "A1")),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, with records of every age."""
    with storage.open(f"sqlite:{tmp_path / 'store'}") as opened:
        opened.put_many([GONE, STILL, CHILD, POST, ARTICLE, NEW, VACANT])
        opened.put(evolve(POST, title="顾问"))
        yield opened


def test_what_is_due_is_told_and_nothing_is_changed(store: Store) -> None:
    """Who left three years ago to the day, the child a year after, old posts and old articles."""
    assert due(store, TODAY) == DUE
    assert str(DUE) == "2 people and 2 names are due"
    assert store.get(Volunteer, "V1").record == GONE


def test_what_is_due_goes(store: Store, tmp_path: Path) -> None:
    """Holders and correspondents stay somebody, the same one as before; who is not due stays."""
    done = purge(store, TODAY, draw=iter("abcdefgh").__next__)
    assert (done.people, done.records) == (2, 4)
    post, article = store.get(Post, "R1").record, store.get(Article, "A1").record
    assert post.holder == article.correspondent == "forgotten-a"
    assert {each.record.name for each in store.find(Volunteer)} == {REMOVED, "龘德海"}
    assert store.get(Volunteer, "V2").record == STILL
    assert store.get(Article, "A2").record == NEW
    assert due(store, TODAY) == Due()
    assert purge(store, TODAY).records == 0
    store.delete(Volunteer, "V2")
    purge(store, TODAY, retentions=[Retention(noun=Article, runs_from="on", years=0)])
    assert all(
        b"V1" + b'"' not in each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()
    )


def test_a_time_of_ones_own_is_taken(store: Store) -> None:
    """And one for a noun that holds no person is refused."""
    longer = [Retention(noun=Volunteer, runs_from="left", years=10)]
    assert due(store, TODAY, retentions=longer) == Due()
    with pytest.raises(BadArgument):
        due(store, TODAY, retentions=[Retention(noun=Committee, runs_from="founded", years=1)])


def test_a_store_without_transactions_is_purged_as_well(store: Store) -> None:
    """Each record by itself."""

    class Modest:
        capabilities = evolve(store.capabilities, transactions=False)

        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

    purge(cast("Store", Modest()), TODAY)
    assert due(store, TODAY) == Due()
