"""Files changed at random: bytes of texts, and parts of packages that stay packages."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from tests.tabular.books import package

if TYPE_CHECKING:
    from random import Random

#: What breaks readers: quotes, ends, marks, numbers at their limits, and pieces of XML.
_TOKENS: tuple[bytes, ...] = (
    *(
        b'"',
        b'""',
        b",",
        b"\t",
        b";",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff",
        b"\xfe",
        b"\xef\xbb\xbf",
    ),
    *(
        "编号".encode(),
        "合计".encode(),
        "编号".encode("gbk"),
        "１２".encode(),
        b"'",
        b"=",
        b"#N/A",
        b"%",
        b"sep=;\n",
    ),
    *(
        b"0",
        b"-1",
        b"1e999",
        b"1048577",
        b"4294967295",
        b"99999999999999999999",
        b"0.1",
        b"nan",
        b"2024-02-30",
    ),
    *(
        b"<",
        b">",
        b"/>",
        b"<!",
        b"<!-- -->",
        b"<![CDATA[",
        b"]]>",
        b"<?x?>",
        b"&#0;",
        b"&lt;",
        b"&x;",
    ),
    *(
        b"<!DOCTYPE a>",
        b"<row>",
        b"</row>",
        b"<c>",
        b"</c>",
        b"<v>",
        b"</v>",
        b"<f/>",
        b"<is><t>",
        b"<si/>",
    ),
    *(
        b' r="XFD1"',
        b' r="A1048576"',
        b' t="s"',
        b' t="e"',
        b' s="1"',
        b' hidden="1"',
        b"</sheetData>",
    ),
    *(b'table:number-rows-repeated="1048576"', b'table:number-columns-repeated="16384"'),
)


def mutated(random: Random, content: bytes) -> bytes:
    """A file with a few changes; what is a package is changed inside, most of the time."""
    if content.startswith(b"PK") and random.random() < 0.9:
        return _inside(random, content)
    return _bytes(random, content)


def _bytes(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        _change(random, changed)
    return bytes(changed)


def _change(random: Random, changed: bytearray) -> None:
    start = random.randrange(len(changed) + 1)
    stop = min(len(changed), start + random.choice((1, 2, 4, 16, 64)))
    match random.randrange(7):
        case 0:
            changed[start:start] = random.choice(_TOKENS)
        case 1:
            changed[start:stop] = random.choice(_TOKENS)
        case 2:
            del changed[start:stop]
        case 3:
            changed[start:start] = changed[start:stop] * random.choice((1, 2, 50))
        case 4:
            changed[start:stop] = random.randbytes(stop - start)
        case 5:
            other = random.randrange(len(changed) + 1)
            changed[start:start] = changed[other : other + 64]
        case _:
            del changed[start:]


def _inside(random: Random, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    # What says most of how the rest is read is changed most.
    names = sorted(parts, key=lambda name: "sheet" not in name and "content" not in name)
    name = names[min(int(random.expovariate(0.7)), len(names) - 1)]
    match random.randrange(20):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[random.choice(names)]
        case _:
            held = parts[name]
            parts[name] = _bytes(random, held if isinstance(held, bytes) else held.encode())
    method = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    return package(parts, method=method)
