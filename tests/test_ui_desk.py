from __future__ import annotations

from dataclasses import replace

from rag.errors import IndexMissing, QuestionError
from rag.types import Question
from tests.fakes import ANSWERS, FakeAssistant, made_up_report
from ui.desk import Desk, Filters
from ui.late import LateAssistant
from ui.types import Turn
from ui.words import EN, ZH

NO_FILTERS = Filters()
ASKED = "报到多少人？"


def desk(*, problem: IndexMissing | QuestionError | None = None) -> Desk:
    return Desk(FakeAssistant(made_up_report(), problem=problem), step_s=0)


def test_an_answer_appears_in_steps_and_is_kept_when_whole() -> None:
    frames = list(desk().ask(ASKED, (), NO_FILTERS, ZH))
    assert ZH.waiting.rstrip("…") in frames[0].messages[-1]["content"]
    lengths = [len(frame.messages[-1]["content"]) for frame in frames[1:]]
    assert len(lengths) > 5
    assert lengths == sorted(lengths)
    assert {frame.conversation for frame in frames[:-1]} == {()}
    assert frames[-1].conversation == (Turn(ASKED, ANSWERS[ASKED]),)
    assert "<mark>1165</mark>" in frames[-1].sources
    assert frames[-1].copy_text.startswith("2030年全校实际报到 1165 人[1]")


def test_the_engine_is_told_the_conversation_and_the_filters() -> None:
    assistant = FakeAssistant(made_up_report())
    before = (Turn("一？", ANSWERS[ASKED]), Turn("二？", error="不行"))
    list(Desk(assistant, step_s=0).ask(f" {ASKED} ", before, Filters((2030,), ("云溪职业学院-2031",)), ZH))
    assert assistant.asked == [Question(("一？", "二？", ASKED), (2030,), ("云溪职业学院-2031",))]


def test_an_error_is_said_in_the_chat() -> None:
    frames = list(desk(problem=QuestionError("问题太长。")).ask(ASKED, (), NO_FILTERS, ZH))
    assert "问题太长" in frames[-1].messages[-1]["content"]
    assert frames[-1].conversation == (Turn(ASKED, error="问题太长。"),)
    assert frames[-1].copy_text == ""


def test_nothing_but_spaces_is_not_asked() -> None:
    assistant = FakeAssistant(made_up_report())
    frames = list(Desk(assistant, step_s=0).ask("  \n", (), NO_FILTERS, ZH))
    assert [frame.messages for frame in frames] == [[]]
    assert assistant.asked == []


def test_asking_again_replaces_the_last_turn() -> None:
    before = (Turn("一？", ANSWERS[ASKED]), Turn(ASKED, error="不行"))
    frames = list(desk().ask_again(before, NO_FILTERS, ZH))
    assert frames[-1].conversation == (before[0], Turn(ASKED, ANSWERS[ASKED]))
    assert [frame.conversation for frame in desk().ask_again((), NO_FILTERS, ZH)] == [()]


def test_a_conversation_is_shown_in_either_language() -> None:
    said = (Turn("食堂有几个？", ANSWERS["食堂有几个？"]),)
    assert ZH.kinds["refusal"] in desk().show(said, ZH).messages[1]["content"]
    assert EN.kinds["refusal"] in desk().show(said, EN).messages[1]["content"]


def test_the_shelf_tells_what_is_loaded_or_why_nothing_is() -> None:
    assert [info.title for info in desk().shelf().reports] == [made_up_report().title]
    assert desk(problem=IndexMissing("还没有索引")).shelf().problem == "还没有索引"


def test_examples_are_questions_of_the_newest_report_that_it_answers() -> None:
    older = replace(made_up_report(), id="旧", data_year=2001)
    answered = "2030年生师比是多少？"

    class Knows(FakeAssistant):
        def ask(self, question: Question):
            assert question.reports == (made_up_report().id,)
            return ANSWERS[ASKED] if question.turns == (answered,) else super().ask(question)

    asking = Desk(Knows(older, made_up_report()))
    assert asking.examples(asking.shelf()) == (answered,)
    assert asking.examples(Desk(FakeAssistant()).shelf()) == ()


def test_an_engine_that_is_not_there_yet_is_found_once_it_is() -> None:
    made: list[FakeAssistant] = []

    def make() -> FakeAssistant:
        if not made:
            raise IndexMissing("还没有索引")
        return made[0]

    asking = Desk(LateAssistant(make))
    assert asking.shelf().problem == "还没有索引"
    made.append(FakeAssistant(made_up_report()))
    assert len(asking.shelf().reports) == 1
    assert asking.assistant.ask(Question((ASKED,))) == ANSWERS[ASKED]
    assert asking.assistant.report("云溪职业学院-2031") == made_up_report()
