#!/bin/sh
# Bring both catalogues up to date with the words in code, templates and glossary: new ids come
# untranslated into en.po, ids no longer used go, nothing else changes.
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/python tools/catalogue.py
