"""The table of tables agrees with the model and with what offices are given."""

from __future__ import annotations

import attrs
import pytest

from guangongwei.model import TABLES
from guangongwei.tabular.care import CASES, CHILDREN, CONSENTS, GRANTS, PAIRINGS
from guangongwei.tabular.cells import Fault
from guangongwei.tabular.columns import LAYOUTS, RETURNS, is_header, named, recognise
from guangongwei.tabular.layout import Layout, normal
from guangongwei.tabular.people import ORGANISATIONS
from guangongwei.tabular.work import ACTIVITIES, SERVICES

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.noun.__name__)


def test_the_templates_have_the_agreed_headers() -> None:
    """Names and order of the columns are fixed."""
    assert {layout.name: ",".join(layout.headers) for layout in LAYOUTS} == {
        "单位": "编号,名称,类别,上级单位,镇街,城乡,办学性质,学生数,成立日期,撤销日期,并入单位,别名",
        "关工委": "编号,单位编号,成立日期,纳入党建,经费,办公室,网上关工委",
        "任职": "编号,单位编号,职务,姓名,任期",
        "五老志愿者": "编号,姓名,性别,出生日期,类别,所属单位,联系电话,加入日期,退出日期,骨干,担任",
        "服务记录": "编号,志愿者编号,单位编号,日期,项目,时长(小时),受益人数",
        "活动": "编号,单位编号,日期,类型,主题,名称,级别,场次,受教育人次,参与五老人数,对应要点",
        "参评作品": "编号,单位编号,评选名称,类型,级别,报送日期,奖项",
        "关爱品牌": "编号,名称,类型,单位编号,开始日期,结束日期",
        "关爱对象": "编号,单位编号,学段,类别,知情同意",
        "知情同意": "编号,对象编号,同意人,用途,范围,同意日期,有效期至,撤回日期",
        "结对": "编号,品牌编号,志愿者编号,对象编号,开始日期,结束日期,结果",
        "关爱个案": "编号,对象编号,级别,开始日期,步骤",
        "助学金": "编号,品牌编号,对象编号,日期,金额(元),来源",
        "评估": "编号,单位编号,标准,日期,方式,各条得分",
        "认定": "编号,单位编号,批次,认定日期,结果",
        "稿件": "编号,单位编号,标题,媒体,级别,发布日期,通讯员,稿源",
        "报送情况": "单位编号,表名,时期,报送日期",
    }


def test_every_noun_of_a_dataset_has_a_table() -> None:
    """Nothing that a dataset holds is without a file."""
    assert [layout.noun for layout in LAYOUTS] == list(TABLES)


@each_layout
def test_every_field_has_a_column(layout: Layout) -> None:
    """Only where a record came from is not in its table; a column may fill several fields."""
    fields = [field.name for field in attrs.fields(layout.noun) if field.name != "source"]
    own = [column.field for column in layout.columns if not column.spread]
    assert sorted(own) == sorted(fields)
    assert {field for column in layout.columns for field in column.spread} <= set(fields)


@each_layout
def test_what_the_noun_requires_the_table_requires(layout: Layout) -> None:
    """A blank cell means what the noun takes for granted."""
    for field in attrs.fields(layout.noun):
        column = next((each for each in layout.columns if each.field == field.name), None)
        if column is not None:
            assert column.required is (field.default is attrs.NOTHING)
            assert column.required or column.kind.blank == field.default


@each_layout
def test_no_header_means_two_columns(layout: Layout) -> None:
    """Headers and synonyms of one table are all different."""
    names = [
        normal(each) for column in layout.columns for each in (column.header, *column.synonyms)
    ]
    assert sorted(names) == sorted(set(names))


@each_layout
def test_the_examples_can_be_read(layout: Layout) -> None:
    """What a guide shows under a header is a cell of that column, and required ones have one."""
    for column in layout.columns:
        assert not isinstance(column.meaning(column.example), Fault)


