# make demo    sets up, reads the examples, shows what they claim and what they come to; with a screen: opens the desk
# make test    sets up, passes the tests
# make setup   sets up only: .venv with onrecord and the tools to work on it
# make check   style, types, import borders, documents
# make format  style mended where that is safe
# make sample  the sample in README.md, made anew by the command
# make bench TEXTS=FOLDER   speed against the stock pipeline, over the .txt files of a folder

BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test check format sample bench clean

setup: $(READY)

$(READY): pyproject.toml tools/setup.sh
	@sh tools/setup.sh .venv
	@touch $@

demo: setup
	@$(BIN)/onrecord read examples/story examples/open examples/airlift --ledger demo.db
	@printf '\n%s\n\n' "What happened, over all reports: who says so, from how many origins, who denies it"
	@$(BIN)/onrecord matters --ledger demo.db --claims 3 --limit 3
	@printf '\n%s\n' "Why, with all reasons: $(BIN)/onrecord matters show MATTER --ledger demo.db"
	@echo "See them in the browser: $(BIN)/onrecord serve --ledger demo.db"
	@if [ -z "$$CI" ] && [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/onrecord serve --ledger demo.db; fi

test: setup
	$(BIN)/python -m pytest -q

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/test_house.py

format: setup
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

sample: setup
	$(BIN)/python tools/sample.py

bench: setup
	$(BIN)/python bench/read.py $(or $(TEXTS),$(error name a folder of .txt files: make bench TEXTS=FOLDER))

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
