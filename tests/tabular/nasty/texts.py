"""Text files that people really send, and some that nobody should."""

from __future__ import annotations

HEADERS = ("编号", "志愿者编号", "单位编号", "日期", "项目", "时长(小时)", "受益人数")
FIRST = ("F1", "Z1", "D1", "2024-03-01", "宣讲", "1.5", "30")
SECOND = ("F2", "Z2", "D1", "2024-03-02", "家教", "2", "20")
THIRD = ("F3", "Z3", "D2", "2024-03-03", "读书", "3", "10")


def lines(*rows: tuple[str, ...], between: str = ",", end: str = "\n") -> str:
    """Rows as the lines of a file."""
    return "".join(between.join(row) + end for row in rows)


def with_cell(header: str, cell: str) -> str:
    """Three rows, with another cell in the second."""
    at = HEADERS.index(header)
    return lines(HEADERS, FIRST, (*SECOND[:at], cell, *SECOND[at + 1 :]), THIRD)


PLAIN = lines(HEADERS, FIRST, SECOND)
_QUOTED = '"{}"'.format

TEXTS: dict[str, bytes] = {
    "utf-8.csv": PLAIN.encode(),
    "utf-8 with mark.csv": PLAIN.encode("utf-8-sig"),
    "gbk.csv": PLAIN.encode("gbk"),
    "gb18030 rare characters.csv": with_cell("项目", "㐂𠮷").encode("gb18030"),
    "utf-16 little.csv": PLAIN.encode("utf-16"),
    "utf-16 big.tsv": b"\xfe\xff" + lines(HEADERS, FIRST, between="\t").encode("utf-16-be"),
    "utf-16 without mark.csv": PLAIN.encode("utf-16-le"),
    "utf-16 cut.csv": PLAIN.encode("utf-16")[:-1],
    "utf-32.csv": PLAIN.encode("utf-32"),
    "big5.csv": "編號,單位\nF1,學校\n".encode("big5"),
    "latin-1.csv": "id,café\n1,é\n".encode("latin-1"),
    "one line in gbk.csv": lines(HEADERS, FIRST).encode()
    + lines(SECOND).encode("gbk")
    + lines(THIRD).encode(),
    "cut in a character.csv": lines(HEADERS, FIRST).encode()
    + "F2,Z2,D1,2024-03-02,家".encode()[:-1],
    "tab.tsv": lines(HEADERS, FIRST, between="\t").encode(),
    "tab.csv": lines(HEADERS, FIRST, between="\t").encode(),
    "tab.xls": lines(HEADERS, FIRST, between="\t").encode("gbk"),
    "semicolon.csv": lines(HEADERS, FIRST, between=";").encode(),
    "sep line.csv": ("sep=;\n" + lines(HEADERS, FIRST, between=";")).encode(),
    "returns only.csv": lines(HEADERS, FIRST, SECOND, end="\r").encode(),
    "windows ends.csv": lines(HEADERS, FIRST, SECOND, end="\r\n").encode(),
    "no end.csv": PLAIN.rstrip("\n").encode(),
    "all quoted.csv": lines(tuple(map(_QUOTED, HEADERS)), tuple(map(_QUOTED, FIRST))).encode(),
    "cell of two lines.csv": with_cell("项目", '"家教\n心理"').encode(),
    "open quote.csv": with_cell("项目", '"家教').encode(),
    "quote inside.csv": with_cell("项目", '家"教').encode(),
    "quote behind.csv": with_cell("项目", '"家"教').encode(),
    "nul bytes.csv": with_cell("项目", "家\0教").encode(),
    "nothing but nul.csv": b"\0" * 5000,
    "empty.csv": b"",
    "mark only.csv": b"\xef\xbb\xbf",
    "blank lines only.csv": b"\n\n,,,\n  \n",
    "header only.csv": lines(HEADERS).encode(),
    "no header.csv": lines(FIRST, SECOND).encode(),
    "half a page above.csv": ("某某区2024年服务记录\n填表人：\n\n" + PLAIN).encode(),
    "remark below.csv": (PLAIN + "\n备注：时长按实际计\n").encode(),
    "total below.csv": (PLAIN + "合计,,,,,3.5,50\n").encode(),
    "wrong total below.csv": (PLAIN + "合计,,,,,3.5,60\n").encode(),
    "another table below.csv": (PLAIN + "\n编号,姓名,所属单位\nZ1,张三,D1\n").encode(),
    "header again.csv": (PLAIN + lines(HEADERS, THIRD)).encode(),
    "wide header.csv": lines(
        ("　编 号", "志愿者编号", "单位编号", "日期*", "项目", "时长（小时）", "受益人数"), FIRST
    ).encode(),
    "minutes.csv": lines(
        (*HEADERS[:5], "时长(分钟)", "受益人数"), (*FIRST[:5], "90", "30")
    ).encode(),
    "stray unit.csv": with_cell("时长(小时)", "2小时").encode(),
    "misspelt header.csv": lines((*HEADERS[:6], "受益人娄"), FIRST).encode(),
    "header twice.csv": lines((*HEADERS, "项目"), (*FIRST, "其他")).encode(),
    "required column missing.csv": lines(HEADERS[1:], FIRST[1:]).encode(),
    "row too long.csv": lines(HEADERS, FIRST, (*SECOND, "x"), THIRD).encode(),
    "row too short.csv": lines(HEADERS, FIRST, SECOND[:5], THIRD).encode(),
    "line too long.csv": with_cell("项目", "家" * 1_000_001).encode(),
    "lines of quotation marks.csv": (lines(HEADERS, FIRST) + '"\n' * 3000).encode(),
    "three hundred columns.csv": lines((*HEADERS, *("x",) * 300), (*FIRST, *("",) * 300)).encode(),
    "row too wide.csv": lines(HEADERS, FIRST, ("",) * 20_000, THIRD).encode(),
    "id blank.csv": with_cell("编号", "").encode(),
    "date in words.csv": with_cell("日期", "2024年3月2日").encode(),
    "date with dots.csv": with_cell("日期", "2024.3.2").encode(),
    "date as serial.csv": with_cell("日期", "45353").encode(),
    "date not there.csv": with_cell("日期", "2024-02-30").encode(),
    "date of two digits.csv": with_cell("日期", "24-3-2").encode(),
    "full-width digits.csv": with_cell("时长(小时)", "２．５").encode(),
    "arabic digits.csv": with_cell("时长(小时)", "٣").encode(),
    "not a number.csv": with_cell("时长(小时)", "NaN").encode(),
    "too large a number.csv": with_cell("时长(小时)", "1e400").encode(),
    "thousands.csv": with_cell("受益人数", '"1,200"').encode(),
    "negative.csv": with_cell("受益人数", "-20").encode(),
    "rounded id.csv": with_cell("志愿者编号", "3.2E+17").encode(),
    "identity number.csv": with_cell("志愿者编号", "110101195003070038").encode(),
    "error value.csv": with_cell("时长(小时)", "#DIV/0!").encode(),
    "formula.csv": with_cell("项目", "=cmd|'/C calc'!A0").encode(),
    "guarded formula.csv": with_cell("项目", "'=1+1").encode(),
    "writing direction.csv": with_cell("项目", "家\u202e教").encode(),
    "page under the name of a table.xls": "<html><table><tr><td>编号</td></tr></table></html>".encode(),
    "page in utf-16.xls": "<html><table>".encode("utf-16"),
    "old xml.xls": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "mail.xls": b"MIME-Version: 1.0\nX-Document-Type: Workbook\n",
    "portable document.xlsx": b"%PDF-1.7\n",
    "picture.xlsx": b"\x89PNG\r\n\x1a\n",
    "rich text.csv": b"{\\rtf1}",
}
