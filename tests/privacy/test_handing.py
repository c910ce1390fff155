"""Records for others than those who keep them."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import attrs
import pytest
from tests.test_canaries import DATASET, WORLD
from tests.test_privacy import seen

from guangongwei import storage, tabular
from guangongwei.__main__ import main
from guangongwei.indicators import frames
from guangongwei.model.audience import Audience
from guangongwei.model.care import Child
from guangongwei.model.dataset import TABLES
from guangongwei.model.organisation import Organisation
from guangongwei.model.volunteer import Service, Volunteer
from guangongwei.privacy import handed_on, records_for
from guangongwei.privacy.inventory import Subject, subject_of
from guangongwei.privacy.releases import REMOVED
from guangongwei.storage import exchange

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = (Audience.INTERNAL, Audience.PUBLIC)


def test_the_desk_has_its_own() -> None:
    """All of it, and the very same records."""
    assert handed_on(DATASET, Audience.DESK) is DATASET
    assert [*records_for(DATASET.children, Audience.DESK)] == [*DATASET.children]


@pytest.mark.parametrize("audience", OTHERS)
def test_whatever_is_tagged_is_left_out(audience: Audience) -> None:
    """Field by field as the tags say, so that a new field is never forgotten; no canary is left."""
    told = handed_on(DATASET, audience)
    cells = [attrs.astuple(each) for noun in TABLES for each in told.records(noun)]
    assert cells
    assert not seen(cells)


def test_another_desk_has_no_child_and_the_public_nobody() -> None:
    """The other desk counts services and volunteers by their keys; schools are told to all."""
    internal, public = (handed_on(DATASET, each) for each in OTHERS)
    assert not internal.children
    assert len(internal.volunteers) == len(DATASET.volunteers)
    assert internal.services[0].volunteer == DATASET.services[0].volunteer
    about = {subject_of(noun) for noun in TABLES if public.records(noun)}
    assert about == {Subject.NOBODY, Subject.ANYONE, Subject.CORRESPONDENT}
    schools = [attrs.astuple(each) for each in public.organisations]
    assert schools == [attrs.astuple(each) for each in DATASET.organisations]


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_every_kind_of_file_is_written_so(audience: Audience, suffix: str, tmp_path: Path) -> None:
    """Volunteers without names; to the public not one of them."""
    source, target = tmp_path / "source.csv", tmp_path / f"target.{suffix}"
    tabular.write(WORLD.volunteers, source)
    done = tabular.transform(source, target, noun=Volunteer, audience=audience)
    assert done.value == len(WORLD.volunteers)
    with tabular.stream(target, Volunteer) as there:
        told = {(each.name, each.sex, each.born, each.phone) for each in there}
    assert told == ({(REMOVED, None, None, None)} if audience is Audience.INTERNAL else set())


def test_tables_of_an_engine_are_made_of_what_is_handed_on() -> None:
    """Children are in none of the tables then."""
    tables = frames.from_records(handed_on(DATASET, Audience.INTERNAL))
    assert len(tables[Child]) == 0
    assert not seen(*(each.rows() for each in tables.values()))


@pytest.mark.parametrize("lines", [False, True], ids=["tables", "lines"])
def test_an_export_is_whole_and_its_owners_alone(
    *, lines: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For another desk it is asked for; files that tell of nobody are as any other file."""
    url = f"sqlite:{tmp_path / 'store'}"
    with storage.open(url) as store:
        storage.save(WORLD, store)
    kind = ["--lines"] if lines else []
    assert main(["store", "export", url, str(tmp_path / "own"), *kind]) == 0
    assert (
        main(["store", "export", url, str(tmp_path / "other"), "--audience", "internal", *kind])
        == 0
    )
    read = exchange.read if lines else tabular.read_folder
    own, other = (read(tmp_path / each).value for each in ("own", "other"))
    for noun in (Volunteer, Child, Service):
        assert set(own.records(noun)) == set(WORLD.records(noun))
    assert {each.name for each in other.volunteers} == {REMOVED}
    assert not other.children
    modes = {path.stem: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "own").iterdir()}
    about, nobody = ("Volunteer", "Entry") if lines else ("五老志愿者", "参评作品")
    assert modes[about] == 0o600
    assert modes[nobody] == 0o644
    capsys.readouterr()


def test_files_about_people_are_their_owners_alone(tmp_path: Path) -> None:
    """Written, transformed or copied with comments; templates are for everybody to fill in."""
    made = tmp_path / "五老志愿者.xlsx"
    tabular.write(WORLD.volunteers, made)
    tabular.transform(made, tmp_path / "lines.jsonl", noun=Volunteer)
    tabular.annotate(made, (), tmp_path / "copy.xlsx")
    tabular.write((), tmp_path / "单位.csv", noun=Organisation)
    tabular.write(WORLD.services, tmp_path / "服务记录.csv")
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert modes.pop("单位.csv") == 0o644
    assert set(modes.values()) == {0o600}
    for path in tabular.write_templates(tmp_path / "templates"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_templates_hold_nobody(tmp_path: Path) -> None:
    """Not one record, so that no example of a row is taken for somebody."""
    for form in ("csv", "xlsx"):
        folder = tmp_path / form
        tabular.write_templates(folder, format=form)
        read = tabular.read_folder(folder).value
        assert not [each for noun in TABLES for each in read.records(noun)]


def test_a_service_is_somebodys() -> None:
    """It bears a volunteer's number, so the public gets none."""
    assert not [*records_for(WORLD.services, Audience.PUBLIC)]
    assert {type(each) for each in records_for(WORLD.services, Audience.INTERNAL)} == {Service}
