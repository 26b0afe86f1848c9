# All this needs is make and Python 3.11 or newer; what else it takes is put into .venv.
# What that is stands in requirements*.lock, each file by its hash; nothing else is let in.
# The tests hold marg against other people's programs too, and say which ones are missing.

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --quiet --disable-pip-version-check
LOCKED := $(PIP) install --require-hashes --only-binary :all:
LOCK := $(VENV)/bin/uv pip compile --quiet --no-config --upgrade --exclude-newer '7 days' \
  --universal --python-version 3.11 --only-binary :all: --generate-hashes \
  --no-annotate --no-emit-index-url --custom-compile-command 'make lock'
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
FITS := import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

# Each by its name, and the package it is in on Debian and Ubuntu.
PROGRAMS := age:age chromium:chromium npm:npm pdftoppm:poppler-utils soffice:libreoffice-writer tmux:tmux \
  strace:strace ripmime:ripmime

.PHONY: help demo test leaks check bench torture golden base readme lock sbom programs clean

help: ## Say what there is to make.
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

demo: $(VENV)/marg ## See the main job done with an invented group, in the folder demo.
	@rm -rf demo
	$(VENV)/bin/marg demo demo

test: $(VENV)/tools $(VENV)/browser/ready ## Run every test.
	@missing=$$($(MAKE) --no-print-directory programs); if [ -n "$$missing" ]; then \
	  echo "Some tests will fail for want of programs. On Debian or Ubuntu: apt-get install" \
	    $$missing >&2; \
	fi
	$(PYTHON) -m pytest -n 2

leaks: $(VENV)/tools ## Plant people everywhere and look for them: the whole leak scan, slowly.
	LEAKS=all $(PYTHON) -m pytest -n 2 --dist worksteal tests/documents/leakscan

check: $(VENV)/tools ## Hold the code to its rules: lint, layout, types, floors.
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/marg ## Measure the speed and write benchmarks/results.md; QUICK=1 for a share.
	$(PYTHON) -m benchmarks $(if $(QUICK),--quick)

torture: $(VENV)/marg ## Kill it, cut its power, flip its bits; write benchmarks/torture.md.
	$(PYTHON) -m benchmarks.torture

golden: $(VENV)/tools ## Render the golden files anew; read the difference before you commit it.
	$(PYTHON) -m tests.golden

base: $(VENV)/tools ## Make the document Word papers begin from anew.
	$(PYTHON) -m tests.word_base

readme: $(VENV)/tools ## Write the README's reference anew from the program.
	$(PYTHON) -m tests.readme_reference

# A week is let pass, in which most poisoned releases are found and withdrawn.
lock: $(VENV)/tools ## Lock the newest versions that fit, older than a week, with their hashes.
	$(LOCK) pyproject.toml --output-file requirements.lock >/dev/null
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock \
	  --output-file requirements-dev.lock >/dev/null
	$(LOCK) --group build --constraint requirements-dev.lock \
	  --output-file requirements-build.lock >/dev/null
	@echo 'Locked anew. Read what changed (git diff), then: make check test'

sbom: $(VENV)/tools ## Write what marg is made of to build/marg.cdx.json.
	$(PYTHON) -m tests.sbom build/marg.cdx.json

programs: ## Name the packages of the programs that tests need and that are not here.
	@for program in $(PROGRAMS); do \
	  command -v $${program%:*} >/dev/null || echo $${program#*:}; \
	done

clean: ## Remove all that was made here.
	rm -rf $(VENV) demo build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/marg: requirements.lock requirements-build.lock pyproject.toml | $(VENV)/made
	$(LOCKED) --requirement requirements.lock --requirement requirements-build.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tools: requirements-dev.lock $(VENV)/marg
	$(LOCKED) --requirement requirements-dev.lock
	@touch $@

# axe-core, which the tests run inside Chromium; npm has its settings from .npmrc.
$(VENV)/browser/ready: $(addprefix tests/browser/,package.json package-lock.json .npmrc) | $(VENV)/made
	@if ! command -v npm >/dev/null; then \
	  echo 'The tests need npm, to fetch axe-core. On Debian or Ubuntu: apt-get install npm' >&2; \
	  exit 1; \
	fi
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm ci --silent
	@touch $@

$(VENV)/made:
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
	@touch $@
