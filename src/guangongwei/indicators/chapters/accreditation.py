"""优质化建设: who reached the standard, how evenly, and who was assessed (要点 6, 7).

五有五好 is a neighbouring programme with a base of its own. It is counted apart and never joins
the share. Source: DOMAIN sections 1 and 8 A.
"""

from __future__ import annotations

from guangongwei.indicators.chapters.scope import (
    ALL_SCHOOLS,
    OF_SCHOOL,
    schools,
    share_of_schools,
)
from guangongwei.indicators.definition import (
    Better,
    Change,
    Distinct,
    Evenness,
    Exists,
    Growth,
    Indicator,
    Is,
    Latest,
    Measure,
    Moment,
    OneOf,
    Share,
    Spread,
    Timing,
)
from guangongwei.model.accreditation import PROGRAMMES, QUALITY, Accreditation, Outcome
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import Organisation
from guangongwei.model.standard import Assessment, Method

_QUALITY = Is("standard_programme", QUALITY)
_IS_PASSED = Is("outcome", Outcome.PASSED)
_PASSED = Latest(Accreditation, _IS_PASSED, among=_QUALITY)
_PASSED_BEFORE = Latest(Accreditation, _IS_PASSED, at=Moment.BEFORE, among=_QUALITY)
_FIVE_GOOD = Latest(Accreditation, _IS_PASSED, among=Is("standard_programme", "五有五好"))
_BY_THE_STANDARD = OneOf("standard.programme", PROGRAMMES.found_under(QUALITY))
_REVIEWED = Exists(Assessment, _BY_THE_STANDARD & Is("method", Method.REVIEW))
_SELF_ASSESSED = Exists(Assessment, _BY_THE_STANDARD & Is("method", Method.SELF))

_SHARE = Share(part=schools(_PASSED), whole=ALL_SCHOOLS)
_ITEM_7 = "2024年工作要点 第7条"
_EVEN = "2024年工作要点 第6、7条（优质化建设均衡发展）"

