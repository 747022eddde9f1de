"""What the tools that look at the built site share: Debian's browser, a portal that carries the site.

The looks a reader can have stand here once, as a reader's system wishes them and as the panel in the
masthead keeps them (theme/assets/js/look.js).
"""

import functools
import gzip
import http.server
import io
import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SUB_PATH = "/jixiao/"
"""Where the portal of these tools carries the site; any folder will do."""
STEADY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
]
"""What makes a picture the same on every machine: no graphics card, no colour profile, no hinting."""
STILL = "*, ::before, ::after { animation: none !important; transition: none !important; }"


@dataclass(frozen=True)
class Look:
    """How a reader sees the site: what the system wishes, and what the site remembers of a choice."""

    system: dict[str, str]
    choice: dict[str, str] = field(default_factory=dict)

    @property
    def script(self) -> str:
        """Puts the choice where the site keeps it, before the page runs."""
        return f"localStorage.setItem('disclose.look', {json.dumps(json.dumps(self.choice))});"


LOOKS = {
    "light": Look({"color_scheme": "light"}, {"theme": "light"}),
    "dark": Look({"color_scheme": "dark"}, {"theme": "dark"}),
    "contrast": Look({"color_scheme": "dark", "contrast": "more"}, {"theme": "contrast"}),
}
"""Every look that is told apart by colour."""
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml"}
"""What a portal sends compressed."""
TEMPLATES = {
    "home": "index.html",
    "region": "wuhua/2024/index.html",
    "unit": "luohu/2024/units/health.html",
    "project": "fengnan/2024/projects/p02.html",
    "findings": "findings.html",
    "projects": "projects.html",
}
"""One page of each template that a visitor meets first; addresses stay for ever, so they may stand here."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's own browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=STEADY)
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """As web servers do: else a body waits 40 ms for the browser to have acknowledged its head."""

    def log_message(self, *_arguments: object) -> None:
        pass


class Compressing(_Quiet):
    """Sends text compressed and lets the browser keep it; ``moved`` counts the bytes of all bodies."""

    moved = 0

    def send_head(self) -> io.BytesIO | None:
        """The head of the answer; gives its body."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        body, text = path.read_bytes(), path.suffix in TEXT
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
def portal(site: Path, handler: type[http.server.SimpleHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    """The address of ``site`` below a sub-path of a web server on this machine, as a portal carries it."""
    with tempfile.TemporaryDirectory() as top:
        (Path(top) / SUB_PATH.strip("/")).symlink_to(site.resolve())
        answering = functools.partial(handler, directory=top)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answering)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        finally:
            server.shutdown()
            server.server_close()


@contextmanager
def reader(browser: Browser, look: Look, width: int, height: int) -> Iterator[Page]:
    """A page of a reader with this look and screen; nothing moves on it."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="zh-CN", **look.system
    )
    context.add_init_script(look.script)
    yield context.new_page()
    context.close()


def settle(page: Page, address: str) -> None:
    """Open ``address`` and wait until all of it stands: scripts run, pictures decoded, fonts there."""
    page.goto(address, wait_until="networkidle")
    page.add_style_tag(content=STILL)
    page.evaluate("""async () => {
      await document.fonts.ready;
      await Promise.all([...document.images].map((one) => {
        one.loading = "eager";
        return one.decode().catch(() => null);
      }));
    }""")
