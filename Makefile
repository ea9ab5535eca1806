.DEFAULT_GOAL := help
PYTHON := .venv/bin/python

.PHONY: help setup links check test start bench lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 12

setup: .venv/.ready ## lay .venv from the hash-pinned lock; uv is fetched if missing

.venv/.ready: requirements.lock pyproject.toml
	@command -v uv >/dev/null || { echo "· 安装 uv / installing uv"; python3 -m pip install --quiet uv; }
	@echo "· 准备 Python 环境 / laying the Python environment (.venv)"
	@test -x $(PYTHON) || uv venv --quiet --python 3.11 .venv
	@uv pip sync --quiet --require-hashes --compile-bytecode --python $(PYTHON) requirements.lock
	@uv pip install --quiet --no-deps --python $(PYTHON) --editable .
	@touch $@

lock: ## write requirements.lock anew from pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --upgrade --extra dev --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.lock

links: setup ## lay build/links, where type checkers find the folders under their import names
	@rm -rf build/links && mkdir -p build/links/plankg
	@for folder in schema graph viz data; do ln -s ../../../$$folder build/links/plankg/$$folder; done
	@for file in plankg/*; do ln -s ../../../$$file build/links/$$file; done

check: links ## lint, types, import contracts
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
