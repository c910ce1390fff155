"""How the web page looks: colours for light and dark, screen, phone and paper."""

from __future__ import annotations

from typing import final

from attrs import frozen

from guangongwei.indicators.targets import Verdict


@final
@frozen
class Colour:
    """A colour on a light and on a dark screen; paper takes the light one."""

    light: str
    dark: str


#: Every colour of the page. Text colours reach a contrast of 4.5 on what they stand on.
PALETTE = {
    "paper": Colour("#f4f2ec", "#171a19"),
    "card": Colour("#ffffff", "#202423"),
    "ink": Colour("#1d2321", "#e9ebe8"),
    "soft": Colour("#56605b", "#a9b3ae"),
    "edge": Colour("#dcdbd2", "#39403d"),
    "accent": Colour("#9b2c1f", "#f0a493"),
    "bar": Colour("#2c6e8e", "#63a9c9"),
    "likely": Colour("#6fa3bd", "#47809a"),
    "maybe": Colour("#a8cbdc", "#315667"),
    "track": Colour("#e6e8e5", "#343a38"),
    "line": Colour("#9b2c1f", "#f0a493"),
    "met": Colour("#14613a", "#7fd3a3"),
    "met-back": Colour("#e1f1e7", "#173125"),
    "on-track": Colour("#1b5583", "#8fc3ee"),
    "on-track-back": Colour("#e2eef8", "#182c3c"),
    "behind": Colour("#7a4a00", "#ecc06f"),
    "behind-back": Colour("#fbefd6", "#372b12"),
    "missed": Colour("#9b1c1c", "#f3a3a3"),
    "missed-back": Colour("#fbe5e3", "#3c1d1d"),
    "open": Colour("#544a86", "#c3b9f0"),
    "open-back": Colour("#ebe8f7", "#2a2640"),
    "none": Colour("#4f5754", "#b3bab6"),
    "none-back": Colour("#e9ebe8", "#2d3230"),
}

#: The class that colours each verdict; the mark and the word tell it without colour.
VERDICT_CLASSES = {
    Verdict.MET: "met",
    Verdict.ON_TRACK: "on-track",
    Verdict.BEHIND: "behind",
    Verdict.MISSED: "missed",
    Verdict.CANNOT_JUDGE: "open",
    Verdict.NOTHING_TO_MEASURE: "none",
    Verdict.SUPPRESSED: "none",
}

_VARIABLES = "".join(
    f"@media {media}{{:root{{{''.join(declared)}}}}}"
    for media, declared in (
        ("all", [f"--{name}:{each.light};" for name, each in PALETTE.items()]),
        (
            "screen and (prefers-color-scheme:dark)",
            [f"--{name}:{each.dark};" for name, each in PALETTE.items()],
        ),
    )
)

_VERDICTS = "".join(
    f".{name}{{color:var(--{name});background:var(--{name}-back)}}"
    for name in ("met", "on-track", "behind", "missed", "open", "none")
)

