# The two commands are `make demo` and `make test`; each does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: demo test lint check bench messages lock clean

demo: $(VENV)/core.ready
	$(BIN)/safeconduct demo

test: $(VENV)/dev.ready
	bash tools/debian_packages.sh
	$(BIN)/python tools/run_tests.py

lint: $(VENV)/dev.ready
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/check_migrations.py
	$(BIN)/python tools/check_messages.py

check: lint
	$(BIN)/python -m pytest -m "not slow and not walk and not fault" -n 2

bench: $(VENV)/dev.ready
	$(BIN)/python -m benchmarks

messages: $(VENV)/dev.ready
	$(BIN)/python tools/messages.py

# core: what runs a node; build: what installs a checkout; hub: the driver of PostgreSQL; dev: what tests it.
COMPILE = uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:
	$(COMPILE) pyproject.toml -o requirements/core.txt
	$(COMPILE) -c requirements/core.txt --group build -o requirements/build.txt
	$(COMPILE) -c requirements/core.txt pyproject.toml --extra hub -o requirements/hub.txt
	$(COMPILE) -c requirements/core.txt -c requirements/build.txt -c requirements/hub.txt pyproject.toml --group build --group dev -o requirements/dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: install the Debian package python3-venv"; exit 1; }

$(VENV)/core.ready: requirements/core.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --no-compile --require-hashes --no-deps -r requirements/core.txt -r requirements/build.txt
	$(BIN)/python -m pip install -q --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.ready: requirements/dev.txt $(VENV)/core.ready
	$(BIN)/python -m pip install -q --no-compile --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .demo
