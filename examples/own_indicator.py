"""An indicator of one's own: the share of 骨干 among the registered volunteers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import guangongwei as ggw
from guangongwei import tabular
from guangongwei.indicators.definition import Indicator, Is, Measure, Share, Timing

DATA = Path(__file__).parent / "wujin_2024" / "data"

BACKBONE_SHARE = Indicator(
    id="local.backbone_share",
    name="骨干占比",
    label="Share of registered volunteers who are 骨干",
    value=Share(
        part=Measure(
            of=ggw.Volunteer,
            where=Is("backbone", value=True),
            timing=Timing.AT_END,
            rests_on="五老志愿者",
        ),
        whole=Measure(of=ggw.Volunteer, timing=Timing.AT_END, rests_on="五老志愿者"),
    ),
    unit=ggw.Unit.PERCENT,
    decimals=1,
    note="期末在册志愿者中骨干所占比例",
    source="本区自定",
)


def main() -> None:
    """Compute it for the whole and by 类别, and explain the whole."""
    data = tabular.read_folder(DATA).value
    year, day = ggw.Year(2024), date(2024, 12, 31)
    (whole,) = ggw.evaluate([BACKBONE_SHARE], data, period=year, as_of=day)
    print(whole.name, whole, whole.coverage)
    for each in ggw.evaluate([BACKBONE_SHARE], data, period=year, as_of=day, by=("category",)):
        print(each.group, each)
    print(ggw.explain(whole, data, [BACKBONE_SHARE]).text)


if __name__ == "__main__":
    main()
