# Everything a person or a machine asks of this folder. Each target does its own set-up.
PYTHON ?= python3
LOWEST_PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test setup lint types floors tests quick lowest bench systems calibrate campaign snapshots lock clean

demo: setup
	@$(BIN)/assess score examples/tongbai-peanut.yaml
	@echo
	@$(BIN)/assess score examples/anping-county-made-up.yaml

test: setup lint types floors tests

setup: $(VENV)/ready

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("assess needs Python 3.11 or newer: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/assess rubrics lint
	$(BIN)/deptry assess
	$(BIN)/deptry tests --exclude '\.venv' --ignore DEP002,DEP004

types: setup
	$(BIN)/mypy

floors: setup
	$(BIN)/lint-imports

tests: setup
	$(BIN)/pytest -n 2

quick: setup
	$(BIN)/pytest -n 2 -m "not slow and not office"

# The tests with the oldest versions that pyproject.toml claims to work with, in an environment of their own.
lowest:
	@$(LOWEST_PYTHON) -m venv --clear .venv-lowest
	@.venv-lowest/bin/python tests/lowest.py > .venv-lowest/lowest.txt
	@.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv-lowest/lowest.txt --editable '.[test]'
	.venv-lowest/bin/pytest -n 2 -m "not office"

bench: setup
	$(BIN)/python -m tests.benchmarks

systems: setup
	$(BIN)/python -m tests.systems

calibrate: setup
	$(BIN)/python -m tests.calibration

campaign: setup
	ASSESS_CAMPAIGN=1 $(BIN)/pytest tests/laws

snapshots: setup
	$(BIN)/pytest tests/screens --snapshot-update

lock: setup
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) .venv-lowest build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
