"""What the tools that look at the built site share, beside the browser of `generator.bench.browser`.

The looks a reader can have stand here once, as a reader's system wishes them and as the panel in the
masthead keeps them (theme/assets/js/look.js).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

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
