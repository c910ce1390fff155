"""What a plan names in 《》: documents and forms, told apart from topics, journals and books.

Three signs are weighed: the noun at the end of the name (意见, 办法, 登记表), the words before it
(落实, 对照, 填写) and the words after it (读书, 征文, 栏目).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.errors import Problem, Severity, Span
from guangongwei.model.plan import Reference
from guangongwei.plans.bodies import issuers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST = 160
_NEAR = 24
_MARKS = re.compile("[《》]")
_SUFFIX = re.compile(r"(?:\s*[（(〔\[【][^（()）〔〕\[\]【】]{0,24}[）)〕\]】])+$")
_JOINT = re.compile(r"\s*[、和与及或，,]?\s*|以及")


@final
@frozen
class _Sign:
    """A sign for or against a document: how it is recognised, and how much it says."""

    pattern: re.Pattern[str]
    weight: int


def _sign(weight: int, words: str, around: str = "{}") -> _Sign:
    """A sign that any of the words makes, each a pattern, where they stand as `around` says."""
    return _Sign(re.compile(around.format(f"(?:{'|'.join(words.split())})")), weight)


#: How a name ends; the first row that fits speaks.
_NAMES = (
    _sign(
        -3,
        """(?<!申)(?<!填)报 [周月季校期]刊 刊物 杂志 画报 通讯 简报 之声 之窗 之友 园地 论坛 文摘
        读本 教材 丛书 画册 文集 文选 选编 汇编 选集 诗集 故事集? 问答 导读 教程 课本 词典 字典 日记 史
        典故 宝典 歌 曲 颂 论文 案例集? 感悟 宣言""",
        "{}$",
    ),
    _sign(
        3,
        """意见 通知 方案 办法 规定 条例 纲要 要求 规程 细则 要点 规划 决定 决议 公告 通告 通报 批复 准则
        标准 指引 章程 制度 守则 公约 规则 规范 协议书? 责任[书状] 承诺书 倡议书 告知书 建议书 申请书 通则
        大纲 纪要 目录 清单 预案 简章 须知 公报 法典 宪法 (?<![书方做办想看说写用语魔技手乘除疗算])法 函
        白皮书 表格? 名册 名单 记录[本簿] 记载[本簿] 登记[本簿卡] 联系卡 档案 台账 问卷 证书? 一封信 公开信
        报告单 通知书 任务书 [申填]报书? 推荐书 计划书 说明书 鉴定书 反馈单 回执""",
        "{}$",
    ),
    _sign(2, "计划 总结 讲话 报告 措施 指南 行动 安排 部署 协定 条款", "{}$"),
    _sign(-1, "手册", "{}$"),
    _sign(-2, "[，,！!？?—-]"),
    _sign(-1, ""),
)
#: The words before a name, or before the list of names it stands in.
_BEFORE = (
    _sign(4, "填写 填好 填报 填制 签订 签署 记入 记录在", "{}[^，,。；;：:]{{0,12}}$"),
    _sign(
        -2,
        """阅读 诵读 读 演唱 合唱 唱响? 观看 收看 收听 播放 放映 排演 表演 编排 演出 题为 主题为 订阅 征订
        订好 发表[在于] 刊登在 校刊 会刊 报刊 杂志 刊物 报纸 教材 读本 书籍 图书 歌曲 影片 电影 专题片
        纪录片 节目 栏目 讲义 推荐 宣读""",
        "{}“?$",
    ),
    _sign(
        2,
        """贯彻 落实 执行 按照 按(?!时|期|月|季) 依照 遵照 遵守 根据 依据 对照 印发 下发 转发 颁发 发布 公布
        颁布 出台 制定 制订 修订 修改 完善 起草 拟定 上报 提交 报送 附 见 参照 符合 严格 健全 用好 学习宣传""",
        "{}[^，,。；;：:]{{0,20}}$",
    ),
    _sign(0, ""),
)
#: The words after a name, or after the list of names it stands in.
_AFTER = (
    _sign(4, r"以?下?简称 见?附 [^（()）]{0,24}20\d\d [^（()）]{0,24}\d号", "^[（(]{}"),
    _sign(
        3,
        "等?文件 等?精神 等?的?(?:有关|相关)?(?:规定|要求|条款|部署) 为依据 为指导 为遵循 为准绳",
        "^{}",
    ),
    _sign(2, "印发 要求 规定", "^{}"),
    _sign(
        -2,
        """读书 征文 演讲 主题教育 主题活动 故事 朗诵 诵读 书法 绘画 摄影 展演 歌咏 歌曲 节目 栏目 专栏 杂志
        报刊 刊物 一书 一文 书目 图书 影片 电影 专题片 话剧 舞台剧 微视频 为题 为主题""",
        "^[^，,。；;：:《》]{{0,11}}{}",
    ),
    _sign(0, ""),
)

_NUMBER = r"[^\W\d_和与及按照据见由对]{1,12}[〔\[（(【]20[0-9]{2}[〕\]）)】]\s?[0-9]{1,4}\s?号"
_NUMBER_AFTER = re.compile(rf"[（(][^（()）〔\[]{{0,16}}?(?P<number>{_NUMBER})")
_NUMBER_BEFORE = re.compile(rf"(?P<number>{_NUMBER})(?:文件)?$")
_UNQUOTED = re.compile(rf"(?:{_NUMBER}|(?<![0-9〕\]）)])[0-9]{{1,3}}号)文件?")


def references(text: str, name: str) -> tuple[Reference, ...]:
    """Everything named in 《》, and official documents that are named by their number alone."""
    quoted = tuple(_quoted(text, name))
    unquoted = _unquoted(text, name, quoted)
    return tuple(sorted((*quoted, *unquoted), key=lambda each: each.span.start))


def _quoted(text: str, name: str) -> Iterator[Reference]:
    for chain in _chains(text, tuple(_pairs(text))):
        first, last = chain[0][0], chain[-1][1]
        for start, stop in chain:
            numbers = _NUMBER_AFTER.match(text, stop), _NUMBER_BEFORE.search(_before(text, start))
            weight = (
                _weight(_NAMES, _SUFFIX.sub("", text[start + 1 : stop - 1]))
                + _heaviest(_BEFORE, _before(text, start), _before(text, first))
                + _heaviest(_AFTER, text[stop : stop + _NEAR], text[last : last + _NEAR])
            )
            yield Reference(
                text=text[start:stop],
                span=Span(name, start, stop),
                is_document=weight > 0 or any(numbers),
                issuers=issuers(text, start),
                number=next((match["number"] for match in numbers if match), ""),
            )


def _before(text: str, at: int) -> str:
    """The words right before a place, on its own line."""
    return text[max(at - _NEAR, 0) : at].rpartition("\n")[2]


def _heaviest(signs: Iterable[_Sign], own: str, shared: str) -> int:
    """What the words around a name say, or those around its list where they say more."""
    return max(_weight(signs, own), _weight(signs, shared), key=abs)


def unclosed(text: str, name: str) -> Iterator[Problem]:
    """The lines with a 《 that no 》 closes within reach, one problem for each."""
    end, line_end = 0, -1
    for start, stop in (*_pairs(text), (len(text), len(text))):
        for match in _MARKS.finditer(text, end, start):
            if match.group() == "《" and match.start() > line_end:
                found = text.find("\n", match.start())
                line_end = len(text) if found < 0 else found
                yield Problem(
                    "P101",
                    Span(name, *match.span()),
                    "《 is not closed",
                    hint="Close it with 》 so that the name can be read.",
                    severity=Severity.WARNING,
                )
        end = stop


def _weight(signs: Iterable[_Sign], words: str) -> int:
    """What the first sign that fits says; the last row of a table fits everything."""
    return next(sign.weight for sign in signs if sign.pattern.search(words))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The outermost 《》 that close within reach, those inside an unclosed one included."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        at = match.start()
        if opened and at - opened[0] > _LONGEST:
            yield from closed
            opened, closed = [], []
        if match.group() == "《":
            opened.append(at)
        elif opened:
            start = opened.pop()
            closed = [pair for pair in closed if pair[0] < start]
            closed.append((start, at + 1))
            if not opened:
                yield from closed
                closed = []
    yield from closed


def _chains(text: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """The pairs, those that 、 or 和 alone stands between taken together."""
    chain: list[tuple[int, int]] = []
    for pair in pairs:
        if chain and not _JOINT.fullmatch(text, chain[-1][1], pair[0]):
            yield chain
            chain = []
        chain.append(pair)
    if chain:
        yield chain


def _unquoted(text: str, name: str, quoted: Sequence[Reference]) -> Iterator[Reference]:
    """Documents named by a number alone: 中办国办46号文件, 苏教关委〔2025〕2号."""
    known = {each.number for each in quoted}
    for match in _UNQUOTED.finditer(text):
        bodies = issuers(text, match.start())
        start = text.rindex(bodies[0], 0, match.start()) if bodies else match.start()
        number = match.group().removesuffix("文件").removesuffix("文")
        if number in known or (not bodies and number[0].isdigit()):
            continue
        yield Reference(
            text=text[start : match.end()],
            span=Span(name, start, match.end()),
            is_document=True,
            issuers=bodies,
            number=number,
        )
