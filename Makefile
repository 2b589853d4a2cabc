# The one door: make demo, make test, make check, make bench.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

APT_INSTALL := DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends virtuoso-opensource-7-bin

.PHONY: demo servers test check format bench lock clean

demo: $(VENV)/installed  ## the seed articles as a graph: to query, to look at, to export
	$(BIN)/kg build seeds/ --output out/graph.ttl --output out/graph.html
	$(BIN)/kg ask who-met --between IN RU
	$(BIN)/kg ask who-said --speaker Jaiswal
	$(BIN)/kg ask cooperation --between IN RU
	@echo "Look at out/graph.html in a browser."

test: $(VENV)/developed servers  ## everything that has to hold
	$(BIN)/python -m pytest

servers:  ## Virtuoso, which tests of stores talk to: installed where root runs apt-get, as in CI, else skipped
	@command -v virtuoso-t >/dev/null || \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
	    { $(APT_INSTALL) || { apt-get update && $(APT_INSTALL); }; } >/dev/null 2>&1; } || \
	  echo "Its tests are skipped, since Virtuoso is not there: apt-get install virtuoso-opensource-7-bin"

check: $(VENV)/developed  ## style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/developed
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

bench: $(VENV)/developed  ## each program against its yardstick, printing a ratio
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python benchmarks/calibration.py
	$(BIN)/python benchmarks/queries.py
	$(BIN)/python benchmarks/writing.py
	$(BIN)/python benchmarks/linking.py
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/serving.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --require-hashes --requirement requirements-build.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/developed: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/installed

lock:  ## pin every dependency anew, with hashes (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.lock
	uv pip compile --group build --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-build.lock
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) out kg-store dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
