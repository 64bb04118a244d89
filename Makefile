# The commands of this repository. Each installs and builds what it needs first; `make help` lists them.

# ARGS keeps the user's quoting. A URL is passed on unchanged.
quoted = '$(subst ','\'',$(value $1))'
run = node dist/cli.js

installed = node_modules/.package-lock.json
everything = node_modules/.everything
tools = tools/node_modules/.package-lock.json
ecosystem = tools/ecosystem/node_modules/.package-lock.json

.PHONY: help mock demo pictures contract contract-jest test test-all-nodes check unit mutation simulate torture trial build generate install format bench agents chaos soak notices release docs examples ecosystem reference clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

mock: build ## start the mock server, e.g. make mock ARGS='--port 4010'
	@exec $(run) mock $(ARGS)

demo: build ## show the mock to an audience for fifteen minutes, e.g. make demo ARGS='--loop'
	@exec $(run) demo $(ARGS)

pictures: $(everything) build ## take the pictures of the demo again, with Chromium
	@exec $(run) demo --record docs/pictures

contract: build ## check an API against the contract, e.g. make contract BASE_URL=https://host ARGS='--watch 60s'
	@exec $(run) contract $(if $(value BASE_URL),--base-url $(call quoted,BASE_URL)) $(ARGS)

contract-jest: $(everything) build ## run the contract as a Jest suite, e.g. make contract-jest BASE_URL=https://host ARGS='-t list'
	@$(if $(value BASE_URL),CONTRACT_BASE_URL=$(call quoted,BASE_URL)) exec node tools/contract-jest.mjs $(ARGS)

install: $(everything) $(tools) ## install what checks and tests need; make -j2 install does it at the same time

test: $(everything) $(tools) ## run check, the unit tests and the contract suite against the mock
	@exec node tools/test.mjs

test-all-nodes: $(everything) $(tools) ## make test with Node 20, 22, 24 and the newest; ARGS='22 unit' picks a version and a part
	@exec node tools/test-all-nodes.mjs $(ARGS)

check: $(everything) $(tools) ## check format, lint, types, documents, unused code; ARGS='lint types' selects steps
	@exec node tools/check.mjs $(ARGS)

unit: $(everything) $(tools) build ## run the unit tests, e.g. make unit ARGS='-t paused' or ARGS=-u to write snapshots
	@node tools/build.mjs --tests
	@exec node node_modules/jest/bin/jest.js --config=tools/jest.config.json --ci $(ARGS)

mutation: $(everything) $(tools) build ## mutate the judges and count the mutants that their unit tests notice; ARGS=list.ts selects a file
	@exec node tools/mutation.mjs $(ARGS)

simulate: $(everything) build ## simulate the shared store 100,000 times, with faults; ARGS='--schedules 1000', ARGS=--bugs plants bugs, SEED=n repeats one
	@exec node tools/simulate.mjs $(ARGS)

torture: $(everything) build ## torture clients with bugs of public reports, and sound ones; ARGS='swr --seeds 1 --seconds 5'
	@exec node tools/torture/index.mjs $(ARGS)

trial: $(everything) build ## judge every mutant and every legal variant, and print a table of the results
	@node tools/build.mjs --tests
	@exec node tools/trial.mjs

build: $(installed) ## bundle into dist/ if the sources have changed
	@node tools/build.mjs

generate: $(everything) $(tools) ## generate openapi/generated/ from the documents
	@exec node tools/generate-types.mjs

release: $(everything) $(tools) ## show what a release would do, e.g. make release ARGS='0.2.0'; --commit does it
	@exec node tools/release.mjs $(ARGS)

notices: build ## write THIRD-PARTY-NOTICES, the licences of what is bundled
	@cp build/THIRD-PARTY-NOTICES THIRD-PARTY-NOTICES

docs: $(everything) build ## write the generated parts of README.md and docs/, and the pictures
	@exec node tools/docs.mjs

format: $(everything) ## format every file
	@exec node node_modules/@biomejs/biome/bin/biome format --write .

bench: $(everything) build ## compare the mock with Express, node:http, Fastify and Prism; ARGS='status list' selects parts
	@exec node tools/bench/index.mjs $(ARGS)

soak: $(everything) build ## use the mock at full load for ten minutes, and check that its memory stays flat; ARGS='--seconds 120'
	@exec node tools/soak/index.mjs $(ARGS)

agents: $(everything) build ## run twenty tasks with the tools for agents and without them, and write the table into docs/agents.md
	@exec node tools/agents/index.mjs

chaos: $(everything) build ## let everything fail for ten minutes while clients use three mocks on one Redis; ARGS='--seconds 60 --seed 7'
	@node tools/build.mjs --tests
	@exec node tools/chaos/index.mjs chaos $(ARGS)

histories: $(everything) build ## judge 10,000 random histories of several processes on one store; ARGS='--store redis --seed 7'
	@node tools/build.mjs --tests
	@exec node tools/chaos/index.mjs histories $(ARGS)

examples: $(everything) $(tools) build ## run the tests in examples/ with the packed package; ARGS='vitest jest' selects some
	@exec node tools/examples.mjs $(ARGS)

ecosystem: $(everything) $(ecosystem) build ## try the documents with client generators and importers; ARGS='orval bruno' selects some
	@exec node tools/ecosystem/index.mjs $(ARGS)

reference: build ## compare the mock's responses with a real server (needs python3-djangorestframework and gunicorn)
	@exec node tools/reference/compare.mjs $(ARGS)

clean: ## remove all build output
	@rm -rf build dist

# What building and serving need; npm writes this file last, so it tells of a whole install.
$(installed): package-lock.json
	@node tools/install.mjs
	@touch $@

# What checks and tests need besides.
$(everything): package-lock.json
	@[ -e node_modules/jest ] && [ $(installed) -nt package-lock.json ] || node tools/install.mjs --all
	@touch $(installed) $@

$(tools): tools/package-lock.json
	@echo 'installing the tools for checks'
	@npm ci --prefix tools --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(ecosystem): tools/ecosystem/package-lock.json
	@echo 'installing the tools of others (700 MB)'
	@npm ci --prefix tools/ecosystem --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@
