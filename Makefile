# Short names for developers. Everything works without make too: python3 manage.py up | test | ...
MANAGE := python3 manage.py
BIN := $(or $(SZANSA_VENV),.venv)/bin
OURS := platform tenants projects indicators dashboards

# What `check --deploy` needs to look at production settings; none of it is used anywhere.
PRODUCTION := SZANSA_ENV=production BASE_DOMAIN=szansa.example \
  SECRET_KEY=for-the-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz \
  DATABASE_URL=postgres://check@localhost/check \
  KEY_RING_FILE=/run/secrets/ring.json MATCHING_KEYS_FILE=/run/secrets/matching.json

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long check fix bench demo map messages \
  openapi format lint types contracts migrations api translations templates deployment compose

help:  ## Print this list.
	@grep -hE '^[a-z-]+:.*##' Makefile | awk -F ':.*##' '{printf "  make %-14s%s\n", $$1, $$2}'

setup:  ## Build the environment with the developers' tools; done by the other targets too.
	@SZANSA_DEV=1 $(MANAGE) version > /dev/null

run:  ## Run web, workers and scheduler; make run args="--port 8001".
	$(MANAGE) up $(args)

test:  ## Run the tests; make test only=tests/projects.
	$(MANAGE) test $(only)

test-long:  ## Run the slow campaigns, before a release.
	$(MANAGE) test -m slow $(only)

bench:  ## Measure daily pages, the dashboard at 300 tenants, counting a million, freshness: 30 minutes.
	$(BIN)/python -m tests.benchmarks.daily
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.scale
	$(BIN)/python -m tests.benchmarks.page_cost
	$(BIN)/python -m tests.benchmarks.freshness
	$(BIN)/python -m tests.benchmarks.api
	$(BIN)/python -m tests.benchmarks.forecasting
	$(BIN)/python -m tests.benchmarks.disclosure
	$(BIN)/python -m tests.benchmarks.sheets
	$(BIN)/python -m tests.benchmarks.importing
	$(BIN)/python -m tests.benchmarks.exporting

demo:  ## Load the demonstration: real projects, invented people.
	$(MANAGE) prepare_database
	$(MANAGE) demo

map:  ## Print every package with the sentence that says what it is for.
	@find $(OURS) -name __init__.py -not -path '*/migrations/*' -not -path '*/management/*' | sort \
	  | xargs awk 'FNR == 1 {name = FILENAME; sub("/__init__.py", "", name); gsub("\"\"\"", ""); \
	    printf "%-32s %s\n", name, $$0}'

messages:  ## Collect and compile the texts of the interface.
	$(MANAGE) messages

openapi:  ## Write down the API's own description after a change that is meant.
	$(MANAGE) openapi

check: format lint types contracts migrations api translations templates deployment compose  ## Check everything that needs no database; changes nothing.

format: setup  ## . Is every file formatted?
	$(BIN)/ruff format --check .

lint: setup  ## . Does the code keep the rules of pyproject.toml?
	$(BIN)/ruff check .

types: setup  ## . Do the types agree?
	$(BIN)/mypy

contracts: setup  ## . Does every app lean only on the apps below it?
	$(BIN)/lint-imports

migrations: setup  ## . Is there a migration for every change of a model?
	$(MANAGE) makemigrations --check --dry-run

api: setup  ## . Is the API as its committed description tells?
	$(MANAGE) openapi --check

translations: setup  ## . Is every text translated, and every catalogue compiled?
	$(MANAGE) messages --check

templates: setup  ## . Are the templates sound?
	$(BIN)/djlint --lint --quiet $(OURS)

deployment: setup  ## . Are the settings of production safe?
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

compose: setup  ## . Does the Compose file keep its schema?
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml

fix: setup  ## Repair what a machine can repair: format and simple faults.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
