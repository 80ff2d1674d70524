"""Words that a segmenter makes up of what stands side by side by chance (毕业|前要|过, 班能学), taken apart.

It guesses at words that its dictionary does not hold, which is how it knows names. A guess that holds a
particle, an auxiliary or a verb of speech is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import rjieba

# Particles, auxiliaries, prepositions, and pronouns of one character: no new noun holds one of these.
_FUNCTION = "前后要能会来去过把被都也就还再才又刚不没各那这几从给让帮时得着可当完该想到啥咋谁非"
# Verbs that people put right behind a noun (订单班招了, 课搬到).
_VERBS = "招办搬录捐赚挣"
# Of these no two neighbours make one word.
GLUED = frozenset(_FUNCTION + _VERBS)
# 时长, 会费: what ends so is a thing that is measured.
MEASURES = "长率数量度费额值比"
_PARTS = re.compile(f"[{_FUNCTION}]|[{_VERBS}]|[^{_FUNCTION}{_VERBS}]+")
# 组里, 群里: where something is, behind a thing.
_WITHIN = "里"
_DONE = ("了", "过")
# 几关, 几成: however many, whatever the dictionary says of them.
_SEVERAL = re.compile("几(?![何乎率])[\u4e00-\u9fff]")


def segments(text: str) -> Iterator[tuple[str, str, int, bool]]:
    """Yield the words of a text with part of speech, place, and whether each was cut out of a wrong guess."""
    position = 0
    tagged = rjieba.tag(text)
    for (word, pos), behind in zip_longest(tagged, (word for word, _ in tagged[1:])):
        start, position = position, position + len(word)
        if _SEVERAL.fullmatch(word):
            yield word, "m", start, True
        elif len(word) == 2 and word[1] in _WITHIN and not rjieba.has_word(word):
            yield word[0], "n", start, False
        elif behind in _DONE and len(word) == 2 and pos.startswith("n") and not rjieba.has_word(word):
            # 那个组留了多少: what is followed so is done, and no thing.
            yield word, "v", start, False
        elif len(word) > 1 and _is_guess(word):
            yield from _apart(word, start)
        else:
            yield word, pos, start, False


def _is_guess(word: str) -> bool:
    parts = _PARTS.findall(word)
    if len(word) == 2 and word[1] in MEASURES:
        return False
    return len(parts) > 1 and not re.search(r"[^\u4e00-\u9fff]", word) and not rjieba.has_word(word)


def _apart(word: str, start: int) -> Iterator[tuple[str, str, int, bool]]:
    for part in _PARTS.finditer(word):
        own, place = part.group(), start + part.start()
        if own in _VERBS:
            yield own, "v", place, True
        elif own not in _FUNCTION:
            tagged = rjieba.tag(own)
            yield own, tagged[0][1] if len(tagged) == 1 else "n", place, True
