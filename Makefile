# make run     set up, build, fill a demo souk and serve it on http://127.0.0.1:$PORT (8000)
# make test    everything that must hold before a change lands
# Nothing is asked for but Python >= 3.11 and make; all that is installed stays in this folder,
# except the browser of the tests, which `make setup` takes from the system's packages.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# Hundreds of processes of the tests would compile our code anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
NPM := scripts/node --npm --prefix frontend
STATIC := backend/rahba/static

# Each stamp is the moment at which its lock file was last installed.
RUNTIME := .venv/runtime.stamp
DEV := .venv/dev.stamp
MODULES := frontend/node_modules/.rahba/installed.stamp
# What a developer installed is also all that a server needs.
INSTALLED := $(if $(wildcard $(DEV)),$(DEV),$(RUNTIME))

FRONTEND_SOURCES := $(shell find frontend \( -name node_modules -o -name tests \) -prune -o -type f -print)

.PHONY: help
help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# ---- set-up -------------------------------------------------------------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Rahba needs Python 3.11 or newer; PYTHON=/path/to/python names another one."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "This Python has no ensurepip: install the system's package python3-venv."; exit 1; }
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements/build.txt pyproject.toml scripts/link_node.py | .venv/bin/python
	scripts/install requirements/build.txt
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml scripts/link_node.py | .venv/bin/python
	scripts/install requirements/dev.txt
	@touch $@ $(RUNTIME)

$(MODULES): frontend/package-lock.json frontend/.npmrc | $(INSTALLED)
	$(NPM) ci --no-progress
	@mkdir -p $(@D) && touch $@

.PHONY: setup
setup: $(DEV) $(MODULES) ## install all that development and the tests take
	scripts/install_browser

# ---- run ----------------------------------------------------------------------------------

# sw.js is the last file that a build writes.
$(STATIC)/sw.js: $(FRONTEND_SOURCES) $(MODULES)
	$(NPM) run --silent build

.PHONY: build
build: $(STATIC)/sw.js ## the frontend, into backend/rahba/static

.PHONY: run
run: $(INSTALLED) build ## the demo souk; honours PORT, RAHBA_DATA_DIR, RAHBA_DATABASE_URL
	exec $(BIN)/rahba run-demo

# ---- checks -------------------------------------------------------------------------------

.PHONY: test
test: setup checks pytest vitest build bytes e2e ## everything, in this order

.PHONY: checks
checks: setup ## lint, types, imports and migrations, two at a time
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint types imports migrations

.PHONY: lint
lint: $(DEV) $(MODULES) ## ruff, biome, and the rules for styles and imports of the frontend
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NPM) run --silent lint

.PHONY: types
types: $(DEV) $(MODULES) ## mypy --strict and the TypeScript compiler
	$(BIN)/mypy
	$(NPM) run --silent types

.PHONY: imports
imports: $(DEV) ## which backend module may import which
	$(BIN)/lint-imports --no-logo

.PHONY: migrations
migrations: $(DEV) ## the tables in the code are those that the migrations make
	@dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	  export RAHBA_DATA_DIR=$$dir RAHBA_DATABASE_URL=sqlite:///$$dir/check.sqlite3; \
	  $(BIN)/alembic -c migrations/alembic.ini upgrade head && $(BIN)/alembic -c migrations/alembic.ini check

.PHONY: pytest
pytest: $(DEV) ## the backend, on SQLite and on PostgreSQL
	$(BIN)/pytest -q -n 2 --ignore=tests/e2e --ignore=tests/test_container_steps.py

.PHONY: vitest
vitest: $(MODULES) ## the frontend's pure code and its components
	$(NPM) run --silent test

.PHONY: bytes
bytes: build ## what travels to a phone; fails when a budget is exceeded
	$(NPM) run --silent bytes

# The longest files first, so that none of them is left over at the end.
.PHONY: e2e
e2e: setup build ## journeys in a real Chromium, and the steps of the container
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder \
	  tests/e2e/test_accessible.py tests/test_container_steps.py tests/e2e/test_whole_story.py \
	  tests/e2e/test_killed_browser.py tests/e2e/test_first_friday.py tests/e2e

# 83 minutes on two cores; a seed that fails becomes a test of its own in test_found.py. TORTURE=0.1
# is a tenth of it.
TORTURE ?= 1
.PHONY: torture
torture: $(DEV) $(MODULES) ## 20,000 simulations and 1,000 kills, others each time; honours RAHBA_SEED
	@seed=$${RAHBA_SEED:-$$RANDOM}; echo "RAHBA_SEED=$$seed"; export RAHBA_SEED=$$seed; \
	  part() { awk "BEGIN { print int($$1 * $(TORTURE)) }"; }; \
	  RAHBA_SIMULATIONS=$$(part 10000) \
	  $(BIN)/pytest -q -n 2 --db sqlite tests/simulation/test_simulation.py; \
	  RAHBA_KILLS=$$(part 500) $(BIN)/pytest -q -n 2 tests/processes/test_kills.py; \
	  RAHBA_RUNS=$$(part 10000) $(NPM) run --silent test -- tests/sync/simulation

# ---- made on request ----------------------------------------------------------------------

.PHONY: bench
bench: $(DEV) build ## push, pull, feed and phone figures
	$(BIN)/python -m tests.bench

.PHONY: reliability
reliability: setup build ## docs/reliability.md: each promise, its tests, and what they saw
	$(BIN)/python -m tests.reliability

.PHONY: screens
screens: setup build ## docs/screens: every screen in Arabic and French
	$(BIN)/python -m tests.e2e.screens

.PHONY: format
format: $(DEV) $(MODULES) ## rewrite the code as the linters want it
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(NPM) run --silent format

.PHONY: wheel
wheel: $(INSTALLED) build ## dist/rahba-*.whl, frontend and migrations inside
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

.PHONY: lock
lock: $(DEV) ## resolve the Python requirements again, within pyproject.toml
	scripts/lock
