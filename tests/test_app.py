"""The page in a real browser, first with a made-up engine, then with the real one."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from playwright.sync_api import Browser, expect, sync_playwright

from rag.chain import Assistant
from rag.errors import IndexMissing, QuestionError
from rag.types import Answer, Question
from tests.browser import PHONE, Visitor, launch, serving
from tests.conftest import ROOT
from tests.fakes import ANSWERS, HOSTILE, TITLE, FakeAssistant, made_up_report
from ui.address import bind
from ui.words import EN, ZH

# Gradio counts its events with pandas, in a way that pandas warns of.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]

# Read now: each test starts without the settings of whoever runs it.
SCREENSHOT = os.environ.get("NIANBAO_SCREENSHOT") == "1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(FakeAssistant(made_up_report())) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, url: str) -> Iterator[Visitor]:
    """A visitor who must meet no script error and cause no request beyond this computer."""
    someone = Visitor(browser, url)
    yield someone
    someone.context.close()
    assert someone.outside == []
    assert someone.errors == []


def test_the_page_tells_what_can_be_asked(visitor: Visitor) -> None:
    expect(visitor.page).to_have_title(ZH.title)
    expect(visitor.page.locator("#nb-loaded")).to_contain_text(TITLE)
    expect(visitor.page.locator("#nb-loaded")).to_contain_text("2030")
    expect(visitor.page.locator("#nb-filters")).to_be_hidden()


NOTE_STEPS = """() => {
    window.steps = [];
    const note = () => {
        const said = document.querySelector(".nb-answer:not(.nb-waiting)");
        if (said) window.steps.push(said.innerText.length);
    };
    const all = { childList: true, subtree: true, characterData: true };
    new MutationObserver(note).observe(document.querySelector("#nb-chat"), all);
}"""
IN_SIGHT = """cell => {
    const place = cell.getBoundingClientRect(), box = cell.closest(".nb-context").getBoundingClientRect();
    return place.top >= box.top && place.bottom <= box.bottom;
}"""


def test_an_answer_appears_in_steps(visitor: Visitor) -> None:
    visitor.page.evaluate(NOTE_STEPS)
    assert "1165 人" in visitor.ask("报到多少人？")
    steps = visitor.page.evaluate("window.steps")
    assert len(set(steps)) >= 3
    assert steps == sorted(steps)


def test_the_cited_cell_is_marked_in_its_table(visitor: Visitor) -> None:
    visitor.ask("报到多少人？")
    panel = visitor.page.locator("#nb-sources")
    expect(panel.locator("td.nb-cited")).to_have_text(["11042", "11651"])
    expect(panel).to_contain_text("报告第 7 页 / PDF 第 11 页")
    assert panel.locator("td.nb-cited").first.evaluate(IN_SIGHT)


def test_a_mark_in_the_answer_leads_to_its_source(visitor: Visitor) -> None:
    visitor.ask("报到率有没有矛盾？")
    visitor.ask("报到率是多少？")
    home = visitor.page.url
    visitor.page.locator(".nb-mark[href='#s-1-2']").click()
    source = visitor.page.locator("#s-1-2")
    expect(source).to_be_in_viewport()
    expect(visitor.page.locator(".nb-source", has=source)).to_have_class(re.compile("nb-flash"))
    assert visitor.page.url == home


def test_contradictions_and_refusals_are_told_apart(visitor: Visitor) -> None:
    assert ZH.kinds["contradiction"] in visitor.ask("报到率有没有矛盾？")
    assert ZH.kinds["refusal"] in visitor.ask("食堂有几个？")
    loud = visitor.page.locator(".nb-loud")
    colours = [loud.nth(i).evaluate("said => getComputedStyle(said).borderLeftColor") for i in range(2)]
    assert colours[0] != colours[1]


def test_a_calculation_shows_its_formula_and_rounding(visitor: Visitor) -> None:
    assert "1165 ÷ 1280 × 100%" in visitor.ask("报到率怎么算？")
    expect(visitor.page.locator(".nb-calculation")).to_contain_text("四舍五入")


def test_doubtful_cells_are_flagged(visitor: Visitor) -> None:
    visitor.ask("省外报到多少人？")
    expect(visitor.page.locator("#nb-sources")).to_contain_text(ZH.doubt)
    expect(visitor.page.locator("td.nb-cited.nb-doubtful")).to_contain_text(ZH.doubt_cell)


def test_hostile_text_is_shown_and_does_nothing(visitor: Visitor) -> None:
    dialogs: list[str] = []
    visitor.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert HOSTILE in visitor.ask("社团有几个？")
    visitor.ask(HOSTILE)
    expect(visitor.page.locator(".nb-question").nth(1)).to_contain_text(HOSTILE)
    expect(visitor.page.locator("#nb-sources mark").first).to_contain_text(HOSTILE)
    assert visitor.page.evaluate("window.pwned") is None
    assert dialogs == []
    assert visitor.page.locator("#nb-main img, #nb-main script, #nb-chat a:not(.nb-mark)").count() == 0


def test_the_language_changes_and_the_conversation_stays(visitor: Visitor) -> None:
    visitor.ask("食堂有几个？")
    visitor.page.get_by_text("English", exact=True).click()
    expect(visitor.page.locator("#nb-send")).to_have_text(EN.send)
    expect(visitor.page.locator(".nb-answer")).to_contain_text(EN.kinds["refusal"])
    expect(visitor.page.locator("#nb-sources")).to_contain_text("report p. 7 / PDF p. 11")
    assert EN.kinds["table"] in visitor.ask("报到多少人？")
    visitor.page.get_by_text("中文", exact=True).click()
    expect(visitor.page.locator(".nb-answer").first).to_contain_text(ZH.kinds["refusal"])


def test_enter_of_an_input_method_does_not_send(visitor: Visitor) -> None:
    box = visitor.page.locator("#nb-message textarea")
    box.fill("报到duoshao")
    enter = {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True}
    for kind in ("keydown", "keypress", "keyup"):
        box.dispatch_event(kind, enter)
    visitor.page.wait_for_timeout(500)
    assert box.input_value() == "报到duoshao"
    assert visitor.page.locator(".nb-question").count() == 0
    assert "1165 人" in visitor.ask("报到多少人？")


def test_clearing_begins_a_new_conversation(visitor: Visitor) -> None:
    visitor.ask("报到多少人？")
    visitor.page.locator("#nb-clear").click()
    expect(visitor.page.locator(".nb-answer")).to_have_count(0)
    expect(visitor.page.locator("#nb-sources")).to_have_text(ZH.sources_empty)
    assert "61 人" in visitor.ask("省外报到多少人？")


def test_the_answer_is_copied_with_its_sources(visitor: Visitor) -> None:
    visitor.ask("报到率是多少？")
    visitor.page.locator("#nb-copy").click()
    expect(visitor.page.locator("#nb-copy")).to_have_text(ZH.copied)
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        f"2030年报到率为 91.02%[1]。\n\n出处：\n[1] 《{TITLE}》 2.1 招生与报到 报告第 7 页 / PDF 第 11 页"
    )


def test_a_screen_reader_hears_the_text_and_the_language(visitor: Visitor) -> None:
    visitor.ask("报到率是多少？")
    assert visitor.page.locator("#nb-chat [aria-label*='<div']").count() == 0
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-CN"
    visitor.page.get_by_text("English", exact=True).click()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")


class Remembering(FakeAssistant):
    """Says what it was asked, where that is a single letter, with the turns before and the filters."""

    def ask(self, question: Question) -> Answer:
        if len(question.turns[-1]) > 1:
            return ANSWERS["报到率是多少？"]
        self.asked.append(question)
        said = f"{len(self.asked)}：{'、'.join(question.turns)}；{question.years}；{question.reports}"
        return Answer(said, "text")


def test_turns_retry_and_filters_reach_the_engine(browser: Browser) -> None:
    older = replace(made_up_report(), id="旧报告", title="旧报告（2021）", data_year=2020)
    with serving(Remembering(made_up_report(), older)) as url:
        one, other = Visitor(browser, url), Visitor(browser, url)
        assert "1：甲；" in one.ask("甲")
        assert "2：丙；" in other.ask("丙")
        assert "3：甲、乙；" in one.ask("乙")
        one.page.locator("#nb-retry").click()
        expect(one.page.locator(".nb-answer").nth(1)).to_contain_text("4：甲、乙；")
        assert one.page.locator(".nb-answer").count() == 2
        one.page.locator("#nb-filters button").first.click()
        one.page.locator("#nb-years input").click()
        one.page.get_by_role("option", name="2020").click()
        one.page.locator("#nb-reports input").click()
        one.page.get_by_role("option", name="旧报告（2021）").click()
        assert "甲、乙、丁；(2020,)；('旧报告',)" in one.ask("丁")
        one.context.close()
        other.context.close()


def test_an_example_is_asked_by_a_click(browser: Browser) -> None:
    with serving(Remembering(made_up_report())) as url:
        someone = Visitor(browser, url)
        someone.page.locator("#nb-chat .example").first.click()
        assert someone.page.locator(".nb-question").inner_text() == "2030年生师比是多少？"
        assert "91.02%" in someone.answer(1)
        someone.context.close()


def test_without_an_index_the_page_opens_and_says_what_to_do(browser: Browser) -> None:
    problem = IndexMissing("还没有索引。请先运行 python -m ingest sync")
    assistant = FakeAssistant(made_up_report(), problem=problem)
    with serving(assistant) as url:
        someone = Visitor(browser, url)
        expect(someone.page.locator("#nb-loaded")).to_contain_text("python -m ingest sync")
        assert "还没有索引" in someone.ask("报到多少人？")
        assistant.problem = None
        assert "1165 人" in someone.ask("报到多少人？")
        expect(someone.page.locator("#nb-loaded")).to_contain_text(TITLE)
        someone.context.close()
    with serving(FakeAssistant()) as url:
        someone = Visitor(browser, url)
        expect(someone.page.locator("#nb-loaded")).to_contain_text(ZH.none_loaded)
        expect(someone.page.locator("#nb-loaded code")).to_have_text("python -m ingest sync")
        someone.context.close()


def test_a_phone_shows_everything_in_one_column(browser: Browser, url: str) -> None:
    someone = Visitor(browser, url, PHONE, "dark")
    someone.ask("报到多少人？")
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    chat, panel = (someone.page.locator(pane).bounding_box() for pane in (".nb-talk", ".nb-side"))
    assert chat
    assert panel
    assert panel["y"] >= chat["y"] + chat["height"]
    background = someone.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", background)[:3])) < 64
    someone.context.close()


def call(url: str, *data: object) -> tuple[str, object]:
    """Call the endpoint the way a script without Gradio's client does; return the event and its data."""
    event = httpx.post(f"{url}/gradio_api/call/ask", json={"data": data}).json()["event_id"]
    lines = httpx.get(f"{url}/gradio_api/call/ask/{event}").text.splitlines()
    return lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))


