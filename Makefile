# Needs Python 3.11 or later, make and the package registry; everything else is installed into .venv.
PYTHON ?= python3
UV := .venv/bin/uv
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup up test provider test-browser test-long bench-match lint format types openapi client chart clean

help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/.ready ## make .venv with everything that is needed, development tools too

.venv/.ready: pyproject.toml uv.lock openapi/clients/python/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, not " + sys.version.split()[0] + "; try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(UV) sync --locked --quiet --inexact
	@touch $@

up: setup ## run the whole product on this machine until Ctrl-C (ARGS="--port 8001 --data DIR")
	@exec $(BIN)/simpul up $(ARGS)

test: setup ## run all tests that need nothing but wheels, with branch coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -m "not browser and not long" --numprocesses 2 --dist loadfile --no-loadscope-reorder $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

PROVIDER := tests/federation/provider

provider: $(PROVIDER)/node_modules/.ready

$(PROVIDER)/node_modules/.ready: .venv/.ready $(PROVIDER)/package.json $(PROVIDER)/package-lock.json
	$(UV) sync --locked --quiet --inexact --group browser
	cd $(PROVIDER) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error \
		|| { echo "npm's oidc-provider could not be installed: the npm registry must be reachable once"; exit 1; }
	@touch $@

test-browser: setup provider ## drive the sign-in pages in a real browser (needs chromium, and the npm registry once)
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || { echo "chromium or its driver is missing: apt-get install chromium chromium-driver"; exit 1; }
	$(BIN)/pytest -m browser $(ARGS)

test-long: setup ## storms and kills that take minutes, and a second S3 server
	$(UV) sync --locked --quiet --inexact --group long
	$(BIN)/pytest -m long $(ARGS)

DATA ?= ../shared/data
HOAXES = $(DATA)/hoaxes-2024.jsonl.gz

bench-match: setup ## whether messages find their clarifications, in a stack of its own (ARGS="--rows 100000")
	@queries=$$(mktemp --suffix=.jsonl) && trap 'rm -f "$$queries"' EXIT \
		&& $(BIN)/python -m bench.odd_ids $(HOAXES) > "$$queries" \
		&& $(BIN)/python -m bench.match --queries "$$queries" --haystack $(HOAXES) $(DATA)/clarifications-komdigi.jsonl.gz $(ARGS)

lint: setup ## style, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: setup ## put the code into its one shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: setup ## write openapi/openapi.json again
	$(BIN)/simpul openapi openapi/openapi.json

CLIENT := openapi/clients/python
OUTPUT ?= $(CLIENT)/simpul_client

client: setup ## write the generated part of the Python client again
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/openapi-python-client generate --path openapi/openapi.json \
		--config $(CLIENT)/generator.yml --custom-template-path $(CLIENT)/templates \
		--meta none --overwrite --fail-on-warning --output-path $(OUTPUT)

chart: setup ## lint and render the Helm chart, and check what comes out for Kubernetes
	$(BIN)/pytest tests/helm tests/docker -m "not long" $(ARGS)

clean: ## remove what setup and tests made
	rm -rf .venv $(PROVIDER)/node_modules .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
