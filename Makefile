.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
PLAN := baoshan-2023h2
PORT := 8765
SIZES := 1 100 1000
CORPORA := 20 100

# The shell variable uv: the uv of this machine, or one of our own under build/, so that nothing else is changed.
FIND_UV = uv=$$(command -v uv) || { uv=build/uv/bin/uv; test -x $$uv || \
	{ echo "· 安装 uv / installing uv"; PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --target build/uv uv; }; } || exit 2

# Python prints a traceback for a Ctrl-C that comes while it starts: it waits until the program can answer it (GNU coreutils).
LATER := $(shell env --block-signal=INT,TERM true 2>/dev/null && echo env --block-signal=INT,TERM)

# Checkers find the folders under their import names in build/links.
CONTRACTS = cd build/links && ../../.venv/bin/lint-imports --no-logo --config ../../pyproject.toml

.PHONY: help setup page start test quick programs check generate pictures notebooks links dist bench bench-scale bench-corpus genre train certainty lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 12

setup: .venv/.ready page ## lay .venv from the hash-pinned lock, build the page; uv is fetched if missing

page: .venv/.ready ## build the planners' page, if its sources changed
	@$(LATER) $(PYTHON) viz/workbench/build.py

# Compiled here, because a machine may forbid Python to do so while it runs, and every start would compile anew.
.venv/.ready: requirements.lock pyproject.toml
	@$(FIND_UV); \
	echo "· 准备 Python 环境 .venv / laying the Python environment .venv"; \
	{ test -x $(PYTHON) || "$$uv" venv --quiet --python '>=3.11' .venv; } && \
	"$$uv" pip sync --quiet --require-hashes --compile-bytecode --python $(PYTHON) requirements.lock && \
	"$$uv" pip install --quiet --no-deps --no-build-isolation --python $(PYTHON) --editable .
	@$(LATER) $(PYTHON) -m plankg.precompiled schema graph viz plankg data
	@$(LATER) $(PYTHON) -m plankg.launcher
	@touch $@

start: setup ## build the bundled plan, verify it, serve it on 127.0.0.1 (PLAN=… PORT=…)
	@.venv/bin/plankg start $(PLAN) --port $(PORT)

test: setup programs ## run all tests; fetches Chromium, Firefox, Chinese fonts and Virtuoso if missing
	$(PYTHON) -m pytest -n auto --dist worksteal

# Compiled tests are kept even where the machine forbids Python to keep what it compiles: that takes longer than they do.
quick: links ## the one-minute loop: lint, import contracts, the tests that are not marked slow; needs no browser
	$(PYTHON) -m ruff check .
	$(CONTRACTS)
	PYTHONDONTWRITEBYTECODE= $(PYTHON) -m pytest -q -r fE -n auto --dist worksteal -m "not slow"

programs:
	@missing=""; command -v chromium >/dev/null || missing="chromium"; \
	command -v firefox-esr >/dev/null || missing="$$missing firefox-esr"; \
	fc-list :lang=zh 2>/dev/null | grep -q . || missing="$$missing fonts-noto-cjk fontconfig"; \
	command -v virtuoso-t >/dev/null || missing="$$missing virtuoso-opensource-7-bin"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "· 安装测试要用的 $$missing / installing $$missing for the tests"; \
		apt-get update -qq; ! apt-cache show chromium-headless-shell >/dev/null 2>&1 || missing="$$missing chromium-headless-shell"; \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
		echo "测试要用 $$missing，请先安装（Debian、Ubuntu：sudo apt-get install $$missing）/ the tests need $$missing: install them first" >&2; exit 2; \
	fi

check: links ## lint, format, types, import contracts; of the page its types, lint, format and model
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) benchmarks/spread.py
	cd viz/workbench && PATH="$(CURDIR)/.venv/bin:$$PATH" npm run --silent check
	$(CONTRACTS)

generate: setup ## make every generated file anew that is out of date: ontology, shapes, constraints, JSON Schema, vocabulary page, types of the page
	@$(PYTHON) docs/generated.py

pictures: setup programs ## photograph the page anew for README and guide (docs/pictures)
	@$(PYTHON) docs/picture.py

notebooks: setup ## run the notebooks anew and keep what they show
	@$(PYTHON) docs/notebooks.py

links: setup ## lay build/links, where checkers find the folders under their import names
	@rm -rf build/links && mkdir -p build/links/plankg
	@for folder in schema graph viz data; do ln -s ../../../$$folder build/links/plankg/$$folder; done
	@for file in plankg/*.py plankg/py.typed plankg/agents plankg/cli plankg/corpus plankg/server; do ln -s ../../../$$file build/links/$$file; done

dist: setup ## build dist/*.tar.gz and dist/*.whl, install the wheel elsewhere and try it
	@$(PYTHON) tests/archives.py

bench: setup ## measure speed, as ratios side by side, against what is promised
	@$(PYTHON) -m plankg.precompiled schema graph viz plankg data
	@$(PYTHON) benchmarks/run.py
	@$(MAKE) --no-print-directory bench-scale SIZES="1 100"

bench-scale: setup ## measure stores of 1, 100 and 1,000 plans (SIZES=…; a thousand take 20 GB and half an hour)
	@$(PYTHON) benchmarks/scale.py $(SIZES)

bench-corpus: setup programs ## measure many plans from their files on: builds, SQL, pages (CORPORA=…; a thousand take half an hour)
	@$(PYTHON) benchmarks/many.py $(CORPORA)

genre: setup ## count what is read out of a folder of plans (PLANS=folder)
	@test -d "$(PLANS)" || { echo "请写明文件夹 / name the folder: make genre PLANS=…" >&2; exit 2; }
	@$(PYTHON) benchmarks/genre.py "$(PLANS)"

train: setup ## train the models of extraction anew (REFERENCES=folders of annotated plans to learn from besides our own, TEXTS=folders of the texts of benchmarks/annotations)
	@$(PYTHON) benchmarks/train.py $(REFERENCES) $(if $(TEXTS),--texts $(TEXTS))

certainty: setup ## measure how far certainties can be trusted (REFERENCES=folders of annotated plans)
	@$(PYTHON) benchmarks/certainty.py $(REFERENCES)

lock: setup ## write requirements.lock anew from pyproject.toml
	@$(FIND_UV); "$$uv" pip compile --quiet --universal --generate-hashes --upgrade --extra dev --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.lock
