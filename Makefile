# Each command prepares what it needs, and the next run of it starts at once.
# A fresh machine needs Python 3.11 or newer, make and a package index; PYTHON=python3.12 names another Python.

VENV ?= .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip --disable-pip-version-check --quiet
# Dependency groups are understood since pip 25.1; MORE=spark installs that one too.
GROUPS = $(PIP) install 'pip>=25.1' && $(PIP) install $(CONSTRAINT) --editable '.[docx,excel,fast,frames,parquet,sql,testing]' --group test $(MORE:%=--group %)

PYTHONS = $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python)
IDENTITY = import sys; print(sys.version, sys.base_prefix)
FITS = import sys; sys.exit(sys.version_info < (3, 11))

PARTS_IN_FULL = */chinese/*,*/model/*,*/indicators/*,*/plans/*,*/storage/*
# What compares whole worlds in two ways, or asks every engine for all of them, covers nothing that the others do not, and
# counting slows it most. What kills, disturbs and crowds the stores does so in other processes, or call by call.
TESTS_IN_FULL = tests/chinese tests/model tests/indicators tests/plans tests/storage tests/test_review.py \
	--ignore tests/indicators/test_sql.py --ignore tests/indicators/test_objects.py \
	$(patsubst %,--ignore tests/indicators/frames/test_%.py,engines laws seen) -k 'not ibis-postgresql' \
	--ignore tests/storage/torture --ignore tests/storage/test_failing_calls.py \
	--deselect tests/indicators/frames/test_bare.py::test_bare_numbers_are_those_of_figures \
	--deselect tests/indicators/frames/test_explain.py::test_an_explanation_is_that_of_the_records \
	--deselect tests/indicators/frames/test_records.py::test_any_small_world_comes_back \
	--deselect tests/storage/test_forgetting.py::test_every_figure_is_as_it_was \
	$(patsubst %,--deselect tests/storage/test_%.py::test_it_agrees_with_the_model,jsonl memory sql sqlite)

.PHONY: help review test check style types docs coverage mutants torture floors wheel bench fuzz clean another-python

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

review: $(VENV)/.run ## the scorecard of the example, printed and written to build/review
	$(PY) -m guangongwei review examples/wujin_2024/plan.txt examples/wujin_2024/data \
		--year 2024 --as-of 2024-12-31 --out build/review

test: $(VENV)/.test ## the tests; ARGS="-k period" chooses among them
	$(PY) -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: style types docs ## everything that is said about the code without the tests

style: $(VENV)/.check ## Ruff and codespell
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m codespell_lib

types: $(VENV)/.check ## mypy and pyright, both strict
	$(PY) -m mypy
	$(PY) -m pyright --pythonpath $(PY)

docs: $(VENV)/.check ## the pages to build/docs, and the code in them run
	$(PY) -m sphinx --fail-on-warning --keep-going --nitpicky --quiet docs build/docs
	$(PY) -m pytest --quiet tests/test_docs.py

coverage: $(VENV)/.check ## the tests of the parts in full again, counting branches
	HYPOTHESIS_PROFILE=dev $(PY) -m coverage run -m pytest --quiet $(TESTS_IN_FULL) $(ARGS)
	$(PY) -m coverage report --include='$(PARTS_IN_FULL)' --fail-under=100

mutants: $(VENV)/.test ## what a bureau must be able to trust, changed line by line; at least 95% have to be noticed
	$(PIP) install --group mutants
	ATTACKED_PROGRAMMES=20 HYPOTHESIS_PROFILE=ci $(PY) -m mutmut run
	$(PY) .ci/mutants.py

torture: $(VENV)/.test ## the proofs of the stores, long: kills, losses of power, failing disks, crowds
	TORTURE=1 $(PY) -m pytest tests/storage $(ARGS)

floors: ## the tests with the lowest versions that are allowed
	$(MAKE) test VENV=build/floors CONSTRAINT='--constraint tests/floors.txt'

wheel: $(VENV)/.check ## the wheel and the source archive to build/dist, tried outside the checkout
	rm -rf build/dist
	$(PY) -m build --outdir build/dist .
	$(PY) .ci/check_wheel.py build/dist

bench: $(VENV)/.test ## the speed claims, small
	$(PY) benchmarks/smoke.py
	$(PY) benchmarks/tables.py
	$(PY) benchmarks/storage.py 10000
	$(PY) -m benchmarks.codec 20000 3
	$(PY) -m benchmarks.engines 1000 Polars pandas PyArrow DuckDB --ways native evaluate
	$(PY) -m benchmarks.catalogue 1 --runs 1
	$(PY) -m benchmarks.records 10000 --runs 1

fuzz: $(VENV)/.test ## 200 000 broken tables, each within a second and 300 MiB; ARGS="--seed 2" takes others
	$(PY) -m tests.fuzz.long $(ARGS)

clean: ## away with everything that make has made
	rm -rf $(VENV) build docs/_build

$(VENV)/.made:
	@python=; \
	for each in $(PYTHONS); do \
		if "$$each" -c '$(FITS)' 2>/dev/null; then python=$$each; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'Python 3.11 or newer is needed. Name one: make PYTHON=/path/to/python3' >&2; exit 1; \
	fi; \
	echo "Preparing $(VENV) with $$python; this happens once."; \
	if ! "$$python" -m venv --clear $(VENV); then \
		rm -rf $(VENV); \
		echo 'No environment could be made. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; \
	fi; \
	"$$python" -c '$(IDENTITY)' > $@

# Another Python than the one of the environment, when one is named, makes the environment anew.
ifneq ($(PYTHON),)
ifneq ($(shell cat $(VENV)/.made 2>/dev/null),$(shell "$(PYTHON)" -c '$(IDENTITY)' 2>/dev/null))
$(VENV)/.made: another-python
endif
endif

$(VENV)/.run: $(VENV)/.made pyproject.toml
	$(PIP) install --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml
	$(GROUPS)
	@touch $@ $(VENV)/.run

$(VENV)/.check: $(VENV)/.made pyproject.toml
	$(GROUPS) --group coverage --group dist --group docs --group style --group typing
	@touch $@ $(VENV)/.test $(VENV)/.run
