# quizapp: `make demo` shows it, `make test` proves it, `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help setup development demo serve test check format lock bench assurance classifier screenshots clean

PYTHON ?= python3
VENV := .venv/bin

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 14

setup: ## make .venv with the command quizapp in it
	@PYTHON=$(PYTHON) sh tools/setup.sh runtime

development: ## add what tests and checks need to .venv
	@PYTHON=$(PYTHON) sh tools/setup.sh development

demo: setup ## serve a demonstration on http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(VENV)/quizapp demo $(if $(PORT),--port $(PORT))

serve: setup ## serve the instance in instance/
	@exec $(VENV)/quizapp serve $(if $(PORT),--port $(PORT))

test: development ## run all tests, the browser's included
	@sh tools/browser.sh
	@$(VENV)/python -m pytest -n auto --dist loadgroup $(ARGS)

check: development ## lint, format, types, floors and templates, without the tests
	@$(VENV)/ruff check . && $(VENV)/ruff format --check . && $(VENV)/mypy && $(VENV)/lint-imports && $(VENV)/djlint quizapp/web/templates --lint --quiet

format: development ## put code into its one format
	@$(VENV)/ruff check --fix . && $(VENV)/ruff format .

lock: development ## compile requirements/*.txt anew from pyproject.toml
	@sh tools/lock.sh

bench: development ## print every figure that README and docs name
	@for script in benchmarks/*.py; do echo "== $$script"; $(VENV)/python $$script || exit 1; done

assurance: development ## the long checks: deeper property tests, every look of every page
	@HYPOTHESIS_PROFILE=assurance $(VENV)/python -m pytest -n auto --dist loadgroup tests/domain tests/banks tests/training tests/browser/test_every_page.py tests/browser/test_types.py

classifier: development ## train the line classifier anew: training/README.md
	@$(PYTHON) -m pip --python .venv/bin/python --disable-pip-version-check install --quiet --require-hashes -r requirements/training.txt
	@$(VENV)/python -m training.train_lines

screenshots: development ## make the README's pictures from the running application
	@sh tools/browser.sh && $(VENV)/python tools/screenshots.py

clean: ## remove .venv and caches; instance/ is kept
	@rm -rf .venv .mypy_cache .ruff_cache .hypothesis .import_linter_cache
