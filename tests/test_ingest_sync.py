from __future__ import annotations

import json
import shutil

import pytest

from ingest.__main__ import main
from ingest.pipeline import Options, ingest_file
from ingest.sync import sync
from rag.chain import Assistant
from rag.errors import SourceError
from rag.storage.index import ReportIndex
from rag.types import Question
from tests.conftest import SHIPPED

PROSE = "新生报到率为95.10%，比上年提高1.2个百分点。学校现有教师320人。"


def report_text(year: int, prose: str = PROSE) -> str:
    """A whole small report as text, with contents, headings and a table."""
    return "\n".join(
        [
            "云溪职业学院",
            f"高等职业教育质量年度报告（{year}）",
            f"{year - 1}年12月",
            "1 基本情况",
            "1.1 学校概况",
            f"云溪职业学院创建于1958年，是公办高等职业院校。{prose}",
            "2 学生发展",
            "2.1 招生情况",
            "招生情况见表1。",
            "表 1：招生情况一览表",
            "类别\t计划数（人）\t录取数（人）\t报到率（%）",
            "合计\t1280\t1240\t95.10",
            "其中：省内\t1200\t1165\t95.60",
            "",
        ]
    )


@pytest.fixture
def folder(settings):
    (settings.reports_dir / "2031.txt").write_text(report_text(2031), encoding="utf-8")
    return settings.reports_dir


@pytest.fixture
def run(settings, monkeypatch, capsys):
    """Run a command of ``python -m ingest``; gives exit code, stdout and stderr."""
    monkeypatch.setenv("NIANBAO_INDEX_DIR", str(settings.index_dir))
    monkeypatch.setenv("NIANBAO_REPORTS_DIR", str(settings.reports_dir))

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


def ids(settings, embedder) -> list[str]:
    opened = ReportIndex.open(settings, embedder)
    try:
        return [info.id for info in opened.reports()]
    finally:
        opened.close()


def test_first_sync_tells_what_it_found_and_second_embeds_nothing(run, folder):
    code, out, _ = run("sync")
    assert code == 0
    assert "云溪职业学院-2031" in out
    for word in ("章节", "表格 1", "单元格", "案例", "图", "片段", "秒"):
        assert word in out
    code, out, err = run("sync")
    assert (code, out.strip(), err) == (0, "未变：云溪职业学院-2031。", "")
    code, out, _ = run("sync", "--json")
    assert json.loads(out) == {
        "reports": [],
        "unchanged": ["云溪职业学院-2031"],
        "removed": [],
        "set_aside": [],
        "failures": [],
    }


def test_second_sync_leaves_every_byte_of_the_index(run, folder, settings):
    run("sync")
    manifest = settings.index_dir / "manifest.json"
    before = manifest.read_bytes(), manifest.stat().st_ino
    run("sync")
    assert (manifest.read_bytes(), manifest.stat().st_ino) == before


def test_same_input_gives_the_same_chunk_ids_elsewhere(run, folder, settings, embedder, tmp_path):
    run("sync")
    other = settings.model_copy(update={"index_dir": tmp_path / "elsewhere"})
    index = ReportIndex.open_or_create(other, embedder)
    sync(folder, index, other.index_dir, Options())
    first = ReportIndex.open(settings, embedder)
    assert index.manifest.live[0].version == first.manifest.live[0].version
    assert list(index.chunks("云溪职业学院-2031")) == list(first.chunks("云溪职业学院-2031"))


def test_corrected_file_replaces_its_report_with_nothing_left_over(run, folder, settings, embedder):
    run("sync")
    (folder / "2031.txt").write_text(report_text(2031, PROSE.replace("95.10%", "96.20%")), encoding="utf-8")
    code, out, _ = run("sync", "--json")
    (told,) = json.loads(out)["reports"]
    assert code == 0
    assert told["replaced"]
    assert told["embedded"] == 1
    index = ReportIndex.open(settings, embedder)
    quotes = " ".join(chunk.quote for chunk in index.chunks("云溪职业学院-2031").values())
    assert "96.20%" in quotes
    assert "95.10%" not in quotes
    assert run("check")[0] == 0


