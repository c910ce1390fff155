"""What mutations begin with: one small file of each kind that is read."""

from __future__ import annotations

import struct

from tests.tabular.books import book, old_book, open_document, table

HEADERS = ["编号", "志愿者编号", "单位编号", "日期", "项目", "时长(小时)", "受益人数"]
ROWS = [
    ["F1", "Z1", "D1", "2024-03-01", "宣讲", "1.5", "30"],
    ["F2", "Z2", "D1", "2024年3月2日", "家教、心理", "2", ""],
    ["F3", "Z1", "D2", "2024/3/3", "'=1+1", "０．５", "不详"],
]
TEXT = "\n".join(
    ",".join(row) for row in [["服务记录表"], HEADERS, *ROWS, ["合计", "", "", "", "", "4", "30"]]
)

_DAY = '<c r="{at}" s="1"><v>45352</v></c>'
_SHARED = '<c r="{at}" t="s"><v>1</v></c>'
_WRONG = '<c r="{at}" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
_OPEN = '<c r="{at}"><f>A1</f></c>'
_SHEET = (
    '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    + table(HEADERS, ["F1", _SHARED, "D1", _DAY, "宣讲", 1.5, 30.0])
    + table(
        ["F2", "Z2", "D1", _DAY, _WRONG, _OPEN, 0.1],
        ["F3", "Z3", "D1", _DAY, "", 2.0, 3.0],
        first=3,
    )
    + '<row r="6" hidden="1"><c r="A6" t="b"><v>1</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
)
_OPEN_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_OPEN_ROW = '<table:table-row table:number-rows-repeated="1">{}</table:table-row>'


def _old() -> bytes:
    texts = [*HEADERS, *ROWS[0]]
    held = b"".join(struct.pack("<HB", len(each), 1) + each.encode("utf-16-le") for each in texts)
    cells = [
        (0xFD, struct.pack("<HHHL", number // 7, number % 7, 0, number)) for number in range(14)
    ]
    style = [(0xE0, struct.pack("<HH", 0, each)) for each in (0, 14)]
    day = (0x203, struct.pack("<HHHd", 1, 3, 1, 45352.0))
    half = (0x27E, struct.pack("<HHHl", 1, 5, 0, 150 << 2 | 3))
    return old_book((0xFC, struct.pack("<LL", 14, 14) + held), *style, *cells, day, half)


SEEDS: tuple[tuple[str, bytes], ...] = (
    ("服务记录.csv", TEXT.encode()),
    ("服务记录.csv", TEXT.encode("gb18030")),
    ("服务记录.csv", TEXT.encode("utf-16")),
    ("服务记录.tsv", TEXT.replace(",", "\t").encode("utf-8-sig")),
    ("服务记录.csv", ('"' + TEXT.replace(",", '","').replace("\n", '"\r\n"') + '"').encode()),
    ("服务记录.xlsx", book(_SHEET, table(HEADERS), strings=["a", "Z1"], formats=["yyyy-mm-dd"])),
    (
        "服务记录.ods",
        open_document(
            '<table:table table:name="服务记录">'
            + "".join(
                _OPEN_ROW.format("".join(map(_OPEN_CELL.format, row))) for row in [HEADERS, *ROWS]
            )
            + "</table:table>"
        ),
    ),
    ("服务记录.xls", _old()),
)
