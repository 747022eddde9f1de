"""Jinja as MkDocs sets it up, with four of its habits made cheaper; what it prints is the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.runtime import Context
from mkdocs.utils import normalize_url

_LANGUAGE = "partials/language.html"
_OF_DICT = frozenset(dir(dict))


def hasten(env: jinja2.Environment, folders: Sequence[str]) -> None:
    """Make ``env`` quicker for thousands of pages; ``folders``: templates that are not Material's.

    - ``url`` depends on the page's folder alone: each address is worked out once for each.
    - Every include copies the environment's globals: a plain dictionary is copied much faster than
      the chain of two that Jinja makes.
    - Material's translations are looked up once.
    - Front matter is asked for its keys before its methods, where it has no method of that name.
    """
    env.filters["url"] = _Addresses().url
    env.make_globals = lambda own: {**env.globals, **(own or {})}  # type: ignore[method-assign,assignment]
    undefined = env.undefined

    def get(thing: Any, name: str) -> Any:  # noqa: ANN401 - as Environment.getattr
        if type(thing) is dict and name not in _OF_DICT:
            return thing[name] if name in thing else undefined(obj=thing, name=name)
        return jinja2.Environment.getattr(env, thing, name)

    env.getattr = get  # type: ignore[method-assign,assignment]
    if not any(Path(folder, _LANGUAGE).exists() for folder in folders):
        env.get_template(_LANGUAGE).make_module = _Translations(env).module  # type: ignore[method-assign,assignment]


class _Translations:
    """Material's ``partials/language.html``, whose words depend on the settings alone.

    Every page imports it anew, and asks for some twenty words by two macros each.
    """

    def __init__(self, env: jinja2.Environment) -> None:
        self._make = env.get_template(_LANGUAGE).make_module
        self._made: SimpleNamespace | None = None

    def module(self, *context: Any) -> SimpleNamespace:  # noqa: ANN401 - as Template.make_module
        """The template's macro ``t``, remembering each word."""
        if self._made is None:
            self._made = SimpleNamespace(t=cache(self._make(*context).t))  # type: ignore[attr-defined]
        return self._made


class Listing:
    """Stands for the environment where only its list of templates is wanted: 14,000, mostly icons."""

    def __init__(self, env: jinja2.Environment, names: list[str] | None) -> None:
        self._env = env
        self.names = names

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """The names that were listed last, or those there are."""
        if self.names is None:
            self.names = self._env.list_templates(filter_func=filter_func)
        return self.names


class _Addresses:
    """The filter ``url`` of MkDocs, remembering what it gave."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    @jinja2.pass_context
    def url(self, context: Context, value: object) -> str:
        """``value`` relative to the page of ``context``."""
        page = context["page"]
        if page is None:
            return normalize_url(str(value), page=None, base=context["base_url"])
        folder, _slash, name = page.url.rpartition("/")
        key = str(value), folder if "." in name else page.url
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = normalize_url(str(value), page=page, base=context["base_url"])
        return found
