# Needs only make and a Swift toolchain; scripts/setup installs the rest on Debian and says what to install elsewhere.

PREFIX ?= /usr/local
SAMPLE := Samples/explain/checkins.ndjson
CONFIGURATION := Samples/explain/configuration.json
PASTED := Samples/explain/pasted.txt
BINARY := .build/release/be-diagnose
SHARE = $(DESTDIR)$(PREFIX)/share
PROGRAM = $(DESTDIR)$(PREFIX)/bin/be-diagnose
MANUAL = $(SHARE)/man/man1/be-diagnose.1
COMPLETIONS = bash-completion/completions/be-diagnose zsh/site-functions/_be-diagnose \
	fish/vendor_completions.d/be-diagnose.fish
INSTALLED = $(PROGRAM) $(MANUAL) $(addprefix $(SHARE)/,$(COMPLETIONS))

# A toolchain that was unpacked but never put on the PATH.
export PATH := $(PATH):/opt/swift/usr/bin

.PHONY: help setup build demo test cluster-test cluster-bench lint prove bench mutate sanitize format install uninstall clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building, testing and linting need
	scripts/setup

build: export BE_BUILD_COMMIT := $(shell git describe --always --dirty --abbrev=8 2>/dev/null)
build: export BE_BUILD_DATE := $(shell date -u -d "@$${SOURCE_DATE_EPOCH:-$$(date +%s)}" +%F 2>/dev/null)
build: setup ## release build, Swift runtime linked in
	swift build -c release --static-swift-stdlib --product be-diagnose
	swift build -c release --static-swift-stdlib --product be-sandbox

# `explain` exits 1 for what it finds and 2 for what it cannot decide, and the sample has both: only other codes are a
# failure.
demo: build ## four short answers: a pasted line, the sample export, a credential email, a practice ID
	tr -d '\n' <$(PASTED) | $(BINARY) explain --set appointmentstatus=3,4 || [ $$? -le 2 ]
	$(BINARY) explain $(SAMPLE) --config $(CONFIGURATION) || [ $$? -le 2 ]
	$(BINARY) message Samples/message/mail.eml || [ $$? -le 2 ]
	@scripts/demo .build/release

test: setup ## all tests
	swift test

# Both end with 75 and a line that says why where there is nothing to start real servers with.
cluster-test: build ## explain --live against real OpenSearch and Elasticsearch, and their faults; SEEDS=100
	python3 Tests/Models/cluster/compare.py $(BINARY) --seeds $(or $(SEEDS),5) || [ $$? -eq 75 ]
	python3 Tests/Models/cluster/faults.py $(BINARY) || [ $$? -eq 75 ]

cluster-bench: build ## explain --live beside curl on three real nodes
	python3 Tests/Models/cluster/bench.py $(BINARY) || [ $$? -eq 75 ]

lint: setup ## format, imports, playbooks, words, shell scripts, secrets, mutations, file sizes
	@scripts/lint

mutate: setup ## does a test notice each deliberate fault? ONLY="name Features/Requests/" for some
	@scripts/mutate $(ONLY)

sanitize: setup ## the reading tests under the address and the thread sanitizer
	@scripts/sanitize

prove: build ## kill, race, fill the disk and search for secrets while `reauthorize` runs; FEW=1 for a share
	@scripts/prove $(if $(FEW),--few)

bench: ## compare with the floor, ripgrep, jq and DuckDB; SIZE=1G RUNS=7
	scripts/setup --bench
	swift build -c release --static-swift-stdlib --product be-diagnose
	swift build -c release --static-swift-stdlib --product be-sandbox
	@Benchmarks/run
	@Benchmarks/mails
	@Benchmarks/paste
	@Benchmarks/lookups
	@Benchmarks/reauthorize

format: ## rewrite the Swift files in the house style
	swift format --in-place --recursive --parallel $(wildcard Sources Tests Benchmarks Fuzzing) Package.swift

install: build ## into $(DESTDIR)$(PREFIX), with the manual page and the shells' completions
	install -d $(dir $(INSTALLED))
	install -m 755 $(BINARY) $(PROGRAM)
	$(BINARY) man -o $(MANUAL)
	$(BINARY) completion bash -o $(SHARE)/bash-completion/completions/be-diagnose
	$(BINARY) completion zsh -o $(SHARE)/zsh/site-functions/_be-diagnose
	$(BINARY) completion fish -o $(SHARE)/fish/vendor_completions.d/be-diagnose.fish

uninstall: ## remove what `make install` installed; profiles and journals stay
	rm -f $(INSTALLED)

clean: ## remove everything that was built or generated
	rm -rf .build .build-* Benchmarks/data Benchmarks/.venv
