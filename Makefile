# Every target does its own set-up, once. `make` alone lists the targets.
PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python

export PYTHONPATH := $(CURDIR)/scripts
# The theme's end-of-support notice: known, and written down in DECISIONS.md.
export NO_MKDOCS_2_WARNING := 1
# Dates in the built files come from the last commit, so that the same commit gives the same bytes.
COMMIT_TIME := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMIT_TIME),)
export SOURCE_DATE_EPOCH ?= $(COMMIT_TIME)
endif

# The day to freeze may be what a tag says: it goes to Python as it is, read neither by make nor by a shell.
ifdef DATE
override export DATE := $(value DATE)
endif

.DEFAULT_GOAL := help
.PHONY: help serve test test-all build freeze versions builders counts balance coverage prose addresses figures lighthouse bench benchserve promised lint lock clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

serve: .venv/site.ready ## Serve the site at http://127.0.0.1:8000/ and rebuild it as you write (PORT=…)
	@$(RUN) -m explainer.serving --port $(PORT)

test: .venv/test.ready .venv/chromium tools/node_modules lint ## Run the checks and tests, those in a browser included (some minutes)
	@CHROMIUM="$$(cat .venv/chromium)" $(RUN) -m pytest -m "not everything"

test-all: test ## The same, then the tests that visit all pages or build the whole site again
	@CHROMIUM="$$(cat .venv/chromium)" $(RUN) -m pytest -m everything

build: .venv/site.ready ## Build the site into site/, with the offline copy; nothing is replaced if anything is wrong
	@$(RUN) -m explainer.building

freeze: .venv/site.ready ## Freeze the last commit as the version of a day (DATE=…) into versions/, and print its record
	@$(RUN) -m explainer.freeze

versions: .venv/site.ready ## Fetch and check every version in data/versions.yaml and lay it into site/
	@$(RUN) -m explainer.versions site

builders: .venv/test.ready ## Build with MkDocs, ProperDocs and Zensical and compare links, backlinks and citations
	@$(RUN) -m builders

counts: .venv/site.ready ## Print how many pages, sources, citations, quotations and links there are, and how many lack a source
	@$(RUN) -m explainer.counts

balance: .venv/site.ready ## Print whom each page quotes, where the sources come from, and the verbs of speech
	@$(RUN) -m explainer.balance

addresses: .venv/site.ready ## Enter every new address and the words of every claim into their locks
	@$(RUN) -m explainer.permalinks

promised: .venv/site.ready ## Check that the locks still hold all that a commit promised (SINCE=…)
	@$(RUN) -m explainer.witness "$(SINCE)"

coverage: .venv/site.ready ## Print names in prose that no entry covers, entries that nothing mentions, aliases that never match
	@$(RUN) -m explainer.coverage

prose: .venv/test.ready tools/prose/node_modules ## Print how hard each page is to read, the next one to edit first
	@$(RUN) -m figures.prose

figures: .venv/test.ready .venv/chromium tools/node_modules build ## Print what each page of site/ weighs and every fault found on it, worst page first
	@CHROMIUM="$$(cat .venv/chromium)" $(RUN) -m figures site

lighthouse: .venv/test.ready .venv/chromium tools/lighthouse/node_modules build ## Print what Lighthouse says of one page of every kind, worst first (three runs each, about twenty minutes)
	@CHROMIUM="$$(cat .venv/chromium)" $(RUN) -m figures.lighthouse site

bench: .venv/bench.ready ## Measure what linking and checks cost, and write BENCHMARK.md (takes up to an hour on a busy machine)
	@$(RUN) -m bench

benchserve: .venv/site.ready ## Measure how long an editor waits for an edit to be seen, and how much memory that takes (half an hour)
	@$(RUN) -m bench.serving

lint: .venv/test.ready
	@$(RUN) -m ruff format --check --quiet scripts tests bench figures || { $(RUN) -m ruff format --diff scripts tests bench figures; exit 1; }
	@$(RUN) -m ruff check --quiet scripts tests bench figures
	@$(RUN) -m mypy --no-error-summary scripts tests bench figures

lock: .venv/test.ready ## Renew the pinned versions in requirements/*.txt from requirements/*.in
	@for name in site test bench; do $(RUN) -m uv pip compile --upgrade --universal --python-version 3.11.2 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements/$$name.txt requirements/$$name.in || exit 1; done

clean: ## Remove everything that the other targets made
	@rm -rf .venv .cache site .site-part versions .pytest_cache .mypy_cache .ruff_cache

.venv/%.ready: requirements/%.txt $(wildcard scripts/setup/*.py)
	@$(PYTHON) scripts/setup/environment.py requirements/$*.txt
	@touch $@

tools/node_modules tools/prose/node_modules tools/lighthouse/node_modules: %/node_modules: %/package-lock.json .venv/test.ready
	@$(RUN) scripts/setup/tools.py $*
	@touch $@

.venv/chromium: .venv/test.ready
	@$(RUN) scripts/setup/browser.py $@

# Firefox, WebKit and the tagger of words, for all tests alone
test-all: .venv/engines tools/prose/node_modules
.venv/engines: .venv/test.ready
	@$(RUN) scripts/setup/engines.py $@
