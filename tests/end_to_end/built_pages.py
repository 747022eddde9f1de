"""What tests ask of a built site: each page parsed once, and where its links lead."""

import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

ADDRESSES = ("href", "src", "poster", "data", "action", "formaction")
NAMES_AN_ID = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
VOID_OF_CONTENT = {"script", "style", "template"}


def words(element):
    """The visible text of ``element``, blanks made single."""
    return " ".join("".join(_texts(element)).split())


def _texts(element):
    if element.tag not in VOID_OF_CONTENT:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def has_class(element, name):
    """Whether ``element`` carries the class ``name``."""
    return name in element.get("class", "").split()


@dataclass(frozen=True)
class Built:
    """One HTML file: its address in the site, its tree, and what its parser complained of."""

    address: str
    text: str
    tree: Element
    errors: tuple[str, ...]

    @classmethod
    def read(cls, site: Path, path: Path) -> "Built":
        """Parse the file at ``path`` as a browser does."""
        text = path.read_text(encoding="utf-8")
        builder = html5lib.getTreeBuilder("etree")
        parser = html5lib.HTMLParser(tree=builder, strict=False, namespaceHTMLElements=False)
        tree = parser.parse(text)
        errors = tuple(f"{line}:{column} {code}" for (line, column), code, _data in parser.errors)
        return cls(path.relative_to(site).as_posix(), text, tree, errors)

    def all(self, tag, css=None):
        """The elements with this tag, or of them those with a class."""
        return [e for e in self.tree.iter(tag) if css is None or has_class(e, css)]

    @cached_property
    def ids(self):
        """Every id of the page, as often as it stands there."""
        return [e.get("id") for e in self.tree.iter() if e.get("id")]

    @cached_property
    def links(self):
        """Every address that the page links to or loads: (tag, attribute, address)."""
        found = []
        for element in self.tree.iter():
            found += [
                (element.tag, name, element.get(name)) for name in ADDRESSES if element.get(name) is not None
            ]
            found += [
                (element.tag, "srcset", part.split()[0])
                for part in element.get("srcset", "").split(",")
                if part
            ]
        return found

    @cached_property
    def metas(self):
        """The named meta tags in order: (name, content)."""
        return [(e.get("name"), e.get("content", "")) for e in self.tree.iter("meta") if e.get("name")]

    def meta(self, name):
        """The content of the one meta tag with this name, None without one."""
        return next((content for found, content in self.metas if found == name), None)

    @cached_property
    def words(self):
        """The visible text of the page."""
        return words(next(self.tree.iter("body")))

    def leads(self, link, sub_path):
        """The address within the site that ``link`` leads to, and its fragment.

        Only 404.html, which is shown below any address, may start at the sub-path of the portal.
        """
        parts = urlsplit(link)
        path = unquote(parts.path)
        if path.startswith("/"):
            inside = self.address == "404.html" and path.startswith(sub_path)
            path = path.removeprefix(sub_path) if inside else f"outside of the site: {path}"
        elif path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(self.address), path))
        else:
            path = self.address
        return path or "index.html", unquote(parts.fragment)
