"""Nothing the library says shows what was written about a person.

Five hundred canaries (names, telephone and identity numbers, notes, in Chinese and in Latin letters) are planted in every
field and every cell, right and wrong; then everything that is shown is searched for them.
"""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
import re
import warnings
from datetime import date
from decimal import Decimal
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import guangongwei as ggw
from guangongwei import codec, model, plans, tabular
from guangongwei.__main__ import main
from guangongwei.indicators.definition import Distinct, Evenness, Indicator, Measure, Spread, Timing
from guangongwei.indicators.lives import LIVES
from guangongwei.model.dataset import TABLES
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import OrganisationId
from guangongwei.model.sensitivity import Sensitivity, hidden, sensitivity
from guangongwei.model.volunteer import ServiceId, VolunteerId
from guangongwei.tabular import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from guangongwei.model.dataset import Record
    from guangongwei.tabular import Layout

NAMES = tuple(f"龘{a}{b}" for a in "赵钱孙李周吴郑王冯陈" for b in "伟芳娜敏静丽强磊军洋勇艳杰")
PHONES = tuple(f"1380000{number:04d}" for number in range(0, 1300, 13))
IDENTITIES = tuple(f"00000019{50 + n % 40}01{1 + n % 28:02d}{n:03d}X" for n in range(100))
NOTES = tuple(f"曾患齉病，住{number}栋" for number in range(100, 200))
LATIN = tuple(f"zhangsan{number}" for number in range(100, 170))
CANARIES = NAMES + PHONES + IDENTITIES + NOTES + LATIN

SHOWABLE = (Sensitivity.NONE, Sensitivity.PSEUDONYM)
YEAR, LAST = ggw.Year(2024), date(2024, 12, 31)
PLAN = "2024年工作要点\n一、工作\n1.优质化建设达标率近70%。\n2.五老志愿者开展活动。\n3.发稿不少于30篇。\n"

_ANY = re.compile("|".join(map(re.escape, CANARIES)))


def seen(*shown: object) -> set[str]:
    """The canaries in what is shown, as text and as repr."""
    return {found for each in shown for found in _ANY.findall(f"{each}\n{each!r}")}


def chain(error: BaseException | None) -> Iterator[object]:
    """Everything that an exception and those before it tell."""
    while error is not None:
        yield from (error, *error.args, *getattr(error, "__notes__", ()))
        error = error.__cause__ or error.__context__


def raised(call: Callable[[], object]) -> set[str]:
    """The canaries in the exception of a call that must fail."""
    with pytest.raises(Exception) as caught:  # noqa: PT011  (whichever it is, it shows nothing)
        call()
    return seen(*chain(caught.value))


def csv(layout: Layout, planted: Mapping[str, Iterable[str]], rows: int) -> str:
    """A table of so many rows, each the example of the template but for what is planted."""
    columns = [each for each in layout.columns if each.offered]
    held = [
        cycle(planted[each.field])
        if each.field in planted
        else (f"{each.example}{number}" for number in range(rows))
        if each.field == "id"
        else cycle([each.example])
        for each in columns
    ]
    lines = (",".join(f'"{next(each)}"' for each in held) for _ in range(rows))
    return "\n".join([",".join(each.header for each in columns), *lines]) + "\n"


def folder(place: Path, **tables: str) -> Path:
    """The tables of a district whose every hidden field holds canaries, some of them replaced."""
    for layout in LAYOUTS:
        secret = {
            each.name: islice(cycle(CANARIES), number * 7, None)
            for number, each in enumerate(attrs.fields(layout.noun))
            if sensitivity(each) not in SHOWABLE and each.name not in ("sex", "born")
        }
        text = csv(layout, secret, 30)
        if layout.name == "单位":
            text = csv(layout, {"id": ["D001", "D021"]}, 2)
        (place / f"{layout.name}.csv").write_text(tables.get(layout.name, text), encoding="utf-8")
    return place


