"""Words of which a thing is one and not the other (纸质, 电子): what is told of one is told of no other."""

from __future__ import annotations

import re

_GROUPS: tuple[tuple[re.Pattern[str], ...], ...] = tuple(
    tuple(map(re.compile, group))
    for group in (
        (r"最高", r"最低", r"平均"),
        (r"男", r"女"),
        (r"电子(?!信|商|工|技|系|类|专)", r"纸质"),
        (r"理科|理工|物理类", r"文科|文史|历史类"),
        (r"校内", r"校外"),
        (r"省内|本省", r"省外|外省"),
        (r"市内|本市", r"市外|外市"),
        (r"国内", r"国外|海外|境外|国\(境\)外"),
        (r"公办", r"民办"),
        (r"(?<!非)直属", r"非直属"),
        (r"(?<!非)学历", r"非学历"),
        (r"横向", r"纵向"),
        (r"必修", r"选修"),
        (r"一年级|大一", r"二年级|大二", r"三年级|大三", r"四年级|大四"),
        (r"初级", r"中级", r"高级"),
        (r"发明", r"实用新型", r"外观"),
        (r"国家级", r"省级", r"市级", r"校级"),
        (r"收入", r"支出"),
        (r"专任", r"兼职|兼课|外聘"),
        (r"直播", r"录播"),
        (r"上半年", r"下半年"),
        (r"博士", r"硕士"),
        (r"招生|招收|招录", r"招聘|选聘|引才"),
    )
)


def of_the_other(question: str, text: str) -> bool:
    """Tell whether a text says the opposite of a word of a question, and that word nowhere."""
    return any(_other_told(group, question, text) for group in _GROUPS)


def _other_told(group: tuple[re.Pattern[str], ...], question: str, text: str) -> bool:
    asked = [word for word in group if word.search(question)]
    told = [word for word in group if word.search(text)]
    return bool(asked and told) and not any(word in told for word in asked)
