"""What indicator an everyday question means (自己开店的学生有几个: 自主创业人数), by its nearest example.

Examples in people's own words stand in ``data/everyday.toml`` for each indicator of the lexicon, and for
other things that people ask, which must not be taken for one. A question means what the nearest example
does, where that is clearly nearer than any example of something else (nearest neighbours with a reject
option: Cover & Hart, IEEE Trans. Inf. Theory 13, 1967; Hellman, IEEE Trans. SSC 6, 1970).
"""

from __future__ import annotations

import hashlib
import logging
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import rjieba
from pydantic import BaseModel

from rag.embed import PACKAGED, Embedder, Vectors, load_embedder
from rag.settings import Settings
from rag.text import normalize

log = logging.getLogger(__name__)

# How near the nearest example must be, and by how much nearer than what means something else.
# Measured on questions whose answer is known: see eval.
LEAST, LEAD, KIN = 0.935, 0.007, 0.02
_DATA = "data/everyday.toml"
_FILE = "everyday.npz"


class _Asked(BaseModel, frozen=True, extra="forbid"):
    name: str
    asked: tuple[str, ...]


class _Examples(BaseModel, frozen=True, extra="forbid"):
    indicator: tuple[_Asked, ...]
    other: tuple[_Asked, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """An indicator that a question means, the example it is most like, and by how much more than others."""

    name: str
    example: str
    lead: float


@dataclass(frozen=True)
class Everyday:
    """The examples and their vectors, shape (n, dim), of length 1.

    ``meanings`` are the name of the indicator of each, empty where it means none.
    """

    meanings: tuple[str, ...]
    texts: tuple[str, ...]
    vectors: Vectors

    def meant(self, vector: Vectors, of_kind: Collection[str] = ()) -> Meant | None:
        """Return the indicator that a question means, None where that is not clear.

        Args:
            vector: of the question, shape (dim,), of length 1.
            of_kind: the indicators in the kind of figure asked for, which are preferred to those hardly
                nearer (创业人数 to 创业率, where a number is asked for); empty where that is not known.
        """
        best: dict[str, tuple[float, str]] = {}
        for like, name, text in zip((self.vectors @ vector).tolist(), self.meanings, self.texts, strict=True):
            if like > best.get(name, (-1.0, ""))[0]:
                best[name] = (like, text)
        nearest = max(like for like, _ in best.values())
        hardly = {name for name, (like, _) in best.items() if like > nearest - KIN}
        if kin := hardly.intersection(of_kind):
            best = {
                name: found for name, found in best.items() if name in kin or name not in hardly or not name
            }
        (name, (first, text)), (_, (second, _)) = sorted(best.items(), key=lambda item: -item[1][0])[:2]
        if not name or first < LEAST or first - second < LEAD:
            return None
        return Meant(name, text, first - second)


def load_everyday(embedder: Embedder, folder: Path) -> Everyday | None:
    """Return the examples with their vectors of a model, None where they have not been made for it.

    Args:
        embedder: the model that questions are embedded with.
        folder: of the index, where the vectors of a model other than the packaged one are kept.
    """
    source = _source(embedder, folder)
    if not _fits(embedder, source):
        return None
    with source.open("rb") as stream, np.load(stream) as stored:
        return Everyday(*_examples(), stored["vectors"].astype(np.float32))


def ensure_vectors(embedder: Embedder, folder: Path) -> None:
    """Make the vectors of the examples for a model, where neither the package nor the folder has them."""
    target = folder / _FILE
    if not _fits(embedder, _source(embedder, folder)):
        log.info("embedding the examples of everyday questions with %s", embedder.name)
        make_vectors(embedder, target)


def make_vectors(embedder: Embedder, target: Path) -> None:
    """Embed all examples and write their vectors to a file, in one step."""
    _, texts = _examples()
    vectors = np.array([embedder.embed_query(text) for text in texts])
    new = target.with_suffix(".new")
    with new.open("wb") as stream:
        np.savez_compressed(stream, made_of=_made_of(embedder), vectors=vectors.astype(np.float16))
    new.replace(target)


def is_common(word: str) -> bool:
    """Tell whether a word, or each of its parts, stands in the examples: it tells how people ask."""
    texts = _all_texts()
    parts = rjieba.cut(word) if len(word) > 2 else [word]
    return word in texts or all(part in texts or len(part) == 1 < len(parts) for part in parts)


def _source(embedder: Embedder, folder: Path) -> Path:
    kept = folder / _FILE
    return kept if embedder.name != PACKAGED or kept.is_file() else Path(str(files("rag"))) / "data" / _FILE


def _fits(embedder: Embedder, source: Path) -> bool:
    """Whether a file holds the vectors of this model for these texts."""
    if not source.is_file():
        return False
    with source.open("rb") as stream, np.load(stream) as stored:
        return str(stored["made_of"]) == _made_of(embedder)


@lru_cache(maxsize=1)
def _examples() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What each example means, and its text."""
    data = files("rag").joinpath(_DATA).read_text(encoding="utf-8")
    read = _Examples.model_validate(tomllib.loads(data))
    meant = [(normalize(entry.name), text) for entry in read.indicator for text in entry.asked]
    meant += [("", text) for entry in read.other for text in entry.asked]
    return tuple(name for name, _ in meant), tuple(text for _, text in meant)


@lru_cache(maxsize=1)
def _all_texts() -> str:
    return "\n".join(_examples()[1])


def _made_of(embedder: Embedder) -> str:
    """The model and the texts that vectors belong to."""
    digest = hashlib.sha256("\n".join(_examples()[1]).encode()).hexdigest()
    return f"{embedder.name} {digest}"


if __name__ == "__main__":
    # After a change of the examples: their vectors by the packaged model, beside them.
    make_vectors(load_embedder(Settings()), Path(str(files("rag"))) / "data" / _FILE)