_SCREEN = """
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;font-size:16px;
font-family:-apple-system,BlinkMacSystemFont,"PingFang SC","Hiragino Sans GB","Microsoft YaHei",
"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;
overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.page{max-width:62rem;margin:0 auto;padding:0 1.25rem 3rem}
a{color:inherit}
h1,h2,h3{line-height:1.35;margin:0}
p,dl,dd,ul,ol{margin:0;padding:0}
ul,ol{list-style:none}
summary{cursor:pointer;color:var(--soft);padding:.15rem 0}
summary:hover{color:var(--ink)}
:focus-visible{outline:3px solid var(--bar);outline-offset:2px;border-radius:4px}
.top{border-top:6px solid var(--accent);padding:1.75rem 0 1rem}
.top h1{font-size:1.75rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr));gap:.4rem 2rem;
margin:1rem 0}
.facts div{display:flex;gap:.75rem}
dt{color:var(--soft);flex:none}
.tallies{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.badge{display:inline-block;border-radius:999px;padding:.1rem .75rem;font-weight:600;
white-space:nowrap;font-size:.9rem}
.toc{display:grid;grid-template-columns:repeat(auto-fill,minmax(3.1rem,1fr));gap:.4rem;
margin:1rem 0 0}
.toc a{display:block;text-align:center;border-radius:8px;padding:.4rem .2rem;
text-decoration:none;font-weight:600}
.toc a:hover{text-decoration:underline}
h2{font-size:1.2rem;margin:2.25rem 0 .75rem;padding-left:.7rem;border-left:4px solid var(--accent)}
.point,.panel{background:var(--card);border:1px solid var(--edge);border-radius:12px;
padding:1.1rem 1.25rem;margin:0 0 1rem}
.point>header{display:flex;gap:.75rem;align-items:baseline}
.number{flex:none;font-size:1.1rem;font-weight:700;color:var(--accent);min-width:1.6rem;
text-align:right}
.point h3{font-size:1.08rem;flex:1}
.body{margin-left:2.35rem}
.body>*{margin-top:.75rem}
.rest{color:var(--soft)}
.asked li{padding-left:.8rem;border-left:3px solid var(--edge)}
.asked li+li{margin-top:.35rem}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.9rem 1.75rem}
.figure{border-top:1px solid var(--edge);padding-top:.5rem;font-size:.9rem}
.figure .name{color:var(--soft)}
.figure .value{font-size:1.35rem;font-weight:650;line-height:1.4}
.figure .value.absent{font-size:1.1rem;color:var(--soft);font-weight:500}
.bar{display:block;width:100%;height:1rem;margin:.25rem 0}
.bar .track{fill:var(--track)}.bar .sure{fill:var(--bar)}
.bar .likely{fill:var(--likely)}.bar .maybe{fill:var(--maybe)}
.bar .line{fill:var(--line);stroke:var(--card);stroke-width:1.5px;vector-effect:non-scaling-stroke;
paint-order:stroke}
td .bar{height:.5rem;min-width:5rem;max-width:9rem}
.caption{color:var(--line);font-size:.85rem}
.bounds{color:var(--soft)}
.legend{color:var(--soft);font-size:.85rem;margin-top:.4rem}
.aim{border-radius:10px;padding:.7rem .9rem}
.aim p,.aim dd,.aim dt,.aim summary,.aim table{color:var(--ink)}
.aim .verdict{display:flex;flex-wrap:wrap;gap:.1rem .75rem;align-items:baseline;font-weight:600}
.aim .verdict b{font-size:1.05rem}
.aim .verdict span{color:var(--ink)}
.about{font-size:.875rem}
.about div{display:grid;grid-template-columns:5.2em 1fr;gap:.6rem;margin-top:.2rem}
.aim .about div{grid-template-columns:minmax(2.5em,max-content) 1fr}
details .about,details table{margin:.35rem 0 .6rem}
.activity{color:var(--soft)}
.nothing{display:inline-block}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.6rem 0 .25rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;
border-bottom:1px solid var(--edge)}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500}
.notes{color:var(--soft);font-size:.875rem;margin-top:1.5rem}
.day{white-space:nowrap}
td small{display:block;color:var(--soft);font-size:.8rem}
.code{color:var(--soft);white-space:nowrap}
"""

_PHONE = """
@media (max-width:40rem){
.page{padding:0 .8rem 2rem}
.top h1{font-size:1.4rem}
.point,.panel{padding:.9rem .95rem}
.point>header{flex-wrap:wrap}
.point h3{flex-basis:70%}
.body{margin-left:0}
.facts{grid-template-columns:1fr}
thead th{white-space:normal}
tbody th{min-width:5em}
.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.wide tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--edge)}
.wide th,.wide td{display:block;border:0;padding:.05rem 0}
.wide tbody th{font-weight:650}
.wide td:not(:empty)::before{content:attr(data-label) "  ";color:var(--soft);font-size:.85rem}
.wide td:empty{display:none}
.wide td small{display:inline}
.wide td .bar{max-width:none}
}
"""

_PAPER = """
@page{size:A4;margin:15mm 14mm 17mm;@bottom-center{content:counter(page) " / " counter(pages);
font-size:9pt;color:#56605b}}
@media print{
html{color-scheme:light}
body{background:none;font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.page{max-width:none;padding:0}
.top{padding-top:.75rem}
.toc,.legend,details:not([open]){display:none}
.point,.panel{border-radius:0;border-width:0 0 1px;padding:.5rem 0 .75rem;margin:0}
h2,h3,.point>header,.rest,.asked,caption{break-after:avoid}
.figures{grid-template-columns:repeat(3,1fr)}
.figure,.aim,.asked li,tr{break-inside:avoid}
.activity{break-before:avoid}
p{orphans:3;widows:3}
.facts{grid-template-columns:1fr 1fr}
thead{display:table-header-group}
th,td{padding:.22rem .6rem .22rem 0}
.notes{break-inside:avoid}
h2{margin-top:1.25rem}
}
"""

#: The whole style sheet.
STYLE = _VARIABLES + _SCREEN + _VERDICTS + _PHONE + _PAPER
