"""Bodies that a plan names: who answers for a point, and who issued a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guangongwei.chinese.script import simplified
from guangongwei.errors import Span
from guangongwei.model.plan import Responsibility

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 160
_DUTY = "责任|牵头|负责|配合|协助|协办|承办|主办|落实|参与|参加"
_WHO = "单位|部门|科室|处室|股室|人员?|领导|主体"
_OPEN, _CLOSE, _SIGNS = "[（(【〔[]", "[）)】〕\\]]", "（()）【】〔〕[]"
_INNER = rf"(?:[^{re.escape(_SIGNS)}\r\n]|[（(][^（()）\r\n]{{0,30}}[）)])"
_BRACKET = rf"(?:{_OPEN})(?P<inner>{_INNER}{{2,{_LONGEST}}}+){_CLOSE}"
#: (责任科室：…), (牵头单位：…；配合单位：…), (由省妇联、省财政厅负责), (组干科牵头).
_DUTY_INSIDE = re.compile(
    rf"^(?:{_DUTY})?(?:{_WHO})\s*[：:]|(?:{_DUTY})(?:{_WHO})?\s*[：:]|(?:牵头|负责|承办|主办)$"
    r"|^由\S{2,40}(?:牵头|负责|承担|承办|提供|落实|解决)\S{0,4}$"
)
_LABEL = re.compile(
    rf"^由|(?:{_DUTY})?(?:{_WHO})\s*[：:]|(?:{_DUTY})\s*[：:]"
    "|(?:负责|承担|提供|落实|解决)[^、，,；;]{1,4}$"
    "|(?:具体|共同|牵头|配合|配套|统一|负责|承担|承办|主办|提供|落实|解决|分别|等)+$"
)
_WORD = re.compile(r"\w")
_JOINTS = re.compile(r"(?:[、，,；;和及与]|\s+)(?![^（()）]*[）)])")
_BODY = re.compile(
    "(?:关工委|委员会|[科股处室局厅部委办院校园站镇乡村会社队组]|中心|街道|学校|小学|中学|大学|妇联|单位"
    "|部门|政府|机关)(?:[（(][^（()）]{1,16}[）)])?$"
)
_DUTIES = re.compile(
    rf"(?P<bracket>{_BRACKET})"
    rf"|(?<![^\r\n])[ \t\u3000]*(?P<line>(?:{_DUTY})(?:{_WHO})\s*[：:][^\r\n]{{1,{_LONGEST}}})"
    r"|(?<=[，,。；;：:、\s①-⑳）)])(?P<by>由[^，,。；;：:由\s]{2,40}?(?:牵头)?负责)"
)

_ISSUER = re.compile(
    "(?:关工委|委员会|[部厅局委院会署]|中共中央|中央|[党团]组|[中国省市县区]办|办公[厅室]|文明办|政府|妇联"
    "|共青团|学校|大学|党委)$"
)
_ISSUED = re.compile(
    "(?:联合|共同)?(?:印发|下发|制定|制订|颁布|发布|出台|转发|颁发|发出|提出)?的?$"
)
_BEFORE_ISSUER = re.compile(
    "^.*(?:落实|贯彻|执行|按照|按|根据|依据|依照|遵照|对照|学习|宣传|传达|领会|认真|做好|围绕|关于|以及|以|在)"
)
_LONGEST_ISSUERS = 48
_ISSUER_JOINTS = re.compile("[、和与及]")
_NOT_ISSUER = re.compile(r"[，。；：,;:《》“”（()）\s]")


def responsibilities(
    text: str, name: str, *, start: int = 0, stop: int | None = None
) -> tuple[Responsibility, ...]:
    """Who answers for what in a stretch of text: in a bracket, on a line, or in 由…负责."""
    return tuple(_responsibilities(text, name, start, len(text) if stop is None else stop))


def _responsibilities(text: str, name: str, start: int, stop: int) -> Iterator[Responsibility]:
    plain = simplified(text)
    for match in _DUTIES.finditer(plain, start, stop):
        kind = match.lastgroup or ""
        words = match["inner"] if kind == "bracket" else match[kind]
        if kind == "bracket" and not _names_duty(plain, match):
            continue
        span = Span(name, match.start(kind), match.start(kind) + len(match[kind].rstrip()))
        # A label parts what stands around it even where a bracket that is not closed hides the joint.
        named = _LABEL.sub("\n", words.rstrip("。 ")).split("由")[-1].split("\n")
        pieces = (each.strip("、") for part in named for each in _JOINTS.split(part))
        yield Responsibility(
            text=text[span.start : span.stop],
            span=span,
            bodies=tuple(
                _as_printed(text, plain, each, span) for each in pieces if _WORD.search(each)
            ),
        )


def _as_printed(text: str, plain: str, piece: str, span: Span) -> str:
    """A piece of the plain text in the script of the text itself."""
    start = plain.index(piece, span.start, span.stop)
    return text[start : start + len(piece)]


def _names_duty(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket says who answers: by a word of duty, or bodies alone after a full stop."""
    if _DUTY_INSIDE.search(match["inner"]):
        return True
    is_last = text[match.start() - 1 : match.start()] == "。" and text[
        match.end() : match.end() + 1
    ] in ("", "\n", "\r")
    return is_last and all(_BODY.search(piece) for piece in _JOINTS.split(match["inner"]))


def issuers(text: str, at: int) -> tuple[str, ...]:
    """The bodies named right before a place: 省教育厅和省文明办联合印发的《…."""
    near = _NOT_ISSUER.split(text[max(at - _LONGEST_ISSUERS, 0) : at])[-1]
    found: list[str] = []
    for piece in reversed(_ISSUER_JOINTS.split(_ISSUED.sub("", near))):
        body = _BEFORE_ISSUER.sub("", piece)
        if _ISSUER.search(body) is None:
            break
        found.append(body)
        if body != piece:
            break
    return tuple(reversed(found))