def test_the_endpoint_gives_the_answer_as_data(url: str) -> None:
    event, data = call(url, "报到多少人？")
    assert event == "complete"
    assert isinstance(data, list)
    assert data[0]["answer"] == ANSWERS["报到多少人？"].text
    assert data[0]["citations"][0]["section"] == "2.1"
    assert data[0]["figures"][0] == {
        "value": "1165",
        "unit": "人",
        "indicator": "报到",
        "year": 2030,
        "citation": 1,
    }


def test_the_endpoint_is_the_one_that_is_listed_and_takes_names(url: str) -> None:
    client = Client(url, verbose=False)
    assert list(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == ["/ask"]
    answer = client.predict("报到率是多少？", turns=["报到多少人？"], years=[2030], api_name="/ask")
    assert answer["kind"] == "text"
    client.close()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((), "参数 question 应为一段文字"),
        ((5,), "参数 question 应为一段文字"),
        (("问", "上一问"), "参数 turns 应为文字列表"),
        (("问", [], ["今年"]), "参数 years 应为整数列表"),
        (("问", [], [], [1]), "参数 reports 应为报告编号列表"),
    ],
)
def test_the_endpoint_says_what_is_wrong(url: str, data: tuple[object, ...], message: str) -> None:
    event, said = call(url, *data)
    assert event == "error"
    assert isinstance(said, dict)
    assert said["error"] == message


