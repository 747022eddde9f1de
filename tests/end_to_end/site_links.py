"""Every link of a built site, of whatever kind of file, and which of them lead nowhere.

One pass over the files: pages and pictures (href, src, srcset, ...), style sheets (url), the sitemap and
feeds, data packages (paths). A link is held to two readers at once: the one who has the site below a
portal's folder, and the one who opens it from disk, where a folder shows no index.html and nothing lies at
the root.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "poster", "data", "action", "formaction", "xlink:href", "cite"}
LISTS = {"srcset", "imagesrcset"}
IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)""")
IN_XML = re.compile(r"""<loc>([^<]+)</loc>|href=["']([^"']+)["']""")
NOT_FILES = ("data:", "blob:", "mailto:", "tel:", "javascript:")
PACKED = re.compile(r"[\w./-]+\.(?:html|csv|json|svg|png|xlsx|sqlite|zip|xml|md)")
EVERYWHERE = "404.html"
"""The page that is shown at any address: its links start at the portal's folder."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.css = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.css = tag == "style"
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.add(value)
            elif name in ADDRESSES and not (tag == "meta" or _states(tag, attrs)):
                self.links.append(value)
            elif name in LISTS:
                self.links += [part.split()[0] for part in value.split(",") if part.strip()]
            elif name == "style":
                self.links += IN_CSS.findall(value)

    def handle_data(self, data: str) -> None:
        if self.css:
            self.links += IN_CSS.findall(data)
            self.css = False


def _states(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element states an address without leading there: the canonical one, a namespace."""
    return tag == "link" and ("rel", "canonical") in attrs


@dataclass(frozen=True)
class Site:
    """A built site at ``folder``, published at ``https://domain`` + ``sub_path``."""

    folder: Path
    domain: str
    sub_path: str

    @cached_property
    def files(self) -> set[str]:
        """Every file's address."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    @cached_property
    def pages(self) -> dict[str, _Page]:
        """Pages and pictures, parsed once."""
        found = {}
        for address in sorted(self.files):
            if address.endswith((".html", ".svg")):
                found[address] = _Page()
                found[address].feed(self._text(address))
        return found

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """(file, link) of the whole site."""
        for address, page in self.pages.items():
            yield from ((address, link) for link in page.links)
        for address in sorted(self.files):
            if address.endswith(".css"):
                yield from ((address, link) for link in IN_CSS.findall(self._text(address)))
            elif address.endswith(".xml"):
                found = IN_XML.findall(self._text(address))
                yield from ((address, one or other) for one, other in found)
            elif address.endswith("datapackage.json"):
                yield from ((address, link) for link in _paths(json.loads(self._text(address))))

    @cached_property
    def broken(self) -> list[str]:
        """What leads nowhere, or for one of the two readers only: file, link, reason."""
        wrong = ((address, link, self._fault(address, link)) for address, link in self.links)
        return [f"{address}: {link}: {fault}" for address, link, fault in wrong if fault]

    def _fault(self, address: str, link: str) -> str:
        if link.startswith(NOT_FILES):
            return ""
        parts = urlsplit(link)
        whole = f"https://{self.domain}{self.sub_path}"
        if parts.scheme or parts.netloc:
            if not link.startswith(whole):
                return "another host"
            path = unquote(parts.path).removeprefix(self.sub_path) or "index.html"
        elif parts.path.startswith("/"):
            if address != EVERYWHERE or not parts.path.startswith(self.sub_path):
                return "starts at the root, which is not this site's"
            path = unquote(parts.path).removeprefix(self.sub_path)
        else:
            beside = posixpath.join(posixpath.dirname(address), unquote(parts.path))
            path = posixpath.normpath(beside) if parts.path else address
        return self._lacks(path, unquote(parts.fragment))

    def _lacks(self, path: str, fragment: str) -> str:
        if path.startswith(".."):
            return "leads out of the site"
        if path not in self.files:
            return (
                "a folder, which shows no page from disk" if (self.folder / path).is_dir() else "no such file"
            )
        if fragment and path in self.pages and fragment not in self.pages[path].ids | {"top"}:
            return "no such id"
        return ""

    def _text(self, address: str) -> str:
        return (self.folder / address).read_text(encoding="utf-8")


def _paths(value: object) -> Iterator[str]:
    """The files that a data package names, at any depth."""
    if isinstance(value, dict):
        for name, one in value.items():
            listed = one if isinstance(one, list) else [one]
            if name == "path":
                yield from (path for path in listed if isinstance(path, str) and PACKED.fullmatch(path))
            else:
                yield from _paths(one)
    elif isinstance(value, list):
        for one in value:
            yield from _paths(one)
