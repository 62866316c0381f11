# Everything works from a fresh clone with make and Python 3.11 or later. `make help` lists the targets.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done; echo python3)
PORT ?= 8001
N ?= 100000
WORKERS ?= 2
PY := .venv/bin/python
OWN := parsers crawler archive web fuhan examples bench tools tests

export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run demo-check test check format chromium bench bench-scale bench-web clean constraints venv venv-dev

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: venv ## crawl the recorded example site, build archive.db, serve it on 127.0.0.1 (PORT=8001)
	@$(PY) -m tools.example_archive
	@$(PY) -m fuhan.cli serve --port $(PORT)

demo-check: venv ## the same in a folder of its own, asked for what must be there, and stopped
	@$(PY) -m tools.demo_check

test: venv-dev chromium ## every test, the browser's included (WORKERS=2)
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: venv-dev ## style and types
	@$(PY) -m ruff check $(OWN)
	@$(PY) -m ruff format --check $(OWN)
	@$(PY) -m mypy

format: venv-dev ## write the code in the one style
	@$(PY) -m ruff format $(OWN)

chromium: venv-dev ## find or install the browser of the tests
	@$(PY) -m tools.chromium

bench: venv-dev ## speed of parser and crawler, beside their peers
	@$(PY) -m pip install --quiet --disable-pip-version-check --only-binary :all: -c constraints.txt -r requirements-bench.txt
	@$(PY) -m bench.parse
	@$(PY) -m bench.crawl

bench-scale: venv-dev ## an archive of N letters (N=100000): build, size, search
	@$(PY) -m bench.scale $(N)

bench-web: venv-dev ## the site under readers
	@$(PY) -m bench.web

clean: ## remove the example site's captures and archive.db (never those of real sites), caches
	@if [ -d captures ] && [ ! -f captures/example-site.txt ]; then echo "captures/ and archive.db are of real sites: kept"; \
	else rm -rf captures archive.db archive.db-* archive.db.*; fi
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis

constraints: venv-dev ## write constraints.txt from what is installed in .venv
	@$(PY) -m tools.constraints

venv:
	@$(PYTHON) tools/environment.py

venv-dev:
	@$(PYTHON) tools/environment.py --dev
