# The commands of the project; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup lock run train shell test lint bench bench-nlu thresholds cluster faults bench-load
SHELL := /bin/sh
BIN := .venv/bin

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

setup: ## make .venv from requirements.lock (does nothing when it is current)
	@scripts/setup

lock: setup ## resolve the dependencies of pyproject.toml again
	@scripts/lock

run: setup ## everything: environment, model, demo store, servers; prints the address of the chat
	@$(BIN)/relais train && $(BIN)/relais prepare && exec $(BIN)/relais serve

train: setup ## train the model if its inputs changed
	@$(BIN)/relais train

shell: setup ## talk in the terminal, with the why under each answer
	@$(BIN)/relais train && $(BIN)/relais prepare && exec $(BIN)/relais shell

test: setup ## the whole suite; says which engines were absent
	@$(BIN)/relais train && exec $(BIN)/python -m pytest

bench: setup ## Relais and a stock Rasa assistant side by side, into docs/performance.md (stock trains once, an hour)
	@$(BIN)/python -m bench.speed $(BENCH)

bench-nlu: setup ## how well French is understood, into docs/nlu.md (about a quarter of an hour, the first time)
	@$(BIN)/python -m bench.nlu

thresholds: setup ## when to answer and when to ask, from the costs in bot/dialogue/deciding.yml
	@$(BIN)/python -m bench.nlu.thresholds

lint: setup ## style, types, import directions
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

cluster: setup ## PostgreSQL, Redis, nginx, 3 server and 2 action processes on this machine; Ctrl-C ends them
	@$(BIN)/relais train && exec $(BIN)/python -m bench.cluster

faults: setup ## 500 conversations while parts of the cluster are killed, stopped and restarted; then the books
	@$(BIN)/relais train && exec $(BIN)/python -m bench.faults

bench-load: setup ## sustainable turns per second of one process and of the cluster, and twice that, into docs/load.md
	@$(BIN)/relais train && exec $(BIN)/python -m bench.load
