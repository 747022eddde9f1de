"""Serve the built site on this machine and rebuild when a watched file changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from generator.words import _

State = dict[Path, tuple[int, int]]
"""When each watched file was written (ns), and its size."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site below the portal's sub-path, as it will stand when published."""

    def __init__(self, *args: object, directory: str, sub_path: str) -> None:
        self.sub_path = sub_path
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file for an address; outside of the sub-path there is none."""
        if not path.startswith(self.sub_path):
            return str(Path(self.directory) / "404.html" / "none")
        return super().translate_path("/" + path[len(self.sub_path) :])

    def do_GET(self) -> None:
        """Answer; the bare root leads to the site."""
        if self.path == "/" != self.sub_path:
            self.send_response(302)
            self.send_header("Location", self.sub_path)
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, *_args: object) -> None:
        """Keep the terminal for what concerns the publisher."""


def serve(
    site: Path,
    watched: Sequence[Path],
    rebuild: Callable[[], None],
    port: int,
    sub_path: str,
    stop: threading.Event | None = None,
) -> None:
    """Build, then serve ``site`` at ``port`` (0: any) until ``stop`` is set or Ctrl-C is pressed."""
    stop = stop or threading.Event()
    built = _state(watched)  # before: what changes while it is built is built again
    rebuild()
    handler = partial(_Handler, directory=str(site), sub_path=sub_path)
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(_("正在预览：http://127.0.0.1:{port}{path}（按 Ctrl-C 结束）").format(
        port=server.server_port, path=sub_path))  # fmt: skip
    try:
        _watch(watched, built, rebuild, stop)
    except KeyboardInterrupt:
        click.echo(_("已结束。"))
    finally:
        server.shutdown()
        server.server_close()


def _watch(watched: Sequence[Path], seen: State, rebuild: Callable[[], None], stop: threading.Event) -> None:
    """Rebuild whenever the files are not as ``seen``."""
    while not stop.wait(0.5):
        now = _state(watched)
        if now != seen:
            seen = now
            rebuild()


def _state(watched: Sequence[Path]) -> State:
    found: State = {}
    for top in watched:
        for path in (top, *top.rglob("*")) if top.is_dir() else (top,):
            with suppress(FileNotFoundError):  # an editor's own file, gone since it was listed
                if path.is_file():
                    status = path.stat()
                    found[path] = (status.st_mtime_ns, status.st_size)
    return found
