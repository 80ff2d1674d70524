"""The stages that applicants and candidates come to: of one, no figure of another answers."""

from __future__ import annotations

import re

# Each as a report prints it, and the words that people have for it besides.
_STAGES = (
    ("报考|报名", "报了名"),
    ("录取", "录了|录上|录到"),
    ("报到", "来报了?到|到校的?|(?:最后|实际|真正|真)来了?(?=多少|几|的)|(?<!上)来了(?=多少|几)"),
    ("考核|参考(?!书|文献|资料)|参加考试", r"参加(?=考|$)|考了(?=多少|几)|来考|去考"),
    (
        "取证|获证|拿到?证|获取|通过|合格",
        "拿了?到?了?证|考过了?|考出|及格|(?<![^\\W\\d])过了?(?=多少|几|的)|考下来|(?<=考)上了",
    ),
)
_TOLD = tuple(re.compile(printed) for printed, _ in _STAGES)
_ASKED = tuple(re.compile(f"{printed}|{spoken}") for printed, spoken in _STAGES)


def stages_asked(question: str) -> frozenset[int]:
    """Return the stages that a question speaks of, as numbers."""
    return _in(_ASKED, question)


def stages_told(label: str) -> frozenset[int]:
    """Return the stages that the name of a figure speaks of, as numbers."""
    return _in(_TOLD, label)


def of_another_stage(question: str, label: str) -> bool:
    """Tell whether a figure counts those who came to another stage than the one asked (录取, not 报到)."""
    asked, told = stages_asked(question), stages_told(label)
    return bool(asked and told) and asked.isdisjoint(told)


def says_stage(question: str, start: int, end: int) -> bool:
    """Tell whether a word of the question is part of what names a stage (拿到证)."""
    return any(
        match.start() < end and start < match.end()
        for pattern in _ASKED
        for match in pattern.finditer(question)
    )


def is_of_stage(question: str, label: str) -> bool:
    """Tell whether a figure counts those who came to the very stage that a question asks about."""
    asked = stages_asked(question)
    return len(asked) == 1 and asked == stages_told(label)


def leaves_out_stage(term: str, label: str) -> bool:
    """Tell whether a word of the question speaks of a stage of which the name of a figure does not."""
    return bool(stages_told(term) - stages_told(label))


def _in(patterns: tuple[re.Pattern[str], ...], text: str) -> frozenset[int]:
    return frozenset(i for i, pattern in enumerate(patterns) if pattern.search(text))
