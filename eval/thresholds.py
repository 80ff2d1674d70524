"""The least that each suite must reach, kept in ``thresholds.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.metrics import Share
from eval.run import Scores

THRESHOLDS = Path(__file__).with_name("thresholds.toml")


def shortfalls(suite: str, scores: Scores, path: Path = THRESHOLDS) -> tuple[str, ...]:
    """Return, in Chinese, what a suite falls short of; none for a suite without thresholds.

    A share without cases (None) falls short of nothing.

    Raises:
        ValueError: a threshold names no score.
    """
    limits = _limits(path).get(suite, {})
    found = []
    for name, limit in limits.items():
        if name == "measures":
            continue
        if name not in Scores.__dataclass_fields__:
            raise ValueError(f"{path}: [{suite}] {name} is no score")
        score = getattr(scores, name)
        if isinstance(score, Share):
            if score.value is not None and score.value < limit:
                found.append(f"{suite}: {name} 为 {score}，低于 {limit:.0%}")
        elif score > limit:
            found.append(f"{suite}: {name} 为 {score}，超过 {limit}")
    return tuple(found)


def measure_shortfalls(suite: str, measures: Mapping[str, float], path: Path = THRESHOLDS) -> tuple[str, ...]:
    """Return, in Chinese, which measures of a suite are below their threshold (``[suite.measures]``).

    A measure without a threshold, or a threshold whose measure was not taken, falls short of nothing.
    """
    limits = _limits(path).get(suite, {}).get("measures", {})
    return tuple(
        f"{suite}: {name} 为 {measures[name]:.4f}，低于 {limit}"
        for name, limit in limits.items()
        if name in measures and measures[name] < limit
    )


def _limits(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
