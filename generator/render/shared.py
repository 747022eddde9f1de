"""What all pages share: settings, checks, explained words, and the environment of templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from jinja2 import Environment

from generator.model import Scheme, Settings
from generator.records import dataclass
from generator.render.cited import citation, embedding, feed_of
from generator.render.engine import blank, environment
from generator.render.form import form
from generator.render.page import CheckWords
from generator.render.receipt import receipt
from generator.render.stages import lifecycle
from generator.render.standing import WIDTH
from generator.render.terms import glossary
from generator.render.years import changes, target


@dataclass(frozen=True)
class Shared:
    """``content`` holds the pages written by hand (``pages/*.md``) and ``glossary.yml``."""

    settings: Settings
    schemes: Mapping[str, Scheme]
    checks: Mapping[str, CheckWords]
    content: Path

    @classmethod
    def of(
        cls, settings: Settings, schemes: Mapping[str, Scheme], checks: Iterable[CheckWords], content: Path
    ) -> Shared:
        """With ``checks`` by code."""
        return cls(settings, schemes, {check.code: check for check in checks}, content)

    def __getstate__(self) -> dict[str, object]:
        """Without the environment, which is made where it is asked for."""
        return {name: value for name, value in vars(self).items() if name != "environment"}

    @cached_property
    def target(self) -> Path:
        """The folder of generated files."""
        return self.content / "generated"

    @cached_property
    def glossary(self) -> Sequence[Mapping[str, str]]:
        """The terms that pages explain, as ``terms.glossary`` gives them."""
        return glossary(self.content)

    @cached_property
    def environment(self) -> Environment:
        """Templates, in the language in use."""
        made = environment()
        made.globals |= {"checks": self.checks, "settings": self.settings, "lifecycle": lifecycle}
        made.globals |= {
            "receipt": receipt,
            "blank": blank,
            "target": target,
            "changes": changes,
            "form": form,
            "citation": partial(citation, self.settings),
            "embedding": partial(embedding, self.settings),
            "feed_of": feed_of,
        }
        terms = {row["term"]: row["meaning"] for row in self.glossary}
        made.globals |= {"strip_width": WIDTH, "terms": terms}
        return made
