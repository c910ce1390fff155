"""Stores and folders: what goes out comes back, from the command line too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from guangongwei.__main__ import main
from guangongwei.errors import NotReadable, NotWritable
from guangongwei.storage import exchange, load, memory
from guangongwei.storage import open as open_store
from guangongwei.testing.conformance.examples import EVERY, SECRET, unit, volunteer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with one record of each noun."""
    found = f"sqlite:{tmp_path / 'store'}"
    with open_store(found) as store:
        store.put_many(EVERY)
    return found


def test_lines_come_back(tmp_path: Path) -> None:
    """All nouns, standards too, exactly."""
    store = memory.open_store()
    store.put_many(EVERY)
    exchange.write(store, tmp_path / "out")
    assert exchange.read(tmp_path / "out").unwrap() == load(store)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that stands there stays."""
    (tmp_path / "Grant.jsonl").write_text("mine", "utf-8")
    with pytest.raises(NotWritable):
        exchange.write(memory.open_store(), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["Grant.jsonl"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file is in the way."""
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable):
        exchange.write(memory.open_store(), tmp_path / "file")


@pytest.mark.parametrize("content", [b"\xff", None], ids=["not UTF-8", "a folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """Whatever the reason is."""
    file = tmp_path / "Grant.jsonl"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(NotReadable):
        exchange.read(tmp_path)


def test_a_bad_line_is_told_with_its_file(tmp_path: Path) -> None:
    """The others are read, and nothing is shown of it."""
    (tmp_path / "Grant.jsonl").write_text(
        '{"guangongwei": "Grant", "schema": 1}\n{"id": 1}\n', "utf-8"
    )
    problems = exchange.read(tmp_path).problems
    assert str(problems[0].place).startswith("Grant.jsonl:$.lines[1]")


def test_damage_is_found(url: str) -> None:
    """In the newest version of a record, and in those before it."""
    import sqlite3  # noqa: PLC0415  (only here is a store damaged by hand)

    with open_store(url) as store:
        store.put(volunteer(name="李四"))
        assert exchange.examine(store) == load(store).check()
    with sqlite3.connect(url.partition(":")[2]) as connection:
        connection.execute("UPDATE past SET line = CAST(replace(line, '张三', '王五') AS BLOB)")
        connection.execute("UPDATE newest SET line = substr(line, 2) WHERE noun = 'Grant'")
    connection.close()
    with open_store(url) as store:
        problems = exchange.examine(store)
    assert [str(each.place) for each in problems] == ["Volunteer", "Grant"]
    assert [each.code for each in problems] == ["L101", "L101"]


def test_info_tells_what_is_there(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How many of each noun, the schema, and what the store offers."""
    assert main(["store", "info", url]) == 0
    told = capsys.readouterr().out
    assert "Volunteer              1\n" in told
    assert "offers: transactions, history, durable" in told


def test_check_tells_problems(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, too; the exit code says that there are some."""
    assert main(["store", "check", url, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)


def test_a_folder_is_only_compared_unless_told(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then it is written, and the second time nothing is left to write."""
    other = f"sqlite:{tmp_path / 'other'}"
    folder = str(tmp_path / "out")
    assert main(["store", "export", url, folder, "--lines"]) == 0
    for options in ([], [], ["--write"]):
        capsys.readouterr()
        assert main(["store", "import", other, folder, *options]) == 0
        told = capsys.readouterr().out.splitlines()
        assert sum(line.startswith("  + ") for line in told) == 18
        assert told[-1] == ("Written." if options else "Nothing is written without --write.")
    assert main(["store", "import", other, folder]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-2:] == ["标准: 0 new, 0 changed, 1 as they are", "Nothing is left to write."]


def test_a_change_is_told_by_its_fields(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never by what they hold."""
    main(["store", "export", url, str(tmp_path / "out"), "--lines"])
    with open_store(url) as store:
        store.put(volunteer(name=SECRET))
    capsys.readouterr()
    assert main(["store", "import", url, str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    assert "  ~ V1 姓名" in told
    assert SECRET not in told


def test_a_folder_with_errors_changes_nothing(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything is read and checked before anything is written."""
    (tmp_path / "Grant.jsonl").write_text("{}\n", "utf-8")
    assert main(["store", "import", url, str(tmp_path), "--write"]) == 1
    assert "C001" in capsys.readouterr().out


def test_no_password_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither of a URL that is wrong nor of a server that is not there."""
    pytest.importorskip("sqlalchemy", reason="needs the extra sql")
    pytest.importorskip("psycopg", reason="needs the extra sql")
    for rest in ("/none?host=/nowhere", ":port/none", "/none?schema=a-b"):
        assert main(["store", "info", f"postgresql://someone:{SECRET}@{rest}"]) == 2
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err
    assert told.err.count("\n") == 3


def test_tables_go_out_as_well(tmp_path: Path) -> None:
    """Without `--lines` a folder of tables is written."""
    url = f"sqlite:{tmp_path / 'store'}"
    with open_store(url) as store:
        store.put(volunteer())
    assert main(["store", "export", url, str(tmp_path / "tables")]) == 0
    assert any((tmp_path / "tables").glob("*.csv"))


def test_tables_are_imported_as_into_a_dataset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Blanks take nothing away, an ambiguity stops all of it, and the second time nothing changes."""
    url, folder = f"sqlite:{tmp_path / 'store'}", tmp_path / "tables"
    folder.mkdir()
    roll = folder / "五老志愿者.csv"
    head = "编号,姓名,所属单位,联系电话,加入日期\n"
    (folder / "单位.csv").write_text("编号,名称,类别\nB1,教育局,教育局\n", "utf-8")
    roll.write_text(f"{head}V1,张三,B1,13800000001,2020-01-01\n", "utf-8")
    command = ["store", "import", url, str(folder), "--write"]
    assert main(command) == 0
    roll.write_text(f"{head}V1,张三,B1,,2020-01-02\nV2,张三,B1,13800000001,2020-01-01\n", "utf-8")
    assert main(command) == 1
    assert "T405" in capsys.readouterr().out
    assert main([*command, "--distinct", "V2", "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [(each["id"], each["fields"]) for each in changes] == [("V1", ["joined"]), ("V2", [])]
    assert main([*command, "--mode", "create"]) == 0
    assert capsys.readouterr().out.endswith("Nothing is left to write.\n")
    with open_store(url) as store:
        assert [each.phone for each in load(store).volunteers] == ["13800000001"] * 2


def test_some_tables_are_imported_beside_what_is_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One table alone is checked with the organisations and people that the store has."""
    url, folder = f"sqlite:{tmp_path / 'store'}", tmp_path / "tables"
    folder.mkdir()
    with open_store(url) as store:
        store.put_many([unit(), volunteer()])
    head = "编号,志愿者编号,单位编号,日期,项目,时长(小时),受益人数\n"
    services = folder / "服务记录.csv"
    row = f"F1,{volunteer().id},{unit().name},2024-03-01,宣讲,2,30\n"
    services.write_text(head + row + "F2,V404,S404,2024-03-01,宣讲,2,30\n", "utf-8")
    command = ["store", "import", url, str(folder), "--write"]
    assert main(command) == 1
    told = capsys.readouterr().out
    assert "D102" in told
    assert "T001" not in told
    services.write_text(head + row, "utf-8")
    assert main(command) == 0
    with open_store(url) as store:
        assert [each.organisation for each in load(store).services] == [unit().id]
        assert len(load(store).organisations) == 1
