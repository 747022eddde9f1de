"""Shared by all tests: the real data, loaded and examined once, and the real site, built once."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from generator import words
from generator.check import check
from generator.load import load
from generator.render.quick import QuickEnvironment
from generator.score import score

settings.register_profile("steady", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("steady")
ROOT = Path(__file__).parent.parent
PARTS = ("data", "content", "theme", "mkdocs.yml")


def publisher(target, *, data=ROOT / "data"):
    """A publisher's folder at ``target`` with everything a build needs, and ``data``."""
    target.mkdir(parents=True)
    for part in PARTS[1:]:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(
                source, target / part, ignore=shutil.ignore_patterns("generated", "site.generated.yml")
            )
        else:
            shutil.copy(source, target / part)
    shutil.copytree(data, target / "data")
    return target


def disclose(root, *arguments):
    """Run the command line in a process of its own, as a publisher does."""
    command = [sys.executable, "-m", "generator.cli", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def _chinese():
    """Every test starts in Chinese, whatever the one before it spoke."""
    words.use("zh_CN")


@pytest.fixture(scope="session", autouse=True)
def _compiled():
    """A template is compiled once in a language, not for every folder that a test renders into.

    Most of the time of these tests went there. What is kept of it between runs is not touched.
    """
    compile_, known = QuickEnvironment.compile, {}

    def compiled(environment, source, name=None, filename=None):
        key = words.language(), source, name, filename
        if key not in known:
            known[key] = compile_(environment, source, name, filename)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuickEnvironment, "compile", compiled)
        yield


@pytest.fixture(scope="session")
def examined():
    """The real data: site, scores, findings."""
    words.use("zh_CN")
    site = load(ROOT / "data")
    scored = score(site)
    return site, scored, check(site, scored)


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """A folder where the real data was built; shared by all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "published"
    with (shared / "published.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            publisher(folder)
            made = disclose(folder, "build")
            assert made.returncode == 0, made.stdout + made.stderr
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def site_dir(published):
    """The built site."""
    return published / "site"
