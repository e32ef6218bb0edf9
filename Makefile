# Riscontro. `make` or `make help` lists what there is to do.

MAKEFLAGS += --no-builtin-rules --no-print-directory
VENV := .venv/bin
ARGS :=
CASES := 20000
SEED := 1
SPREAD = --numprocesses=logical --maxprocesses=8 --dist=worksteal

unexport PYTHONDONTWRITEBYTECODE  # the tests start hundreds of programs, which would all be compiled each time

.PHONY: help demo pictures test bench kills soak mutants fuzz check format-check lint types imports tests coverage chromium format lock clean

help:
	@echo "make demo     the whole journey on one page, without any account"
	@echo "make test     everything: the checks, then the tests (what CI runs)"
	@echo "make coverage the tests once more, slower, and which lines and branches none of them runs"
	@echo "make pictures takes the pictures in docs/ anew"
	@echo "make bench    how fast it is, against what else one could use; ARGS=turn for that one alone"
	@echo "make mutants  breaks the program on purpose, once for each promise, and sees that a test minds"
	@echo "make fuzz     $(CASES) odd updates, payloads and hooks each; CASES=… and SEED=… for others"
	@echo "make kills    kills the program 500 times on SQLite, 100 times on PostgreSQL with two replicas, under faults"
	@echo "make soak     an hour of traffic, and whether memory stays flat; ARGS=--real takes the hour"
	@echo "make check    formatting, lint, types and the import contract; no tests"
	@echo "make format   formats the code and mends what ruff can mend"
	@echo "make lock     writes requirements.lock anew (needs uv)"
	@echo "make clean    removes the virtual environment and every cache"
	@echo
	@echo "ARGS=… goes on to the demo or to pytest: make test ARGS=--hypothesis-profile=deep"
	@echo "PYTHON=… chooses the interpreter the virtual environment is made with"

demo: .venv/ready
	@$(VENV)/riscontro demo $(ARGS)

pictures: .venv/ready chromium
	@$(VENV)/pytest $(addprefix tests/bot/demo/test_,story.py troubles.py questions.py drawings.py) --pictures docs

test:  # goes on after a failed check, to show all there is to mend
	@$(MAKE) --keep-going --jobs check tests

bench: .venv/ready
	@$(VENV)/python -m tests.bench $(ARGS)

mutants: .venv/ready
	@$(VENV)/pytest tests/mutants --every-mutant --verbose $(SPREAD) $(ARGS)

fuzz: .venv/ready
	@FUZZ_CASES=$(CASES) FUZZ_SEED=$(SEED) $(VENV)/pytest tests/fuzz -o faulthandler_timeout=0 $(SPREAD) $(ARGS)

kills: .venv/ready  # many worlds, each with a seed of its own; ARGS=--seed=1000 for others
	@$(VENV)/pytest tests/simulation/test_kill.py --kills=500 --replica-kills=100 --numprocesses=logical \
		--dist=worksteal --override-ini=faulthandler_timeout=1800 $(ARGS)

soak: .venv/ready
	@$(VENV)/python -m tests.soak $(ARGS)

check: format-check lint types imports

format-check: .venv/ready
	@$(VENV)/ruff format --check .

lint: .venv/ready
	@$(VENV)/ruff check .

types: .venv/ready
	@$(VENV)/mypy

imports: .venv/ready
	@$(VENV)/lint-imports --no-logo

tests: .venv/ready chromium
	@$(VENV)/pytest $(SPREAD) $(ARGS) || { \
		echo "What failed is tried once more, alone: what passes now was held up by a busy machine."; \
		$(VENV)/pytest --last-failed --last-failed-no-failures=none $(ARGS); }

coverage: .venv/ready chromium  # before Python 3.12 it nearly doubles the time of the tests
	@$(VENV)/pytest $(SPREAD) --cov $(ARGS)

chromium:
	@command -v chromium >/dev/null || .ci/apt chromium

format: .venv/ready
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

lock:
	@.ci/lock

clean:
	rm -rf .venv .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist htmlcov
	find bot flows storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements.lock pyproject.toml .ci/prepare
	@PYTHON="$(PYTHON)" .ci/prepare
