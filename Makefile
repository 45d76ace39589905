# Each target does all its own set-up: a bare checkout on a bare Debian machine is enough.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint bench database wheel clean

help:
	@echo 'make demo   a demo shop and a Wildberries of our own start, and the products become cards'
	@echo 'make test   the whole test suite, with a real MariaDB'
	@echo 'make lint   ruff, mypy and the rules of the house'
	@echo 'make bench  how long the reading of large shops takes; SIZES="1000 10000" for smaller ones'
	@echo 'make wheel  dist/syncd-*.whl'
	@echo 'make clean  removes what the others made'

$(VENV)/.run: pyproject.toml deploy/environment.sh
	sh deploy/environment.sh $(VENV) .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	sh deploy/environment.sh $(VENV) '.[test]'
	@touch $@

demo: $(VENV)/.run
	$(BIN)/syncd demo

database:
	sh deploy/mariadb.sh

test: $(VENV)/.test database
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST)

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test database
	$(BIN)/python -m pip install --quiet "mysqlclient>=2.2.4,<3" || echo 'mysqlclient cannot be installed here: left out'
	$(BIN)/python -m bench.reader $(SIZES)
	$(BIN)/python -m bench.first_load $(SIZES)

wheel: $(VENV)/.test
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
