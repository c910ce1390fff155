"""The catalogue: every indicator the library ships, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.errors import NotAFigure
from guangongwei.indicators.definition import (
    Better,
    Distinct,
    Exists,
    Indicator,
    Is,
    Latest,
    Measure,
    Moment,
    OneOf,
    Share,
    Sum,
    Timing,
)
from guangongwei.model.accreditation import QUALITY, Accreditation, Outcome
from guangongwei.model.activity import Activity
from guangongwei.model.article import Article
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import SCHOOLS, Organisation
from guangongwei.model.reporting import Return
from guangongwei.model.volunteer import Service, Volunteer

if TYPE_CHECKING:
    from collections.abc import Iterable

#: 中小学、幼儿园.
IN_SCOPE = OneOf("category", SCHOOLS)

#: 优质化建设 only: 五有五好 is a neighbouring programme and never merged with it.
_QUALITY = Is("standard_programme", QUALITY)
_IS_PASSED = Is("outcome", Outcome.PASSED)
_PASSED = Latest(Accreditation, _IS_PASSED, among=_QUALITY)
_PASSED_BEFORE = Latest(Accreditation, _IS_PASSED, at=Moment.BEFORE, among=_QUALITY)
_SCHOOLS = Measure(of=Organisation, where=IN_SCOPE, timing=Timing.AT_END)
_REGISTERED = Measure(of=Volunteer, timing=Timing.AT_END, rests_on="五老志愿者")

CATALOGUE = (
    Indicator(
        id="accreditation.share",
        name="优质化建设达标率",
        label="Share of schools that reach the 优质化 standard",
        value=Share(
            part=Measure(of=Organisation, where=IN_SCOPE & _PASSED, timing=Timing.AT_END),
            whole=_SCHOOLS,
        ),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("6", "7"),
        note="期末在办的中小学、幼儿园中，截至期末最近一次认定结果为“通过”的所占比例",
        source="2024年工作要点 第7条",
    ),
    Indicator(
        id="accreditation.new",
        name="新增优质化建设达标学校",
        label="Schools newly accredited",
        value=Measure(
            of=Accreditation,
            count=Distinct("organisation"),
            where=OneOf("organisation.category", SCHOOLS) & _QUALITY & _IS_PASSED & ~_PASSED_BEFORE,
        ),
        unit=Unit.SCHOOLS,
        by=("batch",),
        serves=("7",),
        note="期内通过认定、期前未处于达标状态的中小学、幼儿园，每校计一次",
        source="2024年工作要点 第7条",
    ),
    Indicator(
        id="volunteers.registered",
        name="在册五老志愿者",
        label="Registered volunteers",
        value=_REGISTERED,
        unit=Unit.PEOPLE,
        serves=("3", "13"),
        note="期末在册：加入日期不晚于期末，且未退出或退出日期晚于期末",
        source="2024年工作要点 第3、13条",
    ),
    Indicator(
        id="volunteers.active",
        name="参与服务的五老志愿者",
        label="Volunteers who served",
        value=Measure(of=Service, count=Distinct("volunteer"), rests_on="服务记录"),
        unit=Unit.PEOPLE,
        serves=("3", "11", "13"),
        note="期内至少有一条服务记录的志愿者，每人计一次，各级分别去重",
        source="2024年工作要点 第3、11、13条",
    ),
    Indicator(
        id="volunteers.active_share",
        name="五老志愿者参与率",
        label="Share of registered volunteers who served",
        value=Share(
            part=Measure(
                of=Volunteer,
                where=Exists(Service),
                timing=Timing.AT_END,
                rests_on="服务记录",
            ),
            whole=_REGISTERED,
        ),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("3", "13"),
        note="期末在册志愿者中，期内至少有一条服务记录的所占比例；按志愿者所属单位归口",
        source="2024年工作要点 第3、13条",
    ),
    Indicator(
        id="services.hours",
        name="服务时长",
        label="Hours served",
        value=Measure(of=Service, count=Sum("hours"), rests_on="服务记录"),
        unit=Unit.HOURS,
        decimals=1,
        serves=("11", "12"),
        note="期内服务记录的时长之和",
        source="民政部令第67号；2024年工作要点 第11、12条",
    ),
    Indicator(
        id="services.count",
        name="服务次数",
        label="Services",
        value=Measure(of=Service, rests_on="服务记录"),
        unit=Unit.TIMES,
        serves=("11", "12"),
        note="期内服务记录的条数",
        source="2024年工作要点 第11、12条",
    ),
    Indicator(
        id="activities.sessions",
        name="活动场次",
        label="Sessions of activities",
        value=Measure(of=Activity, count=Sum("sessions"), rests_on="活动"),
        unit=Unit.SESSIONS,
        by=("kind", "theme"),
        serves=("1", "3", "4", "5", "9", "10", "12"),
        note="期内活动的场次之和",
        source="2024年工作要点 第3、4、5条",
    ),
    Indicator(
        id="activities.visits",
        name="受教育人次",
        label="Attendances at activities",
        value=Measure(of=Activity, count=Sum("visits"), rests_on="活动"),
        unit=Unit.VISITS,
        by=("kind", "theme"),
        serves=("3", "4", "5"),
        note="期内活动的受教育人次之和；同一人参加多次计多次，不等于人数",
        source="2024年工作要点 第3、4、5条",
    ),
    Indicator(
        id="articles.published",
        name="发稿篇数",
        label="Stories published",
        value=Measure(of=Article, count=Distinct("story", blanks_count=True), rests_on="稿件"),
        unit=Unit.STORIES,
        serves=("15",),
        note="期内见刊的稿源数：同一稿源多处刊用计一篇，未填稿源的各计一篇",
        source="2024年工作要点 第15条",
    ),
    Indicator(
        id="articles.pieces",
        name="刊用条数",
        label="Pieces published",
        value=Measure(of=Article, rests_on="稿件"),
        unit=Unit.PIECES,
        serves=("15",),
        note="期内各媒体刊用的条数，一稿多用计多条",
        source="2024年工作要点 第15条",
    ),
    Indicator(
        id="articles.by_level",
        name="各级媒体刊用条数",
        label="Pieces by level of the outlet",
        value=Measure(of=Article, rests_on="稿件"),
        unit=Unit.PIECES,
        by=("level",),
        serves=("15",),
        note="期内各级媒体刊用的条数，按媒体级别分列，各级之和等于刊用条数",
        source="2024年工作要点 第15条",
    ),
    Indicator(
        id="returns.share",
        name="报送率",
        label="Share of schools that sent returns",
        value=Share(
            part=Measure(of=Organisation, where=IN_SCOPE & Exists(Return), timing=Timing.AT_END),
            whole=_SCHOOLS,
        ),
        unit=Unit.PERCENT,
        decimals=1,
        better=Better.HIGHER,
        note="期末在办的中小学、幼儿园中，本期至少报送过一张表的所占比例",
        source="报送情况",
    ),
)


def indicator(id_: str, catalogue: Iterable[Indicator] = CATALOGUE) -> Indicator:
    """The indicator with this id.

    Raises:
        NotAFigure: There is none; the message names the nearest ids.
    """
    known = {each.id: each for each in catalogue}
    try:
        return known[id_]
    except KeyError:
        raise NotAFigure(id_, tuple(known)) from None
