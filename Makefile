# Everything a developer or an owner types. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-quick lint needs bench messages lock clean

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
NAME ?= $(basename $(notdir $(shell grep -l __main__ bench/*.py)))
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard toonbank/locale/*/LC_MESSAGES/*.po))

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

setup: $(READY) $(CATALOGUES) ## install into .venv; afterwards .venv/bin/toonbank is the command

demo: setup ## a filled demo shop on http://127.0.0.1:8000
	@$(BIN)/toonbank demo

test: needs ## everything: style, types, SQLite, PostgreSQL, browser
	@$(BIN)/python -m tests.run ruff mypy sqlite postgresql browser

test-quick: setup ## style, types and SQLite only
	@$(BIN)/python -m tests.run ruff mypy sqlite

lint: setup ## style and types
	@$(BIN)/python -m tests.run ruff mypy

needs: setup ## PostgreSQL and Chromium for the tests (installed from Debian when root)
	@scripts/needs

bench: setup ## speed, scale and long simulations; one of them with NAME=gate
	@for name in $(NAME); do echo "=== $$name"; $(BIN)/python -m "bench.$$name" || exit 1; done

messages: setup ## collect the texts to translate; says which lack Dutch
	@$(BIN)/python scripts/messages.py

lock: setup ## renew the pinned versions after a change in pyproject.toml
	@scripts/lock

clean: ## remove what make made; var/ (your data) stays
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find toonbank tests bench scripts -name __pycache__ -prune -exec rm -rf {} +
	find toonbank/locale -name '*.mo' -delete

$(READY): pyproject.toml requirements.lock scripts/tools.lock scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup
	@touch $@

%.mo: %.po scripts/compile_messages.py | $(READY)
	@$(BIN)/python scripts/compile_messages.py $<