@pytest.mark.parametrize(
    ("layout", "header", "field"),
    [
        (SERVICES, "时长（小时）", "hours"),
        (SERVICES, " 时 长 ", "hours"),
        (SERVICES, "服务时长(小时)", "hours"),
        (SERVICES, "*编号", "id"),
        (ORGANISATIONS, "单位名称", "name"),
        (ORGANISATIONS, "学生数（人）", "pupils"),
        (ACTIVITIES, "要点", "items"),
    ],
)
def test_a_header_may_be_written_in_several_ways(layout: Layout, header: str, field: str) -> None:
    """Brackets, blanks, width and the mark of a required column do not matter."""
    column = layout.column(header)
    assert column is not None
    assert column.field == field


def test_a_header_in_another_unit_is_no_synonym() -> None:
    """Minutes are not read as hours, nor 万元 as 元."""
    assert SERVICES.column("时长(分钟)") is None
    other = SERVICES.column_in_other_unit("时长（分钟）")
    assert other is not None
    assert other.field == "hours"
    assert SERVICES.column_in_other_unit("备注") is None


@each_layout
def test_a_template_is_recognised(layout: Layout) -> None:
    """No two tables look the same."""
    assert recognise(layout.headers) is layout
    assert is_header(layout.headers)


def test_a_table_is_recognised_by_its_headers() -> None:
    """The table with most of the headers wins, provided that it misses none it requires."""
    assert recognise(["编号", "志愿者编号", "单位编号", "日期"]) is SERVICES
    assert recognise(["编号", "单位编号", "日期", "主题"]) is ACTIVITIES
    assert recognise(RETURNS.headers) is RETURNS


@pytest.mark.parametrize(
    "header",
    [
        *(
            "姓名",
            "学生姓名",
            "监护人姓名",
            "身份证号",
            "学籍号",
            "家庭住址",
            "联系电话",
            "病情",
            "诊断结果",
        ),
        *("残疾类型", "出生日期", "银行账号", "学生", "受助人", "姓 名*"),
    ],
)
@pytest.mark.parametrize(
    "layout", [CHILDREN, CONSENTS, PAIRINGS, CASES, GRANTS], ids=lambda layout: layout.name
)
def test_what_tells_who_a_child_is_is_refused(layout: Layout, header: str) -> None:
    """Names, numbers, addresses and ailments have no column, and no other name of one."""
    assert layout.column(header) is None
    assert layout.refuses(header)


@pytest.mark.parametrize("header", ["志愿者姓名", "五老电话", "单位地址", "学校名称", "备注"])
def test_what_is_said_of_others_is_not_refused(header: str) -> None:
    """A column about a volunteer or a school is one of those that are left unread."""
    assert not PAIRINGS.refuses(header)


@each_layout
def test_no_column_is_refused_in_its_own_table(layout: Layout) -> None:
    """What a table asks for is not forbidden there, and a volunteer has a name."""
    names = [name for column in layout.columns for name in (column.header, *column.synonyms)]
    assert not any(map(layout.refuses, names))
    assert layout.refuses("姓名") is (layout.refused is not None)


def test_what_could_be_two_tables_is_none() -> None:
    """Where two tables have as many of the headers, nothing is guessed."""
    assert recognise(["编号", "单位编号", "经费"]) is not None
    assert recognise(["编号", "单位编号"]) is None
    assert recognise(["编号", "单位编号", "日期"]) is None
    assert recognise(["你好"]) is None


def test_two_known_headers_make_a_header_row() -> None:
    """A title that happens to be one word of the table does not."""
    assert is_header(["单位"], ORGANISATIONS) is False
    assert is_header(["编号", "备注", "名称"], ORGANISATIONS) is True
    assert is_header(["编号", "时长"]) is True
    assert is_header(["姓名", "身份证号"], CHILDREN) is True


@pytest.mark.parametrize(
    ("name", "layout"), [("单位", ORGANISATIONS), (" 服务 ", SERVICES), ("别的", None)]
)
def test_a_table_has_names(name: str, layout: Layout | None) -> None:
    """Its own and some in use."""
    assert named(name) is layout


def test_a_return_names_its_table_as_the_file_is_named() -> None:
    """Other names of a table are put right; a name that is none stands and is doubted."""
    column = RETURNS.column("表名")
    assert column is not None
    assert column.meaning("服务记录表") == "服务记录"
    assert column.meaning("五老") == "五老志愿者"
    assert column.meaning("服务纪录") == Fault("T118", kept="服务纪录")
