"""What counts in every indicator of the catalogue, in SQL from its definition in words.

Every query gives the look, the organisation, an amount `n`, `it` that tells two apart, and the
record's own categories.
"""

from __future__ import annotations

from tests.indicators.sql.care import CARE
from tests.indicators.sql.counting import (
    COMMITTEE,
    OPEN,
    PIECES,
    PLAIN,
    POST,
    ROLL,
    SCHOOLS,
    SERVED,
    during,
    schools,
    served,
    units,
)
from tests.indicators.sql.formulas import Change, Counted, Formula, Per, Share, Spread
from tests.indicators.sql.looks import EVER, PUBLICITY
from tests.indicators.sql.work import ACTIVITIES, ENTRIES, FAMILIES


def _passed(programme: str, org: str = "school.org", by: str = "<= until") -> str:
    """Say whether the last decision in a programme by a day is 通过."""
    return f"""'通过' is (
        select outcome from acc where acc.org = {org} and acc.day {by}
            and acc.programme in (select word from named where programme = '{programme}')
        order by day desc, id desc limit 1
    )"""


_QUALITY = "acc.programme in (select word from named where programme = '优质化建设')"
_SCHOOL_OF = "(select cat from org where org.id = {}.org) in (select cat from kinds)"
REACHED = Counted(schools(_passed("优质化建设")))
SHARE = Share(REACHED, SCHOOLS)


def _assessed(method: str) -> str:
    return f"""exists (
        select 1 from ass join std on std.id = ass.std
        where ass.org = school.org and ass.day between look.start and until
            and ass.method = '{method}'
            and std.programme in (select word from named where programme = '优质化建设')
    )"""


def _decided(where: str, era: str = "") -> Counted:
    """Schools about which something was decided in 优质化建设, each once."""
    where = f"{_QUALITY} and {_SCHOOL_OF.format('acc')} and {where}"
    return Counted(during("acc", where=where, it="acc.org", own=", batch"), distinct=True, era=era)


_NEW = Counted(
    f"""select look.id as look, new.org as org, 1 as n, new.org as it, new.batch
        from look join acc as new on new.day between start and until
        where new.outcome = '通过' and {_SCHOOL_OF.format("new")}
            and new.programme in (select word from named where programme = '优质化建设')
            and not {_passed("优质化建设", "new.org", "< look.start")}""",
    distinct=True,
)
ACCREDITATION: dict[str, Formula] = {
    "accreditation.share": SHARE,
    "accreditation.reached": REACHED,
    "accreditation.new": _NEW,
    "accreditation.ever": _decided("outcome = '通过'", EVER),
    "accreditation.revoked": _decided("outcome = '摘牌'"),
    "accreditation.share_change": Change(SHARE, is_rate=False),
    "accreditation.town_range": Spread(SHARE, "town", "极差"),
    "accreditation.town_variation": Spread(SHARE, "town", "变异系数"),
    "accreditation.town_gini": Spread(SHARE, "town", "基尼系数"),
    "accreditation.category_range": Spread(SHARE, "category", "极差"),
    "assessments.self_share": Share(Counted(schools(_assessed("自评")), "评估"), SCHOOLS),
    "assessments.review_share": Share(
        Counted(schools(f"{_passed('优质化建设')} and {_assessed('复核')}"), "评估"), REACHED
    ),
    "five_good.reached": Counted(units(_passed("五有五好", "org.id"))),
}


def _committees(
    where: str = "true", amount: str = "1", own: str = "", join: str = "", *, adds: bool = False
) -> Counted:
    """Committees set up by the end, whose units are in operation."""
    query = f"""select look.id as look, com.org as org, {amount} as n, null as it {own}
        from look join com on coalesce(com.founded, '') <= until
        join org on org.id = com.org and {OPEN} {join} where {where}"""
    return Counted(query, COMMITTEE, adds=adds, hundredths=adds)


def _posts(where: str = "true") -> Counted:
    """Posts in their term at the end, in units in operation."""
    query = f"""select look.id as look, post.org as org, 1 as n, null as it, title
        from look join post
            on coalesce(begun, '') <= until and coalesce(over, '9999') >= until
        join org on org.id = post.org and {OPEN} where {where}"""
    return Counted(query, POST)


