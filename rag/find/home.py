"""The province that a school is in, by which tables call what people call 省内."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
    "四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
_NAMED = re.compile(rf"({'|'.join(_PROVINCES)})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)")
_ALONE = re.compile(rf"(?:{'|'.join(_PROVINCES)})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?")
# Named less often, or hardly more often than another one, it may be where students come from.
LEAST, LEAD = 3, 2


def home_province(texts: Iterable[str]) -> str:
    """Return the province that a report speaks of far more than of others (广东), empty where none is."""
    counts = Counter(match[1] for text in texts for match in _NAMED.finditer(text))
    ranked = counts.most_common(2)
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked and ranked[0][1] >= max(LEAST, LEAD * second) else ""


def is_province(name: str) -> bool:
    """Tell whether a row is called by a province and nothing else."""
    return _ALONE.fullmatch(name) is not None


def home_town(school: str, rows: Iterable[str]) -> str:
    """Return the town that a school is called after, empty where no row is called by it (本市生源 is its)."""
    names = {row.removesuffix("市") for row in rows}
    own = [
        name for name in names if 2 <= len(name) <= 4 and name not in _PROVINCES and school.startswith(name)
    ]
    return max(own, key=len, default="")
