from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.storage.retrieve import BACKGROUND, HybridRetriever, fuse
from tests.reports import sentence_chunks, small_report

RANKINGS = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=4)


def test_fused_score_is_the_sum_of_reciprocal_ranks():
    # a: 1/61 + 1/63, b: 1/62 + 1/61, c: 1/62
    fused = fuse([["a", "b"], ["b", "c", "a"]])
    assert [id_ for id_, _ in fused] == ["b", "a", "c"]
    assert [score for _, score in fused] == pytest.approx([1 / 62 + 1 / 61, 1 / 61 + 1 / 63, 1 / 62])


def test_small_k_gives_more_weight_to_the_first_ranks():
    # With k=0 one first place (1) beats two third places (1/3 + 1/3); with k=60 it does not.
    rankings = [["a", "x", "b"], ["y", "z", "b"]]
    assert fuse(rankings, k=0)[0][0] == "a"
    assert fuse(rankings, k=60)[0][0] == "b"


@given(RANKINGS)
def test_fusing_keeps_every_id_once_and_orders_by_score(rankings):
    before = [list(ranking) for ranking in rankings]
    fused = fuse(rankings)
    assert rankings == before
    assert {id_ for id_, _ in fused} == {id_ for ranking in rankings for id_ in ranking}
    assert len(fused) == len(dict(fused))
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_one_ranking_stays_as_it_is(ranking):
    assert [id_ for id_, _ in fuse([ranking])] == ranking


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory, embedder):
    index = ReportIndex.open_or_create(Settings(index_dir=tmp_path_factory.mktemp("two") / "index"), embedder)
    for year in (2030, 2031):
        report = small_report(year)
        index.put(report, sentence_chunks(report))
    yield HybridRetriever.over(index, Settings())
    index.close()


SUBJECTS = (
    "语文 数学 物理 化学 生物 历史 地理 音乐 美术 体育".split()
    + "会计 物流 护理 焊接 电工 园林 烹饪 旅游 建筑 测绘".split()
)


@pytest.fixture(scope="module")
def many_sentences(tmp_path_factory, embedder):
    index = ReportIndex.open_or_create(
        Settings(index_dir=tmp_path_factory.mktemp("many") / "index"), embedder
    )
    report = small_report()
    texts = (
        "图书馆藏书50万册。",
        *(f"{subject}课由{i + 2}名教师讲授。" for i, subject in enumerate(SUBJECTS * 2)),
    )
    index.put(report, sentence_chunks(report, tuple(dict.fromkeys(texts))))
    yield HybridRetriever.over(index, Settings())
    index.close()


def test_a_lead_is_how_much_nearer_than_the_background_a_hit_is(many_sentences):
    question = "图书馆有多少册藏书？"
    hits = {hit.ranks["dense"]: hit for hit in many_sentences.hits(question, (), 30) if "dense" in hit.ranks}
    nearest = many_sentences.index.snapshot().search(
        many_sentences.embedder.embed_query(question), BACKGROUND + 1, ()
    )
    background = nearest[BACKGROUND][1]
    assert hits[1].chunk.quote == "图书馆藏书50万册。"
    assert hits[1].lead == pytest.approx(nearest[0][1] - background)
    leads = [hits[rank].lead for rank in sorted(hits) if rank <= BACKGROUND]
    assert leads == sorted(leads, reverse=True)
    assert leads[-1] >= 0 < hits[1].lead
    assert all(hit.lead == 0 for rank, hit in hits.items() if rank > BACKGROUND)


def test_the_sentence_that_answers_leads_further_than_any_does_for_what_is_not_told(many_sentences):
    told = max(hit.lead for hit in many_sentences.hits("图书馆有多少册藏书？", (), 30))
    untold = max(hit.lead for hit in many_sentences.hits("学校的食堂有几个窗口？", (), 30))
    assert told > untold


def test_of_few_chunks_none_is_known_to_lead(two_reports):
    assert {hit.lead for hit in two_reports.hits("图书馆有多少册藏书？", (), 6)} == {0.0}


def test_hit_tells_where_each_ranking_had_it(two_reports):
    hit, *_ = two_reports.hits("图书馆有多少册藏书？", ["某某职业学院-2030"], 3)
    assert hit.chunk.quote == "图书馆藏书50万册。"
    assert dict(hit.ranks) == {"dense": 1, "lexical": 1}
    assert hit.score == pytest.approx(2 / 61)


def test_only_the_named_reports_are_searched_and_all_without_a_name(two_reports):
    assert {hit.chunk.report for hit in two_reports.hits("教师", ["某某职业学院-2031"], 10)} == {
        "某某职业学院-2031"
    }
    assert len(two_reports.hits("教师", (), 10)) == 6
    assert len(two_reports.hits("教师", (), 2)) == 2


def test_it_is_a_langchain_retriever(two_reports):
    assert isinstance(two_reports, BaseRetriever)
    documents = two_reports.invoke("教师有多少人？")
    assert all(isinstance(document, Document) for document in documents)
    assert documents[0].metadata["quote"] == "教师共有320人。"
    assert documents[0].metadata["report"] in ("某某职业学院-2030", "某某职业学院-2031")


def test_same_question_gives_the_same_hits_from_any_thread(two_reports):
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: two_reports.hits("招生报到情况", (), 6), range(20)))
    assert all(hits == found[0] for hits in found)


class LongestFirst:
    """A reranker with an opinion that is easy to check."""

    def scores(self, question, texts):
        return tuple(float(len(text)) for text in texts)


def test_reranker_reorders_what_was_found(two_reports):
    reranked = two_reports.model_copy(update={"reranker": LongestFirst()})
    hits = reranked.hits("教师", ["某某职业学院-2030"], 3)
    lengths = [len(hit.chunk.text) for hit in hits]
    assert lengths == sorted(lengths, reverse=True)
    assert [hit.ranks["reranked"] for hit in hits] == [1, 2, 3]


def test_shipped_report_gives_the_place_of_a_known_fact(index):
    retriever = HybridRetriever.over(index, Settings())
    labels = [hit.chunk.label for hit in retriever.hits("2019年理科市外录取分数线", (), 5)]
    assert "表5" in labels
