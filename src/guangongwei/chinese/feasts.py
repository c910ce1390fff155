"""Feasts that fall on the same day of every year; those of the moon calendar are not among them."""

from __future__ import annotations

import re

#: The month and the day of each feast, by every name it has.
DAYS = {
    name: day
    for day, names in (
        ((1, 1), "元旦"),
        ((3, 8), "三八 三八妇女节 妇女节"),
        ((3, 12), "植树节"),
        ((5, 1), "五一 五一劳动节 劳动节"),
        ((5, 4), "五四 五四青年节 青年节"),
        ((6, 1), "六一 六一儿童节 儿童节"),
        ((7, 1), "七一 建党节"),
        ((8, 1), "八一 建军节"),
        ((9, 10), "教师节"),
        ((10, 1), "十一 国庆 国庆节"),
    )
    for name in names.split()
}
#: Any of them, the longest name first.
NAME = "|".join(sorted(map(re.escape, DAYS), key=len, reverse=True))
#: The characters a feast may begin with.
FIRST_SIGNS = "".join(sorted({name[0] for name in DAYS}))
