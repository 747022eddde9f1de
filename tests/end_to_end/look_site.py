"""What the tests of the look share: pages of every template, a sample site with years, a browser."""

import fcntl
import functools
import http.server
import itertools
import os
import re
import threading
import time
from contextlib import contextmanager

from conftest import disclose, publisher
from playwright.sync_api import sync_playwright

REAL = [
    "index", "units", "projects", "findings", "findings/score-differs", "reviews", "method",
    "method/luohu-department", "dictionary", "downloads", "glossary", "about", "how-to-read", "accessibility",
    "sitemap", "wuhua/2024/index", "wuhua/2024/units/health", "wuhua/2024/findings",
    "luohu/2024/units/health", "jinfeng/2023/units/red-cross", "fengnan/2024/projects/p02",
    "jinfeng/2023/reviews", "panzhihua-east/2024/exante", "panzhihua-east/2024/monitoring",
    "panzhihua-east/2024/key-evaluations", "luohu/2024/rectification", "panzhihua-east/2024/disclosures",
]  # fmt: skip
"""One page of each template, and of a template that looks different without data."""
SAMPLE = [
    "index", "yunxi/2025/index", "yunxi/2025/units/101000", "yunxi/2025/projects/101000-003",
    "yunxi/2025/reviews", "yunxi/2025/monitoring",
]  # fmt: skip
"""Pages of the sample site whose parts the real data does not fill: years, peers, projects' sheets."""
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def sampled(tmp_path_factory):
    """A site of made-up data over two years, built once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "sampled"
    with (shared / "sampled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            made = disclose(
                publisher(shared / "sample-data"), "sample", shared / "made", "--units", "8",
                "--projects", "5", "--years", "2", "--seed", "7",
            )  # fmt: skip
            assert made.returncode == 0, made.stdout + made.stderr
            built = disclose(publisher(folder, data=shared / "made" / "data"), "build")
            assert built.returncode == 0, built.stdout + built.stderr
            (folder / "done").touch()
    return folder / "site"


def in_english(tmp_path_factory):
    """The real data published in English, built once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "english"
    with (shared / "english.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            settings = publisher(folder) / "data" / "site.yml"
            text = settings.read_text(encoding="utf-8")
            assert "语言: zh_CN" in text
            settings.write_text(text.replace("语言: zh_CN", "语言: en"), encoding="utf-8")
            made = disclose(folder, "build")
            assert made.returncode == 0, made.stdout + made.stderr
            (folder / "done").touch()
    return folder / "site"


@contextmanager
def chromium():
    """Debian's own browser, driven by Playwright."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass


class _Slow(_Quiet):
    """Sends a page as a slow network does: in some forty pieces, each ending before an element."""

    def copyfile(self, source, outputfile):
        if not self.path.endswith(".html"):
            super().copyfile(source, outputfile)
            return
        text = source.read()
        starts = [found.start() for found in re.finditer(rb"<[a-z]", text)]
        cuts = [0, *starts[:: max(1, len(starts) // 40)], len(text)]
        for at, end in itertools.pairwise(cuts):
            outputfile.write(text[at:end])
            outputfile.flush()
            time.sleep(0.02)


@contextmanager
def served(site, folder, *, slowly=False):
    """The address of ``site`` below its portal's sub-path, on this machine; ``folder`` is empty."""
    (folder / "jixiao").symlink_to(site)
    handler = functools.partial(_Slow if slowly else _Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/jixiao/"
    server.shutdown()
