"""Works sent to contests and selections, and what they won (要点 4, 5, 8, 10, 14).

A work that is sent up two levels counts once as a work and once at each level. Names of contests
are matched exactly, never guessed; the lists of them are those of `guangongwei.model.contests`, the others are data
here. Source: DOMAIN section 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guangongwei.indicators.definition import Distinct, Indicator, Measure, OneOf, Told
from guangongwei.model.contests import CONTEST_WORDS, NO_WORK_AWARD
from guangongwei.model.entry import Entry
from guangongwei.model.numbers import Unit

if TYPE_CHECKING:
    from guangongwei.indicators.definition import Condition

SHOWS = CONTEST_WORDS.found_under("同台节目展演")
ESSAYS = ("征文", "读书征文", "演讲", "微视频", "手抄报")
READING_CHINA = CONTEST_WORDS.found_under("读懂中国")
PAPERS = ("论文", "工作论文", "优秀工作论文", "调研报告", "论文和调研报告")
FAMILY_PAPERS = CONTEST_WORDS.found_under("家庭教育和家长学校建设优秀工作论文和调研报告")
INNOVATION = CONTEST_WORDS.found_under("工作创新奖")

_WORK = Distinct("work", blanks_count=True)
_AWARDED = Told("award") & ~OneOf("award", NO_WORK_AWARD)
_FAMILY = OneOf("contest", FAMILY_PAPERS)
_PAPERS = OneOf("kind", PAPERS) & ~_FAMILY
_INNOVATION = OneOf("contest", INNOVATION)
_NO_AWARD = "优秀组织奖、指导教师等单位和个人的奖项以及“无”“未获奖”等不计"
_ONCE = "同一作品报送几级只计一件，未填作品编号的各计一件"


def _works(condition: Condition | None = None) -> Measure:
    return Measure(of=Entry, count=_WORK, where=condition, rests_on="参评作品")


ENTRIES = (
    Indicator(
        id="entries.works",
        name="参评作品",
        label="Works sent to contests",
        value=_works(),
        unit=Unit.WORKS,
        by=("contest", "kind"),
        serves=("4", "5", "8", "10", "14"),
        note=f"报送日期在期内的参评作品；{_ONCE}",
        source="2024年工作要点 第4、5、8、10、14条",
    ),
    Indicator(
        id="entries.by_level",
        name="各级参评件次",
        label="Entries by level",
        value=Measure(of=Entry, rests_on="参评作品"),
        unit=Unit.TIMES,
        by=("level",),
        serves=("4", "5", "8", "10", "14"),
        note="报送日期在期内的参评条数，按报送级别分列；同一作品在每一级各计一次，各级之和不小于作品数",
        source="2024年工作要点 第4、5、8、10、14条",
    ),
    Indicator(
        id="entries.awarded",
        name="获奖作品",
        label="Works that won an award",
        value=_works(_AWARDED),
        unit=Unit.WORKS,
        by=("level", "award"),
        serves=("4", "5", "8", "10", "14"),
        note=f"报送日期在期内、获作品奖项的作品；{_NO_AWARD}；{_ONCE}，分级、分奖项时各计一件",
        source="2024年工作要点 第4、5、8、10、14条",
    ),
    Indicator(
        id="entries.shows",
        name="同台展演选送节目",
        label="Works sent to joint shows",
        value=_works(OneOf("contest", SHOWS)),
        unit=Unit.WORKS,
        by=("level",),
        serves=("4",),
        note=f"报送日期在期内、评选名称为同台节目展演的作品；{_ONCE}",
        source="2024年工作要点 第4条",
    ),
    Indicator(
        id="entries.essays",
        name="主题教育征文作品",
        label="Essays and videos of theme education",
        value=_works(OneOf("kind", ESSAYS)),
        unit=Unit.WORKS,
        by=("contest", "level"),
        serves=("5",),
        note=f"报送日期在期内、类型为{'、'.join(ESSAYS)}的作品；{_ONCE}",
        source="2024年工作要点 第5条",
    ),
    Indicator(
        id="entries.reading_china",
        name="“读懂中国”作品",
        label="Works sent to 读懂中国",
        value=_works(OneOf("contest", READING_CHINA)),
        unit=Unit.WORKS,
        by=("kind", "level"),
        serves=("5",),
        note=f"报送日期在期内、评选名称为“读懂中国”的作品；{_ONCE}",
        source="2024年工作要点 第5条（教育部关工委“读懂中国”活动）",
    ),
    Indicator(
        id="entries.papers",
        name="参评论文和调研报告",
        label="Papers and research reports sent to selections",
        value=_works(_PAPERS),
        unit=Unit.STORIES,
        by=("kind", "level"),
        serves=("8",),
        note=f"报送日期在期内、类型为论文或调研报告、不属家庭教育论文评选的作品；{_ONCE}",
        source="2024年工作要点 第8条",
    ),
    Indicator(
        id="entries.papers_awarded",
        name="获奖论文和调研报告",
        label="Papers and research reports that won an award",
        value=_works(_PAPERS & _AWARDED),
        unit=Unit.STORIES,
        by=("level", "award"),
        serves=("8",),
        note=f"参评论文和调研报告中获作品奖项的；{_NO_AWARD}；{_ONCE}",
        source="2024年工作要点 第8条",
    ),
    Indicator(
        id="entries.family_papers",
        name="家庭教育参评论文和调研报告",
        label="Papers on family education sent to selections",
        value=_works(_FAMILY),
        unit=Unit.STORIES,
        by=("level",),
        serves=("10",),
        note=f"报送日期在期内、评选名称为家庭教育和家长学校建设论文、调研报告评选的作品；{_ONCE}",
        source="2024年工作要点 第10条",
    ),
    Indicator(
        id="entries.family_papers_awarded",
        name="家庭教育获奖论文和调研报告",
        label="Papers on family education that won an award",
        value=_works(_FAMILY & _AWARDED),
        unit=Unit.STORIES,
        by=("level", "award"),
        serves=("10",),
        note=f"家庭教育参评论文和调研报告中获作品奖项的；{_NO_AWARD}；{_ONCE}",
        source="2024年工作要点 第10条",
    ),
    Indicator(
        id="entries.innovation",
        name="工作创新奖申报项目",
        label="Entries for the innovation award",
        value=_works(_INNOVATION),
        unit=Unit.WORKS,
        by=("level",),
        serves=("14",),
        note=f"报送日期在期内、评选名称为工作创新奖的项目；{_ONCE}",
        source="2024年工作要点 第14条",
    ),
    Indicator(
        id="entries.innovation_awarded",
        name="工作创新奖获奖项目",
        label="Entries that won the innovation award",
        value=_works(_INNOVATION & _AWARDED),
        unit=Unit.WORKS,
        by=("level", "award"),
        serves=("14",),
        note=f"工作创新奖申报项目中获作品奖项的；{_NO_AWARD}；{_ONCE}",
        source="2024年工作要点 第14条",
    ),
)
