# make run    set up, take in data/reports/, open the chat on http://127.0.0.1:7860
# make test   set up, run all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
CODE := app.py eval ingest rag tests ui

.PHONY: run test check format eval install
.DEFAULT_GOAL := run

run: $(INSTALLED)
	@# A file that cannot be read must not keep the others from being asked; the page tells of no index.
	-@$(BIN)/python -m ingest sync
	@exec $(BIN)/python app.py

test: $(INSTALLED)
	$(BIN)/python -m pytest

check: $(INSTALLED)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

eval: $(INSTALLED)
	$(BIN)/python -m eval --suite all

install: $(INSTALLED)

# The stamp is newer than what it was made from, so that a second run installs nothing.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make PYTHON=python3.11 …'; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