ACCREDITATION = (
    Indicator(
        id="accreditation.share",
        name="优质化建设达标率",
        label="Share of schools that reach the 优质化 standard",
        value=_SHARE,
        unit=Unit.PERCENT,
        decimals=1,
        serves=("6", "7"),
        note="期末在办的中小学、幼儿园中，截至期末最近一次认定结果为“通过”的所占比例",
        source=_ITEM_7,
    ),
    Indicator(
        id="accreditation.reached",
        name="优质化建设达标学校",
        label="Schools that hold the 优质化 accreditation",
        value=schools(_PASSED),
        unit=Unit.SCHOOLS,
        serves=("6", "7"),
        note="期末在办、截至期末最近一次优质化建设认定结果为“通过”的中小学、幼儿园",
        source=_ITEM_7,
    ),
    Indicator(
        id="accreditation.new",
        name="新增优质化建设达标学校",
        label="Schools newly accredited",
        value=Measure(
            of=Accreditation,
            count=Distinct("organisation"),
            where=OF_SCHOOL & _QUALITY & _IS_PASSED & ~_PASSED_BEFORE,
        ),
        unit=Unit.SCHOOLS,
        by=("batch",),
        serves=("7",),
        note="期内通过认定、期前未处于达标状态的中小学、幼儿园，每校计一次",
        source=_ITEM_7,
    ),
    Indicator(
        id="accreditation.ever",
        name="累计通过优质化建设认定的学校",
        label="Schools ever accredited",
        value=Measure(
            of=Accreditation,
            count=Distinct("organisation"),
            where=OF_SCHOOL & _QUALITY & _IS_PASSED,
            timing=Timing.TO_DATE,
        ),
        unit=Unit.SCHOOLS,
        by=("batch",),
        serves=("7",),
        note="截至期末至少通过一次优质化建设认定的中小学、幼儿园，每校计一次；含后来摘牌、撤并的",
        source=_ITEM_7,
    ),
    Indicator(
        id="accreditation.revoked",
        name="优质化建设摘牌学校",
        label="Schools whose accreditation was revoked",
        value=Measure(
            of=Accreditation,
            count=Distinct("organisation"),
            where=OF_SCHOOL & _QUALITY & Is("outcome", Outcome.REVOKED),
        ),
        unit=Unit.SCHOOLS,
        better=Better.LOWER,
        serves=("7",),
        note="期内优质化建设认定结果为“摘牌”的中小学、幼儿园，每校计一次",
        source="2024年工作要点 第7条（巩固提升）",
    ),
    Indicator(
        id="accreditation.share_change",
        name="优质化建设达标率较上年增减",
        label="Change of the accredited share over a year",
        value=Change(of=_SHARE, growth=Growth.DIFFERENCE),
        unit=Unit.PERCENTAGE_POINTS,
        decimals=1,
        serves=("6", "7"),
        note="期末达标率减去上年同期末达标率，单位是百分点，不是百分比",
        source=_ITEM_7,
    ),
    Indicator(
        id="accreditation.town_range",
        name="达标率镇街极差",
        label="Range of the accredited share across towns",
        value=Spread(of=_SHARE, across="town", evenness=Evenness.RANGE),
        unit=Unit.PERCENTAGE_POINTS,
        decimals=1,
        better=Better.LOWER,
        serves=("6",),
        note="各镇街达标率中最高的减去最低的；镇街不详的学校不计，每个镇街不论大小同等看待",
        source=_EVEN,
    ),
    Indicator(
        id="accreditation.town_variation",
        name="达标率镇街变异系数",
        label="Coefficient of variation of the accredited share across towns",
        value=Spread(of=_SHARE, across="town", evenness=Evenness.VARIATION),
        unit=Unit.NONE,
        decimals=3,
        better=Better.LOWER,
        serves=("6",),
        note="各镇街达标率的总体标准差除以它们的算术平均数；0为完全均衡，各镇街同等看待",
        source=_EVEN,
    ),
    Indicator(
        id="accreditation.town_gini",
        name="达标率镇街基尼系数",
        label="Gini coefficient of the accredited share across towns",
        value=Spread(of=_SHARE, across="town", evenness=Evenness.GINI),
        unit=Unit.NONE,
        decimals=3,
        better=Better.LOWER,
        serves=("6",),
        note="各镇街达标率两两（含与自身）相差的平均数除以平均达标率的两倍；0为完全均衡，各镇街同等看待",
        source=_EVEN,
    ),
    Indicator(
        id="accreditation.category_range",
        name="达标率学段极差",
        label="Range of the accredited share across kinds of school",
        value=Spread(of=_SHARE, across="category", evenness=Evenness.RANGE),
        unit=Unit.PERCENTAGE_POINTS,
        decimals=1,
        better=Better.LOWER,
        serves=("6",),
        note="幼儿园、小学、初中等各类别学校达标率中最高的减去最低的；没有学校的类别不计",
        source=_EVEN,
    ),
    Indicator(
        id="assessments.self_share",
        name="优质化建设自评率",
        label="Share of schools that assessed themselves",
        value=share_of_schools(_SELF_ASSESSED, rests_on="评估"),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("6", "7"),
        note="期末在办的中小学、幼儿园中，期内按优质化建设标准做过自评的所占比例",
        source="2024年工作要点 第7条（对照基本要求，找差距、补缺口）",
    ),
    Indicator(
        id="assessments.review_share",
        name="达标学校复核率",
        label="Share of accredited schools that were reviewed",
        value=Share(part=schools(_PASSED & _REVIEWED, rests_on="评估"), whole=schools(_PASSED)),
        unit=Unit.PERCENT,
        decimals=1,
        serves=("7",),
        note="期末处于优质化建设达标状态的中小学、幼儿园中，期内接受过复核的所占比例",
        source="2024年工作要点 第7条（巩固提升）",
    ),
    Indicator(
        id="five_good.reached",
        name="五有五好达标单位",
        label="Units that hold the 五有五好 accreditation",
        value=Measure(of=Organisation, where=_FIVE_GOOD, timing=Timing.AT_END),
        unit=Unit.ORGANISATIONS,
        note="期末在办、截至期末最近一次五有五好认定结果为“通过”的单位；与优质化建设分别统计，互不并入",
        source="新时代“五有五好”基层关工委创建",
    ),
)