def test_there_are_canaries_enough() -> None:
    """Five hundred, no two alike."""
    assert len(set(CANARIES)) == len(CANARIES) == 500


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_problem_shows_what_a_cell_holds(layout: Layout) -> None:
    """Whichever column a value stands in, place, message and hint are silent about it."""
    for column in layout.columns:
        text = csv(layout, {column.field: CANARIES}, len(CANARIES))
        checked = tabular.read(io.BytesIO(text.encode()), layout.noun)
        assert not seen(*checked.problems)
        if checked.errors:
            assert not raised(checked.unwrap)


BROKEN = {
    "bytes of no encoding": "编号,姓名,所属单位\n1,龘赵伟,D021\n".encode() + b"\xff\xff\xfe",
    "UTF-16": "编号,姓名,所属单位\n1,龘赵伟,D021\n".encode("utf-16"),
    "a half character": "编号,姓名,所属单位\n1,龘赵伟".encode()[:-1],
    "an open quotation mark": '编号,姓名,所属单位\n1,"龘赵伟\n\n2,龘赵芳,13800000000\n'.encode(),
    "a mark within a cell": '编号,姓名,所属单位\n1,"龘赵伟"13800000000,D021\n'.encode(),
    "a line break in a cell": '编号,姓名,所属单位,性别\n1,甲,D021,"龘赵伟\n13800000000"\n'.encode(),
    "a cell of no text": "编号,姓名,所属单位\n1,龘赵伟\0,D021\n".encode(),
    "an endless line": b"\xe7\xbc\x96\xe5\x8f\xb7,13800000000\n" + b"13800000000," * 100_000,
    "too many cells": "编号,姓名,所属单位\n1,龘赵伟,D021,13800000000\n".encode(),
    "too few cells": "编号,姓名,所属单位\n龘赵伟\n".encode(),
    "no header": "龘赵伟,13800000000\n龘赵芳,13800000013\n".encode(),
    "a title": "龘赵伟13800000000\n编号,姓名,所属单位\n1,甲,D021\n".encode(),
    "a value for a header": "编号,姓名,所属单位,龘赵伟13800000000\n1,甲,D021,x\n".encode(),
    "a broken header": '编号,姓名,所属单位,"备注\n龘赵伟"\n1,甲,D021,x\n'.encode(),
    "a column twice": "编号,姓名,所属单位,姓名\n1,甲,D021,龘赵伟\n".encode(),
    "an unknown column": "编号,姓名,所属单位,备注\n1,甲,D021,曾患齉病，住100栋\n".encode(),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_no_broken_file_shows_what_it_holds(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither as problems nor on the command line, as text or as JSON."""
    folder(tmp_path)
    (tmp_path / "五老志愿者.csv").write_bytes(content)
    checked = tabular.read(tmp_path / "五老志愿者.csv")
    main(["check", str(tmp_path)])
    main(["check", str(tmp_path), "--json"])
    assert not seen(*checked.problems, *capsys.readouterr())


def test_a_file_that_fails_on_the_way_shows_nothing() -> None:
    """Whatever the stream raises comes through as it is, with no row in it."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise MemoryError
            return super().read(size)

    text = csv(LAYOUTS[2], {"name": NAMES}, 500).encode() * 50
    assert not raised(lambda: tabular.read(Failing(text), LAYOUTS[2].noun))


def test_every_field_that_may_tell_of_a_person_is_hidden() -> None:
    """In every record of the model, whether a table holds it or not."""
    modules = (
        importlib.import_module(f"{model.__name__}.{each.name}")
        for each in pkgutil.iter_modules(model.__path__)
    )
    named = (each for module in modules for each in vars(module).values())
    # Aliases of generic records are no classes, whatever `attrs.has` says of them.
    records = {each for each in named if isinstance(each, type) and attrs.has(each)}
    assert len(records) > 30
    for record in records:
        for each in attrs.fields(record):
            if sensitivity(each) not in SHOWABLE:
                assert each.repr is hidden, f"{record.__name__}.{each.name}"


def test_neither_a_review_nor_a_report_shows_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Page, Markdown, JSON, terminal, log, and every object on the way, as text and in a notebook."""
    caplog.set_level(0)
    data = folder(tmp_path)
    checked = tabular.read_folder(data)
    dataset = checked.value
    made = ggw.review(plans.parse(PLAN).value, dataset, period=YEAR, as_of=LAST)
    explained = [made.explain(each) for each in made.figures]
    judgements = [each for line in made.lines for each in line.judgements]
    assert dataset.volunteers
    assert explained
    assert judgements
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    asked = ["review", str(tmp_path / "plan.txt"), str(data), "--year", "2024"]
    assert main([*asked, "--out", str(tmp_path / "out")]) == 0
    shown: tuple[Any, ...] = (checked, dataset, dataset.tree, made, *made.figures, *explained)
    assert not seen(*shown, *dataset.volunteers, *dataset.articles, *judgements)
    assert not seen(*(each._repr_html_() for each in shown), *(each.text for each in explained))
    assert not seen(*(each.read_text("utf-8") for each in (tmp_path / "out").iterdir()))
    assert not seen(*capsys.readouterr(), caplog.text)


def test_a_report_for_everybody_names_no_stray_file_and_no_unknown_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those who check the tables are told; those who read the review are not."""
    data = folder(tmp_path, 活动="编号,单位编号,日期,龘赵伟\nH1,D021,2024-03-01,2\n")
    (data / "龘赵芳.docx").touch()
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    main(["check", str(data)])
    assert seen(capsys.readouterr().out) == {"龘赵伟", "龘赵芳"}
    main(["review", str(tmp_path / "plan.txt"), str(data), "--year", "2024", "--out", str(data)])
    assert not seen(*capsys.readouterr())
    assert not seen(*(each.read_text("utf-8") for each in data.glob("review.*")))


@pytest.mark.parametrize(
    "column", ["镇街", "城乡", "办学性质", "类型", "主题", "级别", "批次", "项目"]
)
def test_no_report_shows_the_number_of_a_person_in_a_wrong_column(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Telephone and identity numbers are left out of words that figures are grouped by."""
    folder(tmp_path)
    for layout in LAYOUTS:
        for each in layout.columns:
            if each.header == column and each.offered:
                numbers = {each.field: PHONES + IDENTITIES}
                if layout.name == "单位":
                    numbers["id"] = (*(f"D{n:03d}" for n in range(1, 201)),)
                (tmp_path / f"{layout.name}.csv").write_text(csv(layout, numbers, 200), "utf-8")
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    asked = ["review", str(tmp_path / "plan.txt"), str(tmp_path), "--year", "2024"]
    assert main([*asked, "--out", str(tmp_path)]) == 0
    assert not seen(*(each.read_text("utf-8") for each in tmp_path.glob("review.*")))
    assert not seen(*capsys.readouterr())


def personal() -> Iterator[tuple[type[Record], str]]:
    """Every field of every table that may tell of a person."""
    for noun in TABLES:
        for each in attrs.fields(noun):
            if sensitivity(each) not in SHOWABLE:
                yield noun, each.name


@pytest.mark.parametrize(("noun", "field"), tuple(personal()))
def test_no_figure_is_grouped_or_explained_by_a_person(
    noun: type[Record], field: str, tmp_path: Path
) -> None:
    """As a dimension and as what is evened out it is refused; as what is told apart it is not shown."""
    dataset = tabular.read_folder(folder(tmp_path)).value
    timing = Timing.AT_END if noun in LIVES else Timing.DURING
    counted = Measure(of=noun, timing=timing)
    told = (
        counted,
        Spread(of=counted, across=field, evenness=Evenness.GINI),
        Measure(of=noun, timing=timing, count=Distinct(field)),
    )
    count, spread, apart = (
        Indicator(id="x", name="x", label="x", value=each, unit=Unit.NONE, note="x", source="x")
        for each in told
    )
    asked = {"period": YEAR, "as_of": LAST}
    with pytest.raises(ggw.GuangongweiError) as grouped:
        ggw.evaluate([count], dataset, **asked, by=(field,))  # type: ignore[arg-type]
    with pytest.raises(ggw.GuangongweiError) as spread_out:
        ggw.evaluate([spread], dataset, **asked)  # type: ignore[arg-type]
    (figure,) = ggw.evaluate([apart], dataset, **asked)  # type: ignore[arg-type]
    explained = ggw.explain(figure, dataset, (apart,))
    assert not seen(*chain(grouped.value), *chain(spread_out.value), figure, explained)
    assert not seen(explained.text, explained._repr_html_())


def spoilt(noun: type[Record]) -> Iterator[object]:
    """Plain records with a canary for every field, as a key, within a value, and alone."""
    good = {each.name: "x" for each in attrs.fields(noun)}
    for name in good:
        for canary in ("龘赵伟", "13800000000", ["龘赵伟"], {"龘赵伟": 1}, {"absence": "龘赵伟"}):
            yield {**good, name: canary}
    yield from ({**good, canary: canary} for canary in CANARIES[::4])
    yield from (dict.fromkeys(CANARIES, good), *CANARIES, [*CANARIES])


@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
def test_no_problem_of_a_line_shows_what_it_says(noun: type[Record]) -> None:
    """Wrong values, unknown keys and broken JSON are told by their place."""
    lines = [json.dumps(each, ensure_ascii=False) for each in spoilt(noun)]
    lines += [each[: len(each) // 2] for each in lines[:50]]
    head = json.dumps({"guangongwei": noun.__name__, "schema": 1})
    checked = codec.loads("\n".join([head, *lines]), noun)
    assert len(checked.problems) > len(lines)
    assert not seen(*checked.problems)
    assert not raised(checked.unwrap)
    assert not seen(*codec.loads('{"guangongwei": "龘赵伟", "schema": 1}', noun).problems)


@pytest.mark.parametrize(
    "bad",
    [
        {"name": "龘赵伟\ud800"},
        {"name": "龘赵伟\x07"},
        {"phone": "000000195001010123"},
        {"born": "13800000000"},
        {"sex": "龘赵伟"},
        {"kinds": (13800000000,)},
        {"backbone": "龘赵伟"},
    ],
)
def test_nothing_that_cannot_be_written_is_shown(bad: dict[str, object], tmp_path: Path) -> None:
    """Neither by the exception nor by those before it, and no file is left."""
    target = tmp_path / "五老志愿者.csv"
    good = ggw.Volunteer(
        id=VolunteerId("V1"), name="龘赵伟", organisation=OrganisationId("D1"), phone="13800000000"
    )
    spoiled = attrs.evolve(good, **bad)  # type: ignore[arg-type]  # the mistake that is tried
    assert not raised(lambda: tabular.write([spoiled], target))
    assert not list(tmp_path.iterdir())


def test_nothing_that_cannot_become_json_is_shown() -> None:
    """A number that is none is told without the record it stands in."""
    service = ggw.Service(
        id=ServiceId("F1"),
        volunteer=VolunteerId("龘赵伟"),
        organisation=OrganisationId("D1"),
        on=LAST,
        programme="曾患齉病，住100栋",
        hours=Decimal("NaN"),
    )
    assert not raised(lambda: codec.dumps([service], ggw.Service))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "{}/nowhere"),
        ("plan", "{}/活动.csv"),
        ("plan", "{}"),
        ("template", "{}"),
        ("review", "{}/plan.txt", "{}", "--year", "2024", "--as-of", "2023-01-01"),
        ("review", "{}/plan.txt", "{}", "--year", "2024", "--organisation", "nobody"),
        ("review", "{}/plan.txt", "{}", "--year", "2024", "--out", "{}/plan.txt"),
    ],
)
def test_no_mistake_on_the_command_line_shows_a_cell(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that speaks of what the caller wrote."""
    folder(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert main([each.format(tmp_path) for each in arguments]) == 2
    assert not warned
    assert not seen(*capsys.readouterr())
