"""Headers on several levels where no rule parts them: a heading that stands centred over several others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.glyphs import Line, Segment
from ingest.rulings import Rule

_BELOW = 1.2  # sizes between the baselines of one level and the next; a cell in the middle is nearer
_CENTRED = 1.5  # sizes by which a heading may miss the middle of what it stands over


def level_rules(header: Sequence[Line]) -> list[Rule]:
    """Return the rules that would stand under the headings which several headings below them share.

    Args:
        header: the lines of a header, top to bottom.
    """
    rules: list[Rule] = []
    for i, upper in enumerate(header):
        below = (line for line in header[i + 1 :] if line.base - upper.base >= _BELOW * upper.size)
        lower = next((line for line in below if len(line.segments) > 1), None)
        if lower is None:
            continue
        for segment, share in _shares(upper, lower):
            ends = (min(segment.x0, share[0].x0), max(segment.x1, share[-1].x1))
            rules.append(Rule(False, lower.base - 0.75 * lower.size, *ends))
    return rules


def _shares(upper: Line, lower: Line) -> Iterator[tuple[Segment, list[Segment]]]:
    """Yield each heading with the two or more headings of a lower line in whose middle it stands."""
    middles = [(segment.x0 + segment.x1) / 2 for segment in upper.segments]
    groups: list[list[Segment]] = [[] for _ in middles]
    for segment in lower.segments:
        middle = (segment.x0 + segment.x1) / 2
        groups[min(range(len(middles)), key=lambda i: abs(middles[i] - middle))].append(segment)
    for segment, middle, group in zip(upper.segments, middles, groups, strict=True):
        if len(group) > 1 and abs(_middle(group) - middle) < _CENTRED * upper.size:
            yield segment, group


def _middle(segments: Sequence[Segment]) -> float:
    """Return the middle between the middles of the first and the last: their widths do not count."""
    return (segments[0].x0 + segments[0].x1 + segments[-1].x0 + segments[-1].x1) / 4
