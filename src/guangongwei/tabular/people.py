"""The tables of organisations, of their committees and of the people in them."""

from __future__ import annotations

from guangongwei.model.committee import Committee
from guangongwei.model.numbers import Unit
from guangongwei.model.organisation import Category, Organisation
from guangongwei.model.post import Post
from guangongwei.model.volunteer import Sex, Volunteer
from guangongwei.tabular.cells import (
    AMOUNT,
    CODE,
    COUNT,
    DAY,
    FLAG,
    NAMES,
    TEXT,
    WORDS,
    Kind,
    one_of,
)
from guangongwei.tabular.layout import Layout, column, id_column, organisation_column
from guangongwei.tabular.parts import TERM

#: Words in place of a name that say that nobody holds a post.
_VACANT = frozenset({"空缺", "暂缺", "缺位", "缺"})
_HOLDER = Kind(name="姓名", parse=lambda text: None if text in _VACANT else text, write=str)

ORGANISATIONS = Layout(
    noun=Organisation,
    name="单位",
    synonyms=("单位表", "单位名单", "学校", "组织"),
    columns=(
        id_column("单位编号 单位代码 学校编号 学校代码 代码", example="D021"),
        column(
            "name",
            "名称",
            TEXT,
            "单位名称 学校名称 单位 学校 全称",
            required=True,
            example="示例镇中心小学",
        ),
        column(
            "category",
            "类别",
            one_of(Category, "类别"),
            "单位类别 单位类型 学校类别 学校类型 类型",
            required=True,
            example="小学",
        ),
        column(
            "parent",
            "上级单位",
            CODE,
            "上级 上级单位编号 上级单位名称 主管单位 主管部门",
            refers=True,
            example="D001",
        ),
        column(
            "town",
            "镇街",
            TEXT,
            "镇(街道) 镇/街道 镇街道 乡镇 街道 所属镇街 所在镇街",
            example="示例镇",
        ),
        column("setting", "城乡", TEXT, "城乡类型 城乡分类 城乡类别", example="镇区"),
        column(
            "ownership", "办学性质", TEXT, "性质 办学类型 举办性质 公办民办 公民办", example="公办"
        ),
        column(
            "pupils",
            "学生数",
            COUNT,
            "学生数(人) 学生人数 学生人数(人) 在校生数 在校学生数",
            unit=Unit.PEOPLE,
            example="1260",
        ),
        column(
            "founded", "成立日期", DAY, "成立时间 建校日期 建校时间 建立日期", example="1998-09-01"
        ),
        column("closed", "撤销日期", DAY, "撤销时间 撤并日期 撤并时间 停办日期 停办时间"),
        column(
            "merged_into", "并入单位", CODE, "并入 并入单位编号 并入单位名称 合并至", refers=True
        ),
        column("aliases", "别名", NAMES, "曾用名 其他名称 简称 又名", example="中心小学、示例小学"),
    ),
)

COMMITTEES = Layout(
    noun=Committee,
    name="关工委",
    synonyms=("关工委组织", "委员会"),
    columns=(
        id_column("关工委编号", example="G021"),
        organisation_column("单位编号", "所属单位"),
        column("founded", "成立日期", DAY, "成立时间 建立日期", example="2010-05-04"),
        column(
            "in_party_plan",
            "纳入党建",
            FLAG,
            "是否纳入党建 纳入党建计划 纳入党建工作 党建带关建",
            example="是",
        ),
        column(
            "written_into",
            "纳入的计划",
            WORDS,
            "纳入计划 写入的计划 列入的计划",
            offered=False,
            example="党建工作计划、年终考核",
        ),
        column(
            "budget",
            "经费",
            AMOUNT,
            "经费(元) 年度经费 年度经费(元) 工作经费 工作经费(元)",
            unit=Unit.YUAN,
            example="10000",
        ),
        column("office", "办公室", FLAG, "是否有办公室 有无办公室 有办公室", example="有"),
        column(
            "online",
            "网上关工委",
            FLAG,
            "是否有网上关工委 有无网上关工委 网上关工委建设",
            example="否",
        ),
    ),
)

POSTS = Layout(
    noun=Post,
    name="任职",
    synonyms=("任职情况", "任职表", "关工委成员", "关工委班子", "班子成员"),
    columns=(
        # An id made of other cells or of the row's number would change when somebody else takes
        # the post or a row is put in, and every file would seem to hold new posts.
        id_column("任职编号", example="Z001"),
        organisation_column("单位编号", "所属单位 任职单位"),
        column(
            "title", "职务", TEXT, "关工委职务 担任职务 现任职务", required=True, example="主任"
        ),
        column("holder", "姓名", _HOLDER, "任职人 成员姓名", example="李四"),
        column(
            "term",
            "任期",
            TERM,
            "任职时间 任职期限 任期起止",
            spread=("since", "until"),
            example="2022-01-01至2026-12-31",
        ),
        column("since", "任期开始", DAY, "任期开始日期 任职日期 任期起", offered=False),
        column("until", "任期结束", DAY, "任期结束日期 卸任日期 任期止", offered=False),
        column(
            "retired", "老同志", FLAG, "是否老同志 是否退休 离退休", offered=False, example="是"
        ),
    ),
)

VOLUNTEERS = Layout(
    noun=Volunteer,
    name="五老志愿者",
    synonyms=("五老", "志愿者", "五老名册", "五老志愿者名册", "五老志愿者汇总", "五老志愿者登记"),
    columns=(
        id_column("志愿者编号 五老编号", example="V0001"),
        column(
            "name", "姓名", TEXT, "志愿者姓名 五老姓名 志愿者 名字", required=True, example="张三"
        ),
        column("sex", "性别", one_of(Sex, "性别"), example="男"),
        column("born", "出生日期", DAY, "出生年月日 出生年月 出生时间 生日", example="1950-01-01"),
        column("kinds", "类别", WORDS, "五老类别 志愿者类别 人员类别", example="老教师、老模范"),
        organisation_column("所属单位", "单位编号 所属单位编号 所属单位名称 所在单位"),
        column(
            "phone",
            "联系电话",
            CODE,
            "电话 手机 手机号 手机号码 电话号码 联系方式",
            example="13800000000",
        ),
        column(
            "joined", "加入日期", DAY, "加入时间 登记日期 登记时间 入列日期", example="2015-03-05"
        ),
        column("left", "退出日期", DAY, "退出时间 离队日期"),
        column("backbone", "骨干", FLAG, "是否骨干 骨干志愿者 骨干五老", example="是"),
        column("roles", "担任", WORDS, "担任职务 担任角色 职务 角色", example="宣讲员、法治副校长"),
    ),
)