def test_second_report_stands_beside_and_a_vanished_one_goes(run, folder, settings, embedder):
    run("sync")
    (folder / "2032.txt").write_text(report_text(2032), encoding="utf-8")
    code, out, _ = run("sync")
    assert code == 0
    assert "未变：云溪职业学院-2031" in out
    assert ids(settings, embedder) == ["云溪职业学院-2032", "云溪职业学院-2031"]
    (folder / "2031.txt").unlink()
    code, out, _ = run("sync")
    assert "从索引去掉：云溪职业学院-2031" in out
    assert ids(settings, embedder) == ["云溪职业学院-2032"]


def test_report_added_from_elsewhere_is_not_touched_by_sync(run, folder, settings, embedder, tmp_path):
    other = tmp_path / "另存.txt"
    other.write_text(report_text(2035), encoding="utf-8")
    assert run("add", other)[0] == 0
    run("sync")
    assert ids(settings, embedder) == ["云溪职业学院-2035", "云溪职业学院-2031"]
    other.unlink()
    run("sync")
    assert ids(settings, embedder) == ["云溪职业学院-2035", "云溪职业学院-2031"]


def test_one_bad_file_does_not_stop_the_others(run, folder, settings, embedder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    code, out, err = run("sync")
    assert code == 1
    assert "已加入 云溪职业学院-2031" in out
    errors = [line for line in err.splitlines() if line.startswith("错误")]
    assert len(errors) == 2
    assert ids(settings, embedder) == ["云溪职业学院-2031"]


def test_file_that_breaks_keeps_the_report_it_gave_before(run, folder, settings, embedder):
    run("sync")
    (folder / "2031.txt").write_bytes(b"")
    code, _, err = run("sync")
    assert code == 1
    assert "2031.txt" in err
    assert ids(settings, embedder) == ["云溪职业学院-2031"]


def test_best_format_of_one_report_is_taken_and_the_next_when_it_goes(run, folder, settings, embedder):
    shutil.copy(SHIPPED / "2021.txt", folder / "a.txt")
    shutil.copy(SHIPPED / "2021.txt", folder / "a.csv")
    (folder / "a.csv").write_text(report_text(2031), encoding="utf-8")
    (folder / "a.txt").write_text(report_text(2031) + "附注。\n", encoding="utf-8")
    (folder / "2031.txt").unlink()
    code, out, _ = run("sync")
    assert code == 0
    opened = ReportIndex.open(settings, embedder)
    (info,) = opened.reports()
    better, worse = ("a.csv", "a.txt") if info.source == "a.csv" else ("a.txt", "a.csv")
    assert f"{worse} 与已采用的文件是同一份报告" in out
    assert run("sync", "--json")[1].count(worse) == 1
    (folder / better).unlink()
    run("sync")
    assert [info.source for info in opened.reports()] == [worse]


@pytest.mark.parametrize("command", ["add", "sync"])
def test_missing_and_unreadable_files_are_told_in_one_chinese_line(run, settings, command, tmp_path):
    code, out, err = run(command, tmp_path / "没有" / "这个.txt")
    assert code == 1
    assert out == ""
    assert err.startswith("错误：")
    assert len(err.splitlines()) == 1
    assert "找不到" in err


def test_folder_gone_empty_does_not_empty_the_index(run, folder, settings, embedder):
    run("sync")
    (folder / "2031.txt").unlink()
    code, _, err = run("sync")
    assert code == 1
    assert "没有报告文件" in err
    assert ids(settings, embedder) == ["云溪职业学院-2031"]


def test_a_first_sync_that_fails_leaves_an_index_that_can_be_asked(run, settings):
    assert run("sync")[0] == 1
    answer = Assistant(settings).ask(Question(("报到率是多少？",)))
    assert answer.text == "报告中未提及所问的内容：索引中还没有报告。"


def test_markdown_is_taken_in(run, settings, embedder):
    (settings.reports_dir / "2031.md").write_text(
        report_text(2031).replace("1 基本", "# 1 基本"), encoding="utf-8"
    )
    assert run("sync")[0] == 0
    assert ids(settings, embedder) == ["云溪职业学院-2031"]


def test_temporary_files_of_word_are_passed_over(run, folder):
    (folder / "~$2031.docx").write_bytes(b"owner")
    (folder / ".2031.txt.swp").write_bytes(b"vim")
    (folder / "notes.log").write_text("not a report")
    assert run("sync")[0] == 0


def test_list_and_remove(run, folder):
    run("sync")
    code, out, _ = run("list")
    assert code == 0
    assert out.split("\t")[0] == "云溪职业学院-2031"
    (row,) = json.loads(run("list", "--json")[1])
    assert (row["id"], row["year"], row["source"]) == ("云溪职业学院-2031", 2031, "2031.txt")
    code, _, err = run("remove", "别的学校-2031")
    assert code == 1
    assert "现有：云溪职业学院-2031" in err
    assert run("remove", "云溪职业学院-2031")[0] == 0
    assert json.loads(run("list", "--json")[1]) == []


def test_check_tells_of_files_that_the_index_does_not_know(run, folder):
    run("sync")
    assert run("check")[:2] == (
        0,
        f"索引正常：1 份报告，{json.loads(run('list', '--json')[1])[0]['chunks']} 条片段。\n",
    )
    (folder / "2032.txt").write_text(report_text(2032), encoding="utf-8")
    (folder / "2031.txt").write_text(report_text(2031, "改了。"), encoding="utf-8")
    code, out, _ = run("check")
    assert code == 1
    assert "2032.txt 还没有入库" in out
    assert "2031.txt 入库后改过" in out


@pytest.mark.parametrize("command", [["list"], ["check"], ["remove", "x"]])
def test_without_an_index_the_command_says_how_to_make_one(run, settings, command):
    code, _, err = run(*command)
    assert code == 1
    assert "python -m ingest sync" in err
    assert not settings.index_dir.exists()


def test_broken_index_stops_every_command_and_stays_as_it_is(run, folder, settings):
    settings.index_dir.mkdir()
    manifest = settings.index_dir / "manifest.json"
    manifest.write_text("{")
    for command in (["sync"], ["add", folder / "2031.txt"], ["list"], ["check"]):
        code, _, err = run(*command)
        assert code == 1
        assert err.startswith("错误：")
        assert len(err.splitlines()) == 1
    assert manifest.read_text() == "{"


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["add"], ["add", "x.txt", "--year", "abc"]])
def test_wrong_usage_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_unknown_setting_is_told(run, monkeypatch, folder):
    monkeypatch.setenv("NIANBAO_INDEXDIR", "x")
    code, _, err = run("list")
    assert code == 1
    assert "NIANBAO_INDEXDIR" in err


