# Two commands do everything: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTED = $(BIN)/python -m pytest -n 2 --dist loadscope
# Tests of what decides a figure; they alone go through every branch of it (tools/coverage_bounds.py).
DECIDING := $(addprefix tests/,bad facts rules shape unit/check unit/load unit/score \
	unit/publish/test_checking.py unit/test_figures.py unit/test_references.py)
export DEBIAN_FRONTEND := noninteractive

.PHONY: site test lint unit browser screens pictures lighthouse searching system lock clean help

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

site: $(VENV)/.site ## data/ -> site/
	$(BIN)/disclose build

test: $(VENV)/.test system node_modules/.done lint unit ## everything that must pass

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Measuring coverage makes a test half as slow again: it is done where all branches must be covered.
unit: $(VENV)/.test system node_modules/.done
	$(TESTED) --cov --cov-report= $(DECIDING)
	$(BIN)/python tools/coverage_bounds.py
	$(TESTED) $(addprefix --ignore=,$(DECIDING)) tests generator

screens: $(VENV)/.test system site ## take the pictures again that the pages are compared with
	$(BIN)/python tools/screens.py site

pictures: $(VENV)/.test system site ## take the pictures of the READMEs again
	$(BIN)/python tools/pictures.py site

lighthouse: $(VENV)/.test system site tools/lighthouse/node_modules/.done ## score speed and accessibility
	$(BIN)/python tools/lighthouse.py site

searching: $(VENV)/.test system site tools/searching/node_modules/.done ## compare search with Pagefind
	$(BIN)/python tools/searching.py site

$(VENV)/.site: requirements/site.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q generator
	touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/test.txt
	touch $@

# Debian's own browser and fonts; Playwright drives it through executable_path.
system:
	@command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig; }
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends npm; }

node_modules/.done tools/lighthouse/node_modules/.done tools/searching/node_modules/.done: %node_modules/.done: %package-lock.json | system
	npm ci --prefix $(@D)/.. --silent --no-audit --no-fund
	touch $@

lock: $(VENV)/.test ## make the lock files again from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	sh tools/lock.sh

clean: ## remove what can be made again
	rm -rf site content/generated content/site.generated.yml .cache
