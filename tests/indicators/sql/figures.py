"""The figures of the catalogue from SQL: what each comes to in each group, and who has reported.

Nothing here looks at an engine or at the known answers of a world.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any, final

from attrs import Factory, define
from tests.indicators.sql.formulas import Change, Counted, Per, Share, Spread, counted, total
from tests.indicators.sql.looks import LAST_YEAR
from tests.indicators.sql.queries import FIGURES, SEVERAL
from tests.indicators.sql.tables import Connection, database

from guangongwei.model import Absence, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.indicators.sql.formulas import Formula

    from guangongwei.testing.worlds import World

#: What tells a group apart, in the order of the dimensions asked for.
Key = tuple[Any, ...]
#: Value, reported, expected, missing, partial.
Told = tuple[object, int, int, frozenset[str], frozenset[str]]
By = tuple[str, ...]
#: The expected schools of each group with their grades.
Grades = dict[Key, dict[str, int]]
Values = dict[Key, object]

#: Dimensions that are told by the organisation or the month, not by the record.
COLUMNS = {
    "organisation": "climb.above",
    "town": "place.town",
    "category": "place.category",
    "month": "look.month",
}


@final
@define
class Book:
    """The tables of a world, and what has been looked up in them."""

    db: Connection
    _graded: dict[object, Grades] = Factory(dict[object, Grades])
    _valued: dict[object, Values] = Factory(dict[object, Values])

    @staticmethod
    def of(world: World) -> Book:
        """The tables of a world."""
        return Book(database(world))

    def figures(self, indicator: str, by: By = ()) -> dict[Key, Told]:
        """What an indicator comes to, and who has reported, in each group under `by`."""
        formula = FIGURES[indicator]
        for name in by:
            formula = SEVERAL.get((indicator, name), formula)
        measures = tuple(counted(formula))
        tables = frozenset(each.table for each in measures if each.table)
        grades = self.grades(measures[0].era, tables, by)
        return {
            key: (value, *_coverage(grades.get(placed(key, by), {})))
            for key, value in self.values(formula, by).items()
        }

    def values(self, formula: Formula, by: By, era: str = "") -> Values:
        """What a formula comes to in each group that there is."""
        asked = (formula, by, era)
        if asked not in self._valued:
            self._valued[asked] = self._values(formula, by, era)
        return self._valued[asked]

    def _values(self, formula: Formula, by: By, era: str) -> Values:
        match formula:
            case Counted():
                return self._counted(formula, by, era or formula.era)
            case Share(part, whole):
                wholes = self.values(whole, by, era)
                return {
                    key: _share(self._at(part, by, era, key), each) for key, each in wholes.items()
                }
            case Per(of, each):
                keys = {**self.values(of, by), **self.values(each, by)}
                return {
                    key: _per(self._at(of, by, era, key), self._at(each, by, era, key))
                    for key in keys
                }
            case Change(of):
                now = self.values(of, by)
                return {
                    key: _change(value, self._at(of, by, LAST_YEAR, key), is_rate=formula.is_rate)
                    for key, value in now.items()
                }
            case Spread(of, across, how):
                groups = self._groups(of, across, by)
                return {key: _spread(values, how) for key, values in groups.items()}

    def _at(self, formula: Counted | Share, by: By, era: str, key: Key) -> object:
        """What a formula comes to in one group, also in one where nothing is."""
        values = self.values(formula, by, era)
        if key in values:
            return values[key]
        first = next(counted(formula))
        return self._said(first, by, era or first.era, key)

    def _said(self, measure: Counted, by: By, era: str, key: Key) -> object:
        """What there is where nothing counts: a zero only if somebody said so."""
        tables = frozenset({measure.table} if measure.table else ())
        grades = self.grades(era, tables, by).get(placed(key, by), {})
        if not grades:
            return Absence.NOT_APPLICABLE
        return 0 if any(grades.values()) else Absence.NOT_REPORTED

    def _counted(self, measure: Counted, by: By, era: str) -> Values:
        found: Values = {}
        if set(by) <= set(COLUMNS):
            joined = f"look join place {_climb(by)}"
            for key, _ in self._rows("1", joined, by, era):
                found[key] = self._said(measure, by, era, key)
        joined = (
            f"({measure.query}) as c join look on c.look = look.id join place on place.org = c.org"
        )
        what = "count(*), sum(n), count(n), count(distinct it)"
        for key, (records, amount, known, different) in self._rows(
            what, f"{joined} {_climb(by)}", by, era
        ):
            found[key] = different if measure.distinct else records
            if measure.adds:
                found[key] = total(measure, amount) if known else Absence.UNKNOWN
        return found

    def grades(self, era: str, tables: frozenset[str], by: By) -> Grades:
        """The expected schools of each group: 2 with every table in, 1 with something, or 0."""
        asked = (era, tables, by)
        if asked not in self._graded:
            self._graded[asked] = self._grades(era, tables, by)
        return self._graded[asked]

    def _grades(self, era: str, tables: frozenset[str], by: By) -> Grades:
        what = "school.org, 2"
        if tables:
            names = ", ".join(f"'{each}'" for each in sorted(tables))
            what = f"""school.org, (
                select coalesce(max(1), 0) + (total(whole) = {len(tables)}) from sent
                where sent.look = school.look and sent.org = school.org and tab in ({names})
            )"""
        joined = f"school join place using (org) join look on look.id = school.look {_climb(by)}"
        places = tuple(each for each in by if each in COLUMNS)
        found: Grades = {}
        for key, (org, grade) in self._rows(what, joined, places, era, "school.org"):
            found.setdefault(key, {})[org] = grade
        return found

    def _groups(self, of: Counted | Share, across: str, by: By) -> dict[Key, list[object]]:
        """What the groups of a dimension come to within each group; one without a name is none."""
        found: dict[Key, list[object]] = {key: [] for key in self.values(of, by)}
        if across == "organisation":
            for key, value in self._schools(of, by):
                found[key].append(value)
            return found
        finer = (*by, across)
        for key, value in self.values(of, finer).items():
            if not isinstance(key[-1], Absence):
                found.setdefault(key[:-1], []).append(value)
        return found

    def _schools(self, of: Counted | Share, by: By) -> Iterator[tuple[Key, object]]:
        """What each expected school comes to, in every group in which it counts."""
        finer = tuple(dict.fromkeys((*by, "organisation")))
        at = finer.index("organisation")
        values = self.values(of, finer)
        for key, schools in self.grades("", frozenset(), by).items():
            for school in schools:
                own = list(key if "organisation" in by else (*key, None))
                own[at] = school
                yield key, values[tuple(own)]

    def _rows(
        self, what: str, tables: str, by: By, era: str, *also: str
    ) -> Iterator[tuple[Key, tuple[Any, ...]]]:
        """What is asked for, of each group, under its key; a blank category is unknown."""
        columns = [COLUMNS.get(each, f"c.{each}") for each in by]
        months = "<> ''" if "month" in by else "= ''"
        # The constant makes one group of everything where there is nothing else to group by.
        grouping = ", ".join((*columns, *also, "''"))
        query = f"""select {", ".join((*columns, what))} from {tables}
            where look.era = '{era}' and look.month {months} group by {grouping}"""
        for row in self.db.execute(query):
            key = tuple(Absence.UNKNOWN if value is None else value for value in row[: len(by)])
            yield key, row[len(by) :]


def placed(key: Key, by: By) -> Key:
    """The part of a key that is told by the organisation and the month."""
    return tuple(value for value, each in zip(key, by, strict=True) if each in COLUMNS)


def _climb(by: By) -> str:
    return "join climb on climb.org = place.org" if "organisation" in by else ""


def _coverage(grades: dict[str, int]) -> tuple[int, int, frozenset[str], frozenset[str]]:
    missing = frozenset(org for org, grade in grades.items() if grade < 2)
    partial = frozenset(org for org in missing if grades[org])
    return len(grades) - len(missing), len(grades), missing, partial


def _share(part: object, whole: object) -> object:
    """A ratio where both are numbers and there is something to divide by."""
    if isinstance(whole, int) and isinstance(part, int) and whole:
        return Ratio(part, whole)
    if isinstance(whole, int):
        return part if whole else Absence.NOT_APPLICABLE
    return whole


def _exact(value: object) -> Fraction | None:
    """A number as a fraction; none for an absence."""
    if isinstance(value, Ratio):
        return Fraction(value.part, value.whole)
    return Fraction(value) if isinstance(value, int | Decimal) else None


def _per(of: object, each: object) -> object:
    dividend, divisor = _exact(of), _exact(each)
    if divisor is None:
        return each
    if dividend is None:
        return of
    return dividend / divisor if divisor else Absence.NOT_APPLICABLE


def _change(now: object, then: object, *, is_rate: bool) -> object:
    after, before = _exact(now), _exact(then)
    if after is None:
        return now
    if before is None:
        return then
    if not is_rate:
        return after - before
    return (after - before) / before if before else Absence.NOT_APPLICABLE


def _spread(values: list[object], how: str) -> object:
    """The unevenness of those that have a value; of fewer than two there is none."""
    known = [each for value in values if (each := _exact(value)) is not None]
    if len(known) < 2:
        return Absence.NOT_APPLICABLE
    if how == "极差":
        return max(known) - min(known)
    whole = sum(known, Fraction(0))
    if not whole:
        return Absence.NOT_APPLICABLE
    count = len(known)
    if how == "基尼系数":
        apart = sum((abs(one - two) for one in known for two in known), Fraction(0))
        return apart / (2 * count * whole)
    # n Σ x² / (Σ x)² − 1 is the square of the deviation over the mean.
    square = count * sum((each * each for each in known), Fraction(0)) / (whole * whole) - 1
    with localcontext(prec=30):
        root = (Decimal(square.numerator) / square.denominator).sqrt()
        return Fraction(round(root, 9))
