import pytest

from eval.audit import Judgement, audit_measures, audit_score, load_judgements
from eval.metrics import Share
from rag.chain import Assistant

REAL = Judgement(report="2021", holds=("课程", "946", "984"), real=True, wanted=True, why="")
FALSE = Judgement(report="2021", holds=("报考", "1618"), real=False, wanted=False, why="")
MISSED = Judgement(report="2021", holds=("学费", "5"), real=True, wanted=True, why="")


def test_findings_are_real_false_or_unjudged():
    messages = ["课程总数为 946 门，各项相加为 984门。", "报考人数前者为 1,618人", "生师比不一致：19 与 20"]
    score = audit_score(messages, [REAL, FALSE, MISSED])
    assert score.precision == Share(1, 3)
    assert score.found == Share(1, 2)
    assert score.unjudged == (messages[2],)


def test_numbers_are_matched_whole():
    assert audit_score(["课程 1946 门，9840"], [REAL]).precision == Share(0, 1)


@pytest.mark.slow
def test_the_audit_of_the_shipped_report_finds_what_a_reader_found(assistant: Assistant):
    precision, found, *unjudged = audit_measures(assistant)
    assert (precision.score or 0) >= 0.8, unjudged
    assert found.score == 1.0
    assert len(load_judgements()) >= 12
