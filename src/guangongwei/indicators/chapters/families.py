"""Parent schools and tutoring stations (要点 9, 10, 11). Source: DOMAIN sections 4 and 8 E."""

from __future__ import annotations

from guangongwei.indicators.definition import (
    Distinct,
    Exists,
    Indicator,
    Is,
    Measure,
    OneOf,
    Per,
    Share,
    Sum,
    Timing,
)
from guangongwei.model.activity import Activity
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import Category, Organisation
from guangongwei.model.volunteer import Service

#: 家庭教育 and what parent schools hold.
PARENTS = ("家庭教育讲座", "家庭教育", "家庭教育指导", "家长学校", "家教讲坛", "家长课堂")
#: 社区教育和校外辅导站.
OUTSIDE = (Category.STATION, Category.COMMUNITY)

_STATIONS = Measure(of=Organisation, where=Is("category", Category.STATION), timing=Timing.AT_END)
_AT_STATION = Is("organisation.category", Category.STATION)
_AT_PARENT_SCHOOL = Is("organisation.category", Category.PARENT_SCHOOL)
#: Each place once a day; what is noted of a place on a day says that it was open.
_UNIT_DAYS = Distinct("unit_day")
_OPENED = Measure(of=Service, count=_UNIT_DAYS, where=_AT_STATION, rests_on="服务记录")
_FOR_PARENTS = OneOf("kind", PARENTS) | _AT_PARENT_SCHOOL
_ITEM_9 = "2024年工作要点 第9条"
_ITEM_11 = "2024年工作要点 第11条"

FAMILIES = (
    Indicator(
        id="parents.schools",
        name="家长学校",
        label="Parent schools",
        value=Measure(
            of=Organisation, where=Is("category", Category.PARENT_SCHOOL), timing=Timing.AT_END
        ),
        unit=Unit.SCHOOLS,
        serves=("9",),
        note="期末在办、类别为家长学校的单位",
        source=_ITEM_9,
    ),
    Indicator(
        id="parents.sessions",
        name="家庭教育指导场次",
        label="Sessions for parents",
        value=Measure(of=Activity, count=Sum("sessions"), where=_FOR_PARENTS, rests_on="活动"),
        unit=Unit.SESSIONS,
        by=("kind", "theme"),
        serves=("9", "10"),
        note=f"期内家长学校举办的、以及类型为{'、'.join(PARENTS)}的活动的场次之和",
        source=_ITEM_9,
    ),
    Indicator(
        id="parents.visits",
        name="家庭教育指导人次",
        label="Attendances at sessions for parents",
        value=Measure(of=Activity, count=Sum("visits"), where=_FOR_PARENTS, rests_on="活动"),
        unit=Unit.VISITS,
        by=("kind", "theme"),
        serves=("9", "10"),
        note="期内家庭教育指导活动的受教育人次之和；同一人参加多次计多次，不等于人数",
        source=_ITEM_9,
    ),
    Indicator(
        id="parents.school_sessions",
        name="家长学校授课场次",
        label="Sessions held by parent schools",
        value=Measure(of=Activity, count=Sum("sessions"), where=_AT_PARENT_SCHOOL, rests_on="活动"),
        unit=Unit.SESSIONS,
        by=("kind",),
        serves=("9",),
        note="期内家长学校自己举办的活动的场次之和；是家庭教育指导场次的一部分",
        source=_ITEM_9,
    ),
    Indicator(
        id="parents.opening_days",
        name="家长学校开课天数",
        label="Days on which parent schools were open",
        value=Measure(of=Activity, count=_UNIT_DAYS, where=_AT_PARENT_SCHOOL, rests_on="活动"),
        unit=Unit.DAYS,
        serves=("9",),
        note="期内家长学校有活动记录的天数，每所每天计一次；一条记录的系列活动只按其日期计一天",
        source=_ITEM_9,
    ),
    Indicator(
        id="stations.count",
        name="校外教育辅导站",
        label="Tutoring stations",
        value=_STATIONS,
        unit=Unit.ORGANISATIONS,
        serves=("11",),
        note="期末在办、类别为校外教育辅导站的单位",
        source=_ITEM_11,
    ),
    Indicator(
        id="stations.open_share",
        name="辅导站开放率",
        label="Share of stations at which volunteers served",
        value=Share(
            part=Measure(
                of=Organisation,
                where=Is("category", Category.STATION) & Exists(Service),
                timing=Timing.AT_END,
                rests_on="服务记录",
            ),
            whole=_STATIONS,
        ),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("11",),
        note="期末在办的校外教育辅导站中，期内至少有一条服务记录的所占比例",
        source=_ITEM_11,
    ),
    Indicator(
        id="stations.sessions",
        name="辅导站活动场次",
        label="Sessions at tutoring stations",
        value=Measure(of=Activity, count=Sum("sessions"), where=_AT_STATION, rests_on="活动"),
        unit=Unit.SESSIONS,
        by=("kind",),
        serves=("11",),
        note="期内校外教育辅导站举办的活动的场次之和",
        source=_ITEM_11,
    ),
    Indicator(
        id="stations.opening_days",
        name="辅导站开放天数",
        label="Days on which tutoring stations were open",
        value=_OPENED,
        unit=Unit.DAYS,
        serves=("11",),
        note="期内校外教育辅导站有服务记录的天数，每站每天计一次；没有服务记录的开放日不在其中",
        source=_ITEM_11,
    ),
    Indicator(
        id="stations.opening_days_per_station",
        name="站均开放天数",
        label="Days open for each tutoring station",
        value=Per(of=_OPENED, each=_STATIONS),
        unit=Unit.DAYS,
        decimals=1,
        serves=("11",),
        note="期内辅导站开放天数除以期末在办的校外教育辅导站数",
        source=_ITEM_11,
    ),
    Indicator(
        id="stations.services_per_station",
        name="站均服务次数",
        label="Services for each tutoring station",
        value=Per(of=Measure(of=Service, where=_AT_STATION, rests_on="服务记录"), each=_STATIONS),
        unit=Unit.TIMES,
        decimals=1,
        serves=("11",),
        note="期内在校外教育辅导站的服务记录条数除以期末在办的校外教育辅导站数",
        source=_ITEM_11,
    ),
    Indicator(
        id="stations.volunteers",
        name="在辅导站和社区服务的五老志愿者",
        label="Volunteers who served at stations and in communities",
        value=Measure(
            of=Service,
            count=Distinct("volunteer"),
            where=OneOf("organisation.category", OUTSIDE),
            rests_on="服务记录",
        ),
        unit=Unit.PEOPLE,
        serves=("11",),
        note="期内在校外教育辅导站或社区至少有一条服务记录的志愿者，每人计一次",
        source="2024年工作要点 第11条（更多的老教师参与社区教育和校外辅导站工作）",
    ),
)
