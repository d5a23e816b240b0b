# Coursemark. `make help` lists the targets.
# A fresh clone needs Python 3.11 or later, Node 20, npm, make and (for tests) apt.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PROPERDOCS := .venv-properdocs
LRS := .venv-lrs
LRS_PORT ?= 8100
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
MKDOCS := $(BIN)/python -m mkdocs
PYTEST_ARGS ?=
UV ?= uv
LOCK := $(UV) pip compile -q --universal --generate-hashes --no-header --python-version 3.11
PYTHON_FILES := $(wildcard plugins tests tools bench)
NODE_TESTS = $(shell find tests/js -name '*.test.cjs' 2>/dev/null | sort)

export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help
.PHONY: help setup serve lrs build offline check test format lock vendor screenshots clean system
.DELETE_ON_ERROR:

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.dev node_modules/.installed ## Create .venv and node_modules from the locks

serve: $(VENV)/.site ## Serve the site on 127.0.0.1:8000 with live reload (PORT=8080 for another port)
	$(MKDOCS) serve --dev-addr 127.0.0.1:$(PORT)

lrs: $(LRS)/.ralph ## Run a record store on 127.0.0.1:8100, to try sending hand-ins (LRS_PORT, PORT of the site)
	@$(LRS)/bin/python tools/record_store.py build/lrs --port $(LRS_PORT) \
		$(if $(filter-out 8000,$(PORT)),--site http://127.0.0.1:$(PORT) --site http://localhost:$(PORT))

build: $(VENV)/.site ## Build the site into build/site
	$(MKDOCS) build --strict --clean

offline: $(VENV)/.site ## Build dist/coursemark-offline.zip, which opens from a folder without a server
	$(MKDOCS) build --strict --clean -f mkdocs.offline.yml
	$(BIN)/python tools/pack_offline.py build/offline dist/coursemark-offline.zip

check: setup ## Formatting, lint, types and layers
	$(BIN)/ruff format --check $(PYTHON_FILES)
	$(BIN)/ruff check $(PYTHON_FILES)
	$(BIN)/mypy
	node_modules/.bin/tsc
	node_modules/.bin/eslint --max-warnings 0 .
	node_modules/.bin/prettier --check --log-level warn .
	$(BIN)/python -m pytest -q tests/test_layers.py

test: setup system $(PROPERDOCS)/.site $(LRS)/.stores ## Everything: checks, Node and Python tests, real browsers, strict build
	$(MAKE) --no-print-directory check
	node --test $(NODE_TESTS)
	$(BIN)/python -m pytest $(PYTEST_ARGS)
	$(MAKE) --no-print-directory build

format: setup ## Format the Python, JavaScript and style files
	$(BIN)/ruff check --fix-only -q $(PYTHON_FILES)
	$(BIN)/ruff format $(PYTHON_FILES)
	node_modules/.bin/prettier --write --log-level warn .

lock: ## Refresh the lock files (needs uv; UPGRADE=1 takes newer versions)
	$(LOCK) $(if $(UPGRADE),-U) pyproject.toml --group build -o requirements/site.txt
	$(LOCK) $(if $(UPGRADE),-U) pyproject.toml --group build --group dev \
		-c requirements/site.txt -o requirements/dev.txt
	$(LOCK) $(if $(UPGRADE),-U) pyproject.toml --group build --group properdocs \
		-c requirements/site.txt -o requirements/properdocs.txt
	$(LOCK) $(if $(UPGRADE),-U) --group lrs -o requirements/lrs.txt
	$(LOCK) $(if $(UPGRADE),-U) --group clickhouse -c requirements/lrs.txt -o requirements/clickhouse.txt
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
	npm install --prefix tests/lrs --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

vendor: node_modules/.installed ## Rebuild the vendored browser libraries
	node tools/vendor.mjs plugins/coursemark/browser/vendor

screenshots: setup system build ## Take the pictures of README.md anew
	PYTHONPATH=tests $(BIN)/python tools/screenshots.py

clean: ## Remove what the other targets make
	rm -rf $(VENV) $(PROPERDOCS) $(LRS) node_modules tests/lrs/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

system:
	@tools/system.sh

# The site alone: enough to serve and build.
$(VENV)/.site: requirements/site.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/site.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/python:
	tools/venv.sh $(VENV)

# What checks and tests need on top.
$(VENV)/.dev: $(VENV)/.site requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# The compatible engine: one test builds the site with it.
$(PROPERDOCS)/.site: requirements/properdocs.txt pyproject.toml | $(PROPERDOCS)/bin/python
	$(PROPERDOCS)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/properdocs.txt
	$(PROPERDOCS)/bin/python -m pip --disable-pip-version-check -qq install --no-deps --no-build-isolation -e .
	@touch $@

$(PROPERDOCS)/bin/python:
	tools/venv.sh $(PROPERDOCS)

# The reference record store.
$(LRS)/.ralph: requirements/lrs.txt | $(LRS)/bin/python
	$(LRS)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/lrs.txt
	@touch $@

# Two record stores by other people: tests post whole journeys to them.
# ClickHouse's engine takes 800 MB.
$(LRS)/.stores: $(LRS)/.ralph requirements/clickhouse.txt tests/lrs/package-lock.json
	$(LRS)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/clickhouse.txt
	npm ci --prefix tests/lrs --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(LRS)/bin/python:
	tools/venv.sh $(LRS)

node_modules/.installed: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
