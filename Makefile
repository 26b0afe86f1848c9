# All this needs is make and Python 3.11 or newer; what else it takes is put into .venv.
# The tests hold papers against other people's programs too, and say which one is missing.

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --quiet --disable-pip-version-check
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
FITS := import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

.PHONY: help demo test check bench golden base readme clean

help: ## Say what there is to make.
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

demo: $(VENV)/marg ## See the main job done with an invented group, in the folder demo.
	@rm -rf demo
	$(VENV)/bin/marg demo demo

test: $(VENV)/tools $(VENV)/browser/ready ## Run every test.
	$(PYTHON) -m pytest -n 2

check: $(VENV)/tools ## Hold the code to its rules: lint, layout, types, floors.
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/marg ## Measure the speed and write benchmarks/results.md; QUICK=1 for a share.
	$(PYTHON) -m benchmarks $(if $(QUICK),--quick)

golden: $(VENV)/tools ## Render the golden files anew; read the difference before you commit it.
	$(PYTHON) -m tests.golden

base: $(VENV)/tools ## Make the document Word papers begin from anew.
	$(PYTHON) -m tests.word_base

readme: $(VENV)/tools ## Write the README's reference anew from the program.
	$(PYTHON) -m tests.readme_reference

clean: ## Remove all that was made here.
	rm -rf $(VENV) demo build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/marg: pyproject.toml | $(VENV)/pip
	$(PIP) install --editable .
	@touch $@

$(VENV)/tools: $(VENV)/marg
	$(PIP) install --group dev
	@touch $@

# axe-core, which the tests run inside Chromium; npm has its settings from .npmrc.
$(VENV)/browser/ready: tests/browser/package.json tests/browser/.npmrc | $(VENV)/pip
	@if ! command -v npm >/dev/null; then \
	  echo 'The tests need npm, to fetch axe-core. On Debian or Ubuntu: apt-get install npm' >&2; \
	  exit 1; \
	fi
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm install --silent
	@touch $@

$(VENV)/pip:
	@fits=; for python in $(PYTHONS); do \
	  if $$python -c '$(FITS)' 2>/dev/null; then fits=$$python; break; fi; \
	done; \
	if [ -z "$$fits" ]; then \
	  echo 'marg needs Python 3.11, 3.12, 3.13 or 3.14, and found none of them here.' >&2; \
	  exit 1; \
	fi; \
	if ! $$fits -c 'import ensurepip' 2>/dev/null; then \
	  echo "$$fits cannot make an environment. On Debian or Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$fits."; \
	$$fits -m venv --clear $(VENV)
	$(PIP) install --upgrade 'pip>=25.1' # the first to know dependency groups
	@touch $@
