# Needs python3 >= 3.11 with pip and venv, and make. `make` alone lists what there is.

PYTHON ?= python3
VENV ?= .venv
SHARED ?= ../shared
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check

# A stamp file stands for "the packages of this lock file are installed"; it is older than the lock file when they are not.
RUN = $(VENV)/run.stamp
DEV = $(VENV)/dev.stamp
DOCS = $(VENV)/docs.stamp

.DEFAULT_GOAL := help
.PHONY: help brief test check bench docs lock setup clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

brief: $(RUN) ## read the documents in examples/, print the brief, write out/brief.html
	$(BIN)/riftline brief examples -o out/brief.html

test: $(DEV) ## run the tests
	$(BIN)/python -m pytest

check: $(DEV) ## lint, formatting, types, and which room imports which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(RUN) ## run the benchmarks; SHARED=DIR is the folder with the test data
	@set -e; for name in segmentation parser coder own_corpus footprint ledger names measures blocs breaks ranking chances negotiation; do \
	  echo "== benchmarks/$$name.py"; $(BIN)/python "benchmarks/$$name.py" --shared "$(SHARED)"; \
	done

docs: $(DOCS) ## build the documentation into docs/_build
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet docs docs/_build

lock: ## choose the newest allowed versions anew and write lock/*.txt (needs uv)
	$(call compile,run,pyproject.toml --group build)
	$(call compile,dev,pyproject.toml --group build --group dev)
	$(call compile,docs,pyproject.toml --group build --group docs)

setup: $(DEV) ## install what tests and checks need into .venv

clean: ## remove what was built and measured; .venv stays
	rm -rf build dist out docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# One version of every package for all platforms and Pythons, with hashes, and no address of any registry.
compile = uv pip compile $(2) --output-file lock/$(1).txt --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "riftline needs Python 3.11 or newer. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN): lock/run.txt pyproject.toml | $(BIN)/python
	$(call install,run)

$(DEV): lock/dev.txt pyproject.toml | $(BIN)/python
	$(call install,dev)
	@touch $(RUN)

$(DOCS): lock/docs.txt pyproject.toml | $(BIN)/python
	$(call install,docs)
	@touch $(RUN)

# The package itself is editable, without dependencies: they are in the lock file.
define install
	@echo "Installing what lock/$(1).txt lists into $(VENV); the first time this takes a minute or two."
	@$(PIP) install --quiet --require-hashes -r lock/$(1).txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
endef
