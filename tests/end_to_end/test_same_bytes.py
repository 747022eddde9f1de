"""With the engine switched off, plain MkDocs builds the same site: every file, byte for byte."""

import gzip
import os
import re
import subprocess
import sys
from datetime import datetime

import pytest
from look_site import sampled


@pytest.fixture(params=["real", "made up"])
def root(request, published, tmp_path_factory):
    """A publisher's folder that was built."""
    return published if request.param == "real" else sampled(tmp_path_factory).parent


def tree(folder):
    """Every file's bytes by address; of what is packed, what is inside: its head bears a time."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else path.read_bytes()
        for path in files
    }


def as_of(site):
    """The environment in which a build bears the day of ``site``: midnight may have passed since."""
    day = re.search(r"<lastmod>([\d-]+)</lastmod>", (site / "sitemap.xml").read_text(encoding="utf-8"))[1]
    noon = datetime.fromisoformat(f"{day}T12:00+00:00")
    return os.environ | {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}


def test_plain_mkdocs_builds_the_same_bytes(root, tmp_path):
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--site-dir",
        tmp_path / "site",
    ]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, env=as_of(root / "site")
    )
    assert done.returncode == 0, done.stdout + done.stderr
    plain, own = tree(tmp_path / "site"), tree(root / "site")
    assert sum(1 for address in plain if address.endswith(".html")) > 90
    assert sorted(plain) == sorted(own)
    assert [address for address, data in plain.items() if own[address] != data] == []
