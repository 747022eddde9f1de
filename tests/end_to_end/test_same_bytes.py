"""With the engine switched off, plain MkDocs builds the same site: every file, byte for byte."""

import gzip
import subprocess
import sys

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
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    plain, own = tree(tmp_path / "site"), tree(root / "site")
    assert sum(1 for address in plain if address.endswith(".html")) > 90
    assert sorted(plain) == sorted(own)
    assert [address for address, data in plain.items() if own[address] != data] == []
