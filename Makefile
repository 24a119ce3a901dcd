# One line a task. `make serve` and `make test` do all the set-up themselves.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: new register preview serve check test site freshness review architecture release release-notes setup schema stubs lock advisories lint coverage bench serve-time links audit offline publish www load taps pdf search-score faults fuzz mutants zensical clean

serve: setup ## the site at http://127.0.0.1:8000
	@$(BIN)/python -m macros.check
	$(BIN)/mkdocs serve --strict -a 127.0.0.1:8000

# the site is made once, by one process: two workers that found it missing would both write its scripts.
# a file's tests stay together: what they share (a browser, a small site) is made once; the longest files come first (tests/conftest.py)
# reading the code and making the site are one process each: side by side
test: setup-tests ## every test, by two workers
	@$(MAKE) --no-print-directory --output-sync=target -j2 lint site
	HANDBOOK_SITE=site $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup ## is the content complete and well set? under a minute, no browser; part of make test
	@$(BIN)/python tools/complete.py

lint: setup-tests ## Python and the browser part, read without running them
	$(BIN)/python tools/lint.py

site: setup ## the site in site/
	@$(BIN)/python -m macros.check
	$(BIN)/mkdocs build --strict

setup:
	@$(PYTHON) tools/setup.py

setup-tests:
	@$(PYTHON) tools/setup.py --tests

new: setup ## a new record: make new kind=scenario id=lost-luggage
	@$(BIN)/python tools/new.py --kind=$(kind) --id=$(id) --in=$(in) --for=$(for)

preview: setup ## one page in seconds: make preview id=scenario/parcel, make preview page=steps/verify
	@$(BIN)/python tools/preview.py --id "$(id)" --page "$(page)" || true # it has said what is wrong; make would add its own words

register: stubs schema ## after new content: pages, ids, reviews, schemas, the search's score
	$(BIN)/python tools/published.py
	$(BIN)/python tools/review.py --register
	$(MAKE) search-score

freshness: setup ## what has to be looked at again; for another day ON=2027-06-01, as an issue's text ISSUE=1
	@$(BIN)/python tools/freshness.py $(if $(ON),--on $(ON)) $(if $(ISSUE),--issue)

review: setup ## an entry was read against its articles: make review entry=scenario/auto-renewal by=reader with=texts
	@$(BIN)/python tools/review.py --entry "$(entry)" --by "$(by)" --with "$(with)" $(if $(only),--only "$(only)")

architecture: setup ## the picture of the program, drawn from its imports
	$(BIN)/python tools/architecture.py

release: setup ## keeps what this release promised, to try every later one with; once, on its day
	$(BIN)/python tools/release.py

release-notes: setup ## what the forge prints of a release, and whether its tag may be one: make release-notes tag=v0.2.0
	@$(BIN)/python tools/release.py --notes "$(tag)"

schema: setup ## the JSON Schemas that editors use
	$(BIN)/python tools/schema.py

stubs: setup ## a page for every data file that has none
	$(BIN)/python tools/stubs.py

coverage: setup-tests ## which lines of macros/ the tests run; a figure, no gate, browser tests left out
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --ignore=tests/browser --ignore=tests/engines
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --skip-empty --sort=cover

bench: setup ## build time and memory at 1× and 10×, beside plain Material with as many pages; half an hour on a slow machine
	$(BIN)/python tools/scale.py bench

serve-time: setup ## how long an editor waits for a changed word
	$(BIN)/python tools/serve_time.py

links: site ## every external link, asked one by one; needs the network
	$(BIN)/pytest -m links tests/test_links.py

audit: site ## Lighthouse on a page of each of twelve kinds, on a quiet machine: 100 four times, nothing moves, nothing blocks
	$(BIN)/python tools/audit.py

search-score: setup-tests site ## how well the search answers; writes the about page's numbers
	$(BIN)/python tools/search_score.py

faults: setup-tests ## the data broken in 2 600 ways, each must be told where it is; COUNT=200 for a quick try; up to an hour
	$(BIN)/python -m tests.faults --count $(or $(COUNT),2600) --seed $(or $(SEED),1)

fuzz: setup-tests ## 1 500 ways by a seed that it prints, 60 of them through the real build; COUNT=100 BUILDS=3 for a quick try, TABLE=1 for every kind of damage; up to 45 minutes
	$(BIN)/python -m tests.faults --count $(or $(COUNT),1500) --builds $(or $(BUILDS),60) $(if $(SEED),--seed $(SEED)) $(if $(TABLE),--table)

mutants: setup-tests ## how well the tests hold: 160 small faults, each must be noticed; SAMPLE=20 for a quick try; up to 90 minutes
	@$(PYTHON) tools/setup.py --mutants
	$(BIN)/python tools/mutants.py $(if $(SAMPLE),--sample $(SAMPLE))

zensical: setup-tests ## the same site by the theme's successor, and the site's tests on it
	$(BIN)/python tools/successor.py

offline: site ## the whole site as one zip and what it is made with (SBOM), into build/downloads
	$(BIN)/python tools/offline.py
	$(BIN)/python tools/sbom.py

publish: offline ## the site as it is published: with everything in build/downloads beside it and linked (make pdf first, if the PDFs go along)
	$(BIN)/python tools/publish.py

www: setup-tests publish ## the site as it is published, packed for a host of its own (deploy/nginx.conf), into build/www
	$(BIN)/python tools/www.py

load: www ## what a visit and a million of them cost, and how many answers nginx gives a second; needs nginx
	$(BIN)/python tools/nginx.py

taps: setup-tests site ## taps, fields, requests and bytes from the home page to four ends; writes the about page's table
	$(BIN)/python tools/taps.py --write

pdf: setup-tests site ## the book, a volume a topic and the blanks of all letters as PDF, into build/downloads; four minutes
	$(BIN)/python tools/pdf.py

lock: setup ## after changing pyproject.toml, package.json, audit/package.json or mutants/package.json
	$(BIN)/python -m pip install -q uv==0.13.9
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.lock
	$(BIN)/uv pip compile --group mutants -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-mutants.lock
	$(BIN)/uv pip compile --group advisories -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-advisories.lock
	$(BIN)/uv pip compile --group zensical -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-zensical.lock
	npm install --package-lock-only --ignore-scripts
	npm --prefix audit install --package-lock-only --ignore-scripts
	npm --prefix mutants install --package-lock-only --ignore-scripts

advisories: setup ## which pinned packages have a known hole; asks PyPI and npm. 0 none known, 1 some, 3 could not ask (make itself says 2 for both)
	@$(PYTHON) tools/setup.py --advisories
	@$(BIN)/python tools/advisories.py

clean:
	rm -rf site build .cache .pytest_cache test-results docs/assets/handbook.js docs/assets/theme.js docs/assets/search.js docs/assets/docx.js
