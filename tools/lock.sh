#!/bin/sh
# Compile the lock files: with hashes, without addresses.
set -eu
cd "$(dirname "$0")/.."
compile() { .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"; }
compile requirements/build.in -o requirements/build.txt
compile pyproject.toml -o requirements/runtime.txt
compile pyproject.toml --group dev -c requirements/runtime.txt -o requirements/development.txt
compile pyproject.toml --group training -c requirements/runtime.txt -o requirements/training.txt