_ALL = _committees()
_FILLED = _posts("holder is not null")
COMMITTEES: dict[str, Formula] = {
    "committees.count": _ALL,
    "committees.share": Share(
        Counted(
            schools(
                """exists (select 1 from com
                    where com.org = school.org and coalesce(com.founded, '') <= until)"""
            ),
            COMMITTEE,
        ),
        SCHOOLS,
    ),
    "committees.in_party_plan_share": Share(_committees("party = 1"), _ALL),
    "committees.by_plan": _committees("exists (select 1 from cplan where cplan.com = com.id)"),
    "committees.budget": _committees(amount="budget", adds=True),
    "committees.budget_share": Share(_committees("budget >= 100"), _ALL),
    "committees.office_share": Share(_committees("office = 1"), _ALL),
    "committees.online_share": Share(_committees("online = 1"), _ALL),
    "posts.filled_share": Share(_FILLED, _posts()),
    "posts.vacant": _posts("holder is null"),
    "posts.retired_share": Share(_posts("holder is not null and retired = 1"), _FILLED),
    "returns.share": Share(
        Counted(
            schools(
                """exists (
                    select 1 from ret where ret.org = school.org and (
                        (ret.start >= look.start and ret.stop <= look.stop)
                        or (ret.start <= look.start and ret.stop >= look.stop)
                    )
                )"""
            )
        ),
        SCHOOLS,
    ),
}


def _registered(where: str = "true", join: str = "", own: str = "") -> Counted:
    """Volunteers on the roll at the end."""
    query = f"""select look.id as look, org, 1 as n, null as it {own} from look
        join vol on joined <= until and coalesce(quit, '9999') > until {join} where {where}"""
    return Counted(query, ROLL)


_ROLL = _registered()
_HOURS = Counted(served("hours"), SERVED, adds=True, hundredths=True)
_WHO = Counted(served(it="srv.vol"), SERVED, distinct=True)
VOLUNTEERS: dict[str, Formula] = {
    "volunteers.registered": _ROLL,
    "volunteers.active": _WHO,
    "volunteers.active_share": Share(
        Counted(
            _registered(
                """exists (select 1 from srv where srv.vol = vol.id
                    and day between start and until and srv.org in (select id from org))"""
            ).query,
            SERVED,
        ),
        _ROLL,
    ),
    "volunteers.teachers": _registered(
        """exists (select 1 from vkind where vkind.vol = vol.id
            and kind in ('老教师', '退休教师', '离退休教师'))"""
    ),
    "volunteers.by_kind": _ROLL,
    "volunteers.backbone": _registered("backbone = 1"),
    "volunteers.new": Counted(
        f"{PLAIN} from look join vol on joined between start and until", ROLL
    ),
    "volunteers.left": Counted(
        f"{PLAIN} from look join vol on quit between start and until and joined is not null", ROLL
    ),
    "volunteers.increase": Change(_ROLL, is_rate=False),
    "volunteers.growth": Change(_ROLL, is_rate=True),
    "services.hours": _HOURS,
    "services.count": Counted(served(), SERVED),
    "services.hours_per_volunteer": Per(_HOURS, _WHO),
    "services.visits": Counted(served("people"), SERVED, adds=True),
    "services.school_gini": Spread(_HOURS, "organisation", "基尼系数"),
}
#: Where a category holds several values of a record: every value counts.
SEVERAL = {
    ("volunteers.by_kind", "kinds"): _registered(
        join="left join vkind on vkind.vol = vol.id", own=", vkind.kind as kinds"
    ),
    ("committees.by_plan", "written_into"): _committees(
        join="join cplan on cplan.com = com.id", own=", cplan.plan as written_into"
    ),
}


def _stories(where: str = "true", era: str = "") -> Counted:
    """Stories of which a piece came out, each once; one without a source is one of its own."""
    it = "coalesce('story ' || story, 'piece ' || art.id)"
    query = during("art", where=where, it=it)
    return Counted(query, PIECES, distinct=True, era=era)


_PIECES = Counted(during("art", own=", level"), PIECES)
PUBLICITY_WORK: dict[str, Formula] = {
    "articles.published": _stories(),
    "articles.pieces": _PIECES,
    "articles.by_level": _PIECES,
    "articles.upper": _stories("level in ('省级', '省', '国家级', '国家', '全国', '部级', '中央')"),
    "articles.school_share": Share(
        Counted(
            schools(
                """exists (select 1 from art where art.org = school.org
                    and day between start and until)"""
            ),
            PIECES,
        ),
        SCHOOLS,
    ),
    "articles.growth": Change(_stories(), is_rate=True),
    "articles.publicity_year": _stories(era=PUBLICITY),
    "articles.correspondents_per_school": Per(
        _posts("title = '通讯员' and holder is not null and cat in (select cat from kinds)"),
        SCHOOLS,
    ),
}

#: Every indicator under its id.
FIGURES: dict[str, Formula] = {
    **ACCREDITATION,
    **COMMITTEES,
    **VOLUNTEERS,
    **ACTIVITIES,
    **ENTRIES,
    **FAMILIES,
    **CARE,
    **PUBLICITY_WORK,
}
