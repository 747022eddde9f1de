"""The locked packages are those that a Debian 12 can install: its own Python is 3.11.2."""

import re
from importlib.metadata import metadata

import pytest
from conftest import ROOT
from packaging.specifiers import SpecifierSet

OLDEST = "3.11.2"


def locked():
    """Names and versions in the lock files."""
    texts = [(ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8") for name in ("site", "test")]
    return sorted({pair for text in texts for pair in re.findall(r"(?m)^([\w.-]+)==(\S+)", text)})


@pytest.mark.parametrize(("name", "version"), locked())
def test_a_locked_package_is_for_debians_own_python(name, version):
    about = metadata(name)
    assert about["Version"] == version, "the environment is not the locked one"
    assert SpecifierSet(about["Requires-Python"] or "").contains(OLDEST)
