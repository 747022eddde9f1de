#!/bin/sh
# Write the locked requirements: exact versions with hashes, and no registry address.
# requirements/debian.in holds back what Debian's own Python 3.11.2 cannot install.
set -eu
compile() {
	.venv/bin/pip-compile --quiet --no-config --strip-extras --allow-unsafe --generate-hashes \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header \
		--constraint requirements/debian.in "$@"
}
compile --output-file requirements/site.txt pyproject.toml requirements/build.in
compile --extra test --output-file requirements/test.txt --constraint requirements/site.txt pyproject.toml
for folder in . tools/lighthouse tools/searching; do
	(cd "$folder" && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund)
done
