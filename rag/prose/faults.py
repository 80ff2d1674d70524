"""What is wrong, told behind who looked: 专家组进校考查。…同时指出课时偏多."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.book import Sentence

# What is wrong, as people ask for it and as reports tell it; so far behind it may stand.
_FAULTS_ASKED = re.compile(
    r"(?:哪[些几]|什么|啥)[^，,]{0,6}(?:问题|不足|毛病|短板|缺点|缺陷|意见|缺憾)|"
    r"(?:问题|不足|毛病|短板|缺点|缺陷|意见)(?:都|分别|主要)*(?:有|是)(?:哪|什么|啥)"
)
_FAULTS = re.compile(
    r"问题|不足|不够|偏[多少高低弱大小]|薄弱|欠缺|缺[乏少]|短板|有待|滞后|不强|不高|不平衡|不充分|意见|脱节|单一"
)
REACH = 2


def told_behind(question: str, text: str, behind: Sequence[Sentence]) -> int | None:
    """Return the number of the sentence close behind a text that tells what is wrong.

    None where that is not asked, is told already, or is told nowhere near.
    """
    if not _FAULTS_ASKED.search(question) or _FAULTS.search(text):
        return None
    return next((s.number for s in behind[:REACH] if _FAULTS.search(s.text)), None)