def test_sync_with_another_model_rebuilds_what_other_folders_gave_too(
    run, folder, settings, monkeypatch, tiny_model
):
    other = settings.index_dir.parent / "另存.txt"
    other.write_text(report_text(2035), encoding="utf-8")
    run("add", other)
    run("sync")
    other.unlink()
    monkeypatch.setenv("NIANBAO_EMBEDDING_MODEL", tiny_model.name)
    code, _, err = run("list")
    assert code == 1
    assert "python -m ingest sync" in err
    assert run("sync")[0] == 0
    assert run("check")[0] == 0
    assert len(json.loads(run("list", "--json")[1])) == 2


def test_year_given_by_hand_wins(settings, embedder, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(report_text(2031), encoding="utf-8")
    index = ReportIndex.open_or_create(settings, embedder)
    item = ingest_file(path, index, settings.index_dir, Options(year=2040))
    assert item.report.id == "云溪职业学院-2040"


def test_dump_leaves_readable_files(run, folder, tmp_path):
    assert run("sync", "--dump", tmp_path / "dump")[0] == 0
    written = [path for path in (tmp_path / "dump").rglob("*") if path.is_file()]
    assert len(written) >= 3
    assert any("95.10" in path.read_text(encoding="utf-8") for path in written)


def test_sync_of_a_folder_that_is_not_there(settings, embedder, tmp_path):
    index = ReportIndex.open_or_create(settings, embedder)
    with pytest.raises(SourceError, match="找不到文件夹"):
        sync(tmp_path / "nowhere", index, settings.index_dir, Options())