def test_an_error_of_the_engine_is_the_endpoints_message() -> None:
    with serving(FakeAssistant(made_up_report(), problem=QuestionError("问题太长。"))) as url:
        event, said = call(url, "问")
    assert (event, isinstance(said, dict) and said["error"]) == ("error", "问题太长。")


def test_the_page_names_no_other_host_to_fetch_from(url: str) -> None:
    page = httpx.get(url)
    assert "default-src 'self'" in page.headers["content-security-policy"]
    fetched = re.findall(
        r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](https?:)?//[^"']+""", page.text
    )
    assert fetched == []
    assert "googleapis" not in page.text


# With the real engine and the shipped report


@pytest.fixture
def staff(browser: Browser, assistant: Assistant) -> Iterator[Visitor]:
    with serving(assistant) as url:
        someone = Visitor(browser, url)
        yield someone
        someone.context.close()
        assert someone.outside == []
        assert someone.errors == []


def test_the_shipped_report_is_asked_and_the_cell_is_marked(staff: Visitor) -> None:
    assert "92.12" in staff.ask("2020年报到率是多少？")
    panel = staff.page.locator("#nb-sources")
    expect(panel).to_contain_text("2.1.1 招生概况")
    expect(panel.locator("td.nb-cited mark")).to_have_text("92.12")
    assert "276" in staff.ask("2019年理科市外录取分数线？")
    assert "未提及" in staff.ask("食堂有几个窗口？")


