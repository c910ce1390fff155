"""The lines of a text and what each looks like: a title, a date, a body's name, page furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import frozen

from guangongwei.chinese import dates
from guangongwei.chinese.marks import BLANKS, LINE_ENDS
from guangongwei.chinese.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator


@final
@frozen
class Line:
    """One line that is not blank: characters `start` up to `stop`, without the blanks around it."""

    text: str
    start: int
    stop: int


_B = f"[{BLANKS}]"
_LINE = re.compile(rf"[^\s{BLANKS}](?:[^{LINE_ENDS}]*[^\s{BLANKS}])?")
_BLANK_RUN = re.compile(rf"[\s{BLANKS}]+")
#: A title, a heading or a signature is never longer; longer lines are running text.
_LONGEST_TITLE = 80
_LONGEST_NAME = 40

_ARTEFACT = re.compile(r"\[bookmark:[^\]]{0,80}\]")
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*|__")
_KINDS_OF_PLAN = (
    "要点|重点|设想|启事|计[划画]|安排|意见|方案|通知|规划|思路|打算|总结|报告|办法|细则|规定|纲要|公告|通报|倡议书|任务"
    "|清单|指南|制度|规程|章程|决定|要求|部署|措施|函|建议"
)
_TITLE = re.compile(
    rf"(?:{_KINDS_OF_PLAN})(?:格式|范文|模板|样本|精选|全文|怎么写)*"
    r"(?:[（(【\[][^（()）】\]]{1,16}[）)】\]])*$"
)
_KIND_ALONE = re.compile(
    rf"的?(?:工作|实施|活动|年度|考核|评价|暂行|管理|建设|若干|指导|专项|重点)*(?:{_KINDS_OF_PLAN})(?:[（(【\[]|$)"
)
_COUNT = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,2})"
#: What collections and copies put before and after a title: 篇一：…, … 第1篇, …【最新3篇】, 转：….
_SERIAL = re.compile(
    rf"^[【\[]?(?:第{_COUNT}篇|篇{_COUNT})[】\]]?[：:、\s]*|^转发?[：:]\s*"
    r"|^[^\s。，：]{2,12}[〔\[（(]20[0-9]{2}[〕\]）)]\s?[0-9]+\s?号\s*(?=\S)"
    rf"|\s*[【\[（(]?(?:第{_COUNT}篇|篇{_COUNT})[】\]）)]?$"
    rf"|\s*[【\[（(]?(?:最新|精选|通用|推荐|优秀|合集|集合|汇总|锦集|汇编)?{_COUNT}篇[】\]）)]?$"
    rf"|(?<=[划结要案点见知文])\s?(?:[（(]{_COUNT}[）)]|{_COUNT})$"
)
_NOT_A_TITLE = re.compile(
    r"[。；;！!？?：:，,>|»]$|[。>»|]|^附件?\s*[0-9一二三：:]|^附[：:]|^[-—·•]\s"
)
_TWO_LINES = re.compile(r"关于|(?:年|年度|学年|学期|20[0-9]{2})$")
_OPENED = (("《", "》"), ("“", "”"))
_BODY = re.compile(
    "(?:关工委|委员会|教育局|教体局|教育体育局|教育厅|[局厅部处科院校办会]|办公室|小学|中学|幼儿园|大学|学院"
    "|中心|街道|社区|党委|党组|党支部|政府|机关|[镇乡村]|小组|总站|辅导站|秘书处)"
    r"(?:[（(](?:代章?|盖?章|印)[）)])?$"
)
_NOT_A_BODY = re.compile(
    "[。；;，,：:！!？?《》“”]|^(?:附|抄送|主题词|联系)|组织(?![部科处人干])|每"
    "|召开|开展|加强|参加|建立|完善|配合|做好|成立|推进|通过|进行|努力|定期|积极|落实"
)
_FURNITURE = re.compile(
    r"发布(?:时间|日期|于|者|\s*20[0-9]{2}-)|发表(?:时间|于)|^(?:时间|日期|作者|来源|编辑|栏目|责任编辑|信息来源|撰稿|审核)\s*[：:]"
    r"|(?:浏览|阅读|点击|访问|下载)(?:次数|量|数|率|：|:|\s*[0-9])|点击数|^字号|字体\s*[：:]|当前位置|您的位置|您现在的位置"
    r"|^(?:首页|打印|关闭|上一篇|下一篇|分享|返回|相关(?:文章|阅读|附件|链接)|附件下载|目录|正文)\b"
    r"|导语[】\]]|^导语|^【?#|此件(?:主动|依申请|不予|不)?公开|版权|文档(?:大全|来源|描述)|最新推荐|推荐阅读"
    r"|仅供.{0,6}(?:参考|查阅)|供您?(?:大家)?(?:参考|查阅)|小编.{0,24}(?:整理|带来|分享|推荐)|整理的.{0,60}[。,，]$"
    r"|下载文档前|仅部分预览|可在线预览|本站(?:所有)?内容|网站文档|侵犯您的|著作权|查看更多|^PAGE\b|用户上传|上传分享|我要投稿|网站客服|全文预览|^下载本文档|扫一扫|公网安备"
    r"|^[-•]?\s*(?:格式|大小|文档页数|页数)[:：]"
    r"|^[\W_]+$|[Cc]opyright|©|ICP备|^[-\s]*[0-9.]+\s*[KM]B$|^\[bookmark|^抄送|^主题词|^https?://"
)
#: Times that date a document; 2024年 alone heads a part of it.
_DATING = frozenset({dates.Grain.DAY, dates.Grain.MONTH})
_PAGE_NUMBER = re.compile(
    r"(?:第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|[-—－·]{1,2}\s*\d{1,4}\s*[-—－·]{1,2}"
    r"|\d{1,4}(?:\s*/\s*\d{1,4})?|Page\s\d{1,4}(?: of \d{1,4})?)$"
)
_DATE_BEGINS = re.compile(r"[（(]?\s*(?:[12１２]\s*[90９０]|[一二])")
#: A date some of whose figures are masked or lost: 二〇一*年三月二十日, xxxx年x月x日.
_MASKED = "*×xX?？_…"
_MASKED_DATE = re.compile(
    rf"(?=.*[{re.escape(_MASKED)}])[12二{re.escape(_MASKED)}][0-9〇零○一二三四五六七八九{re.escape(_MASKED)}]{{1,3}}年"
    rf"[0-9一二三四五六七八九十{re.escape(_MASKED)}]{{1,3}}月(?:[0-9一二三四五六七八九十{re.escape(_MASKED)}]{{1,3}}日)?"
)
_LONGEST_FURNITURE = 200
_SIGNED_TOGETHER = re.compile(rf"^(?P<body>[^{BLANKS}]{{3,40}}){_B}+(?P<date>[^{BLANKS}].*)$")
_BARE_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)\d{3,4}")
_ATTACHED = re.compile(
    rf"^(?:附件|附表|附)(?:{_B}*[0-9０-９一二三四五六七八九十]{{1,2}})?{_B}*(?:[：:.．、]|$)|^附件[0-9一二三]"
)
_ADDRESSED = re.compile(
    r"(?!.*(?:如下|事项|要求|为了?|按照?|根据))[^。；;！!？?]{0,12}(?:各|全体|有关)[^。；;！!？?]{1,180}[：:]$"
    r"|(?:同志们|尊敬的[^。]{1,30})[：:]$"
)


def lines(text: str, start: int = 0, stop: int | None = None) -> Iterator[Line]:
    """The lines of a stretch of text that are not blank, in order."""
    for match in _LINE.finditer(text, start, len(text) if stop is None else stop):
        yield Line(match.group(), match.start(), match.end())


def squeezed(text: str) -> str:
    """The text without any blanks."""
    return _BLANK_RUN.sub("", text)


def cleaned(text: str) -> str:
    """A heading without converter artefacts and Markdown signs."""
    return _MARKDOWN.sub("", _ARTEFACT.sub("", text)).strip(BLANKS)


def titled(text: str) -> str:
    """A title without artefacts, and without what a collection or a copy adds to it."""
    title = cleaned(text)
    while match := _SERIAL.search(simplified(title)):
        title = title[: match.start()] or title[match.end() :]
    return title


def is_title(line: str) -> bool:
    """Whether a line could be the title of a plan or of a notice."""
    text = titled(simplified(line))
    return (
        3 <= len(text) <= _LONGEST_TITLE
        and _NOT_A_TITLE.search(text) is None
        and not is_furniture(text)
        and _TITLE.search(squeezed(text)) is not None
    )


def is_kind_alone(line: str) -> bool:
    """Whether a line is the end of a title that says its kind and nothing else: 实施办法（试行）."""
    return _KIND_ALONE.match(squeezed(simplified(line))) is not None


def begins_title(line: str) -> bool:
    """Whether a line could be the first half of a title that is broken over two lines."""
    text = cleaned(simplified(line))
    if len(text.split()) > 1 and all(is_body(each) for each in text.split()):
        return False
    is_open = any(text.count(left) > text.count(right) for left, right in _OPENED)
    return (
        len(text) <= _LONGEST_NAME
        and _NOT_A_TITLE.search(text) is None
        and (is_open or _TWO_LINES.search(text) is not None or is_body(text))
    )


def is_body(line: str) -> bool:
    """Whether a line is the name of a body and nothing else, as in a signature."""
    if not 2 < len(line) <= _LONGEST_NAME:
        return False
    name = simplified(line)
    return _NOT_A_BODY.search(name) is None and _BODY.search(squeezed(name)) is not None


def date_year(line: str) -> int | None:
    """The year of a line that is a date and nothing else, None for any other line."""
    if len(line) > _LONGEST_NAME or not _DATE_BEGINS.match(line):
        return None
    text = squeezed(line).strip("（()）")
    bare = _BARE_DATE.fullmatch(text)
    if bare:
        return int(bare["year"])
    read = dates.parse(text)
    if read is None or read.first is None or not read.has_year or read.grain not in _DATING:
        return None
    return read.first.year


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else, be its figures masked or not."""
    if date_year(line) is not None:
        return True
    return len(line) <= _LONGEST_NAME and _MASKED_DATE.fullmatch(squeezed(line)) is not None


def signature(line: str) -> tuple[str, int] | None:
    """Body and year of a line that signs and dates at once."""
    match = _SIGNED_TOGETHER.match(line) if len(line) <= _LONGEST_TITLE else None
    if match is None or not is_body(match["body"]):
        return None
    year = date_year(match["date"])
    return None if year is None else (match["body"], year)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the web page or the converter, not to the document."""
    return is_page_number(line) or (
        len(line) <= _LONGEST_FURNITURE and _FURNITURE.search(simplified(line)) is not None
    )


def is_page_number(line: str) -> bool:
    """Whether a line is a page number that a converter left in the text."""
    return len(line) <= _LONGEST_NAME and _PAGE_NUMBER.match(line) is not None


def is_attachment(line: str) -> bool:
    """Whether a line begins the list of attachments or an attachment."""
    return _ATTACHED.match(line) is not None


def is_address(line: str) -> bool:
    """Whether a line names who is addressed: 各学校关工委：."""
    return len(line) <= _LONGEST_FURNITURE and _ADDRESSED.match(line) is not None
