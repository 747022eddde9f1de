"""The site as a portal carries it, and Debian's browser to look at it with.

Playwright, which drives the browser, comes with what the tests need and not with what a build needs: it is
imported where a browser is opened.
"""

from __future__ import annotations

import gzip
import http.server
import io
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
SUB_PATH = "/jixiao/"
"""Where the portal carries the site; any folder will do."""
_STEADY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
)
"""What makes a picture the same on every machine: no graphics card, no colour profile, no hinting."""
_TEXT = frozenset((".html", ".css", ".js", ".json", ".svg", ".xml"))
"""What a portal sends compressed."""


def at_hand() -> bool:
    """Whether there is a browser, and what drives it."""
    return Path(CHROMIUM).is_file() and find_spec("playwright") is not None


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's own browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(_STEADY))
        yield browser
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Sends what is asked for, and says nothing of it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """As web servers do: else a body waits 40 ms for the browser to have acknowledged its head."""

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


class Compressing(Quiet):
    """Sends text compressed and lets the browser keep it; ``moved`` counts the bytes of all bodies."""

    moved = 0

    def send_head(self) -> io.BytesIO | None:
        """The head of the answer; gives its body."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        body, text = path.read_bytes(), path.suffix in _TEXT
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        if text:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        Compressing.moved += len(body)
        return io.BytesIO(body)


@contextmanager
def portal(site: Path, handler: type[http.server.SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The address of ``site`` below a sub-path of a web server on this machine, as a portal carries it."""
    with tempfile.TemporaryDirectory() as top:
        (Path(top) / SUB_PATH.strip("/")).symlink_to(site.resolve())
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=top))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        finally:
            server.shutdown()
            server.server_close()