def test_examples_of_the_shipped_report_are_answered(staff: Visitor) -> None:
    examples = staff.page.locator("#nb-chat .example")
    expect(examples).to_have_count(4, timeout=30_000)
    asked = examples.nth(1).inner_text()
    examples.nth(1).click()
    said = staff.answer(1)
    assert staff.page.locator(".nb-question").inner_text() == asked
    assert ZH.kinds["refusal"] not in said
    assert staff.page.locator("#nb-sources .nb-source").count() > 0


def test_the_screenshot_of_the_readme_is_made_when_asked_for(staff: Visitor) -> None:
    """With NIANBAO_SCREENSHOT=1 the committed picture is made anew; else only that it is there is checked."""
    picture = ROOT / "docs" / "screenshot.png"
    if SCREENSHOT:
        expect(staff.page.locator("#nb-chat .example").first).to_be_visible(timeout=30_000)
        staff.ask("2020年报到率是多少？")
        staff.ask("高职扩招里药学专业总共录取多少人？")
        staff.page.locator("#nb-message textarea").blur()
        staff.page.wait_for_timeout(2000)
        staff.page.screenshot(path=picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "docs/screenshot.png" in (ROOT / "README.md").read_text(encoding="utf-8")


# The program as it is started


@contextmanager
def running(tmp_path: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run ``python app.py`` with an index folder of the test's own; give the process and its address."""
    with bind("127.0.0.1", 0) as free:
        port = str(free.getsockname()[1])
    names = {"NIANBAO_PORT": port, "NIANBAO_INDEX_DIR": str(tmp_path / "index"), **settings}
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **names, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def test_ctrl_c_stops_it_cleanly_with_a_page_open(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as (process, line):
        url = re.findall(r"http://127\.0\.0\.1:\d+", line)[0]
        someone = Visitor(browser, url)
        expect(someone.page.locator("#nb-loaded")).to_contain_text("python -m ingest")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        someone.context.close()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert "还没有索引" in errors


def test_an_index_made_while_it_runs_is_found(browser: Browser, tmp_path: Path, index_dir: Path) -> None:
    with running(tmp_path) as (_, line):
        someone = Visitor(browser, re.findall(r"http://\S+?:\d+", line)[0])
        expect(someone.page.locator("#nb-loaded")).to_contain_text("python -m ingest")
        shutil.copytree(index_dir, tmp_path / "index")
        assert "92.12" in someone.ask("2020年报到率是多少？")
        expect(someone.page.locator("#nb-loaded")).to_contain_text("2020")
        someone.context.close()


def test_a_login_is_asked_for_where_one_is_set(tmp_path: Path) -> None:
    with running(tmp_path, NIANBAO_AUTH="张三:秘密") as (_, line):
        url = re.findall(r"http://\S+?:\d+", line)[0]
        assert httpx.get(f"{url}/gradio_api/info").status_code == 401
        assert httpx.post(f"{url}/gradio_api/call/ask", json={"data": ["问"]}).status_code == 401
        entered = httpx.post(f"{url}/login", data={"username": "张三", "password": "秘密"})
        assert entered.status_code == 200
        assert httpx.get(f"{url}/gradio_api/info", cookies=entered.cookies).status_code == 200


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"NIANBAO_PORT": "{taken}"}, "端口 {taken} 已被占用"),
        ({"NIANBAO_PORT": "many"}, "NIANBAO_PORT"),
        ({"NIANBAO_PROT": "80"}, "没有名为 NIANBAO_PROT 的设置"),
        ({"NIANBAO_AUTH": "张三"}, "NIANBAO_AUTH"),
    ],
)
def test_what_cannot_be_started_is_said_in_one_line(names: dict[str, str], message: str) -> None:
    with bind("127.0.0.1", 0) as listening:
        taken = str(listening.getsockname()[1])
        settings = {name: value.format(taken=taken) for name, value in names.items()}
        ended = subprocess.run(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
        )
    assert ended.returncode == 1
    assert message.format(taken=taken) in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""
