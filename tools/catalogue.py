"""Bring the gettext catalogues up to date with the words in the program; see catalogue.sh.

What Babel reads where stands in babel.cfg. Two readers are made here: words that templates look up by
variable, ``_(stage.name)``, stand in the model's registries, and are read from there, so that they
stand once; the glossary's words stand in its YAML.
"""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "generator" / "locales"
SOURCE = "zh_CN"
"""The language of the message ids, which are their own translation."""
FOLDERS = ("generator", "content")
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: disclose\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without dates and addresses, so that a change of a catalogue is a change of its words."""

Found = tuple[int, str, str, list[str]]


def registry(_file: object, _keywords: object, _tags: object, **_options: object) -> Iterator[Found]:
    """The words of the model's registries and of the schemes' choices, for Babel."""
    from generator.load import scheme
    from generator.model import RULE_KINDS, STAGES, TABLES

    for table in TABLES:
        yield from _words(table.title, table.purpose)
        for column in table.columns:
            yield from _words(column.note, *column.choices)
    for kind in RULE_KINDS.values():
        yield from _words(kind.title, kind.words)
    yield from _words(*STAGES, *scheme.WHOSE, *scheme.AGGREGATES, *scheme.DENOMINATORS)
    yield from _words(*scheme.MISSING, *scheme.OVER_COMPLETION)


def glossary(file: BytesIO, _keywords: object, _tags: object, **_options: object) -> Iterator[Found]:
    """Terms and meanings of the glossary, for Babel."""
    for entry in yaml.safe_load(file):
        yield from _words(entry["term"], entry["meaning"])


def _words(*messages: str) -> Iterator[Found]:
    for message in filter(None, messages):
        yield 1, "N_", message, []


def extracted(root: Path = ROOT) -> list[str]:
    """Every message id of the program below ``root``, sorted."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)
    keywords = DEFAULT_KEYWORDS | {"N_": None}
    found = set()
    for folder in FOLDERS:
        for _name, _line, message, _comments, _context in extract_from_dir(
            root / folder, methods, options, keywords, strip_comment_tags=True
        ):
            found.add(message)
    return sorted(found)


def catalogue(language: str, messages: Iterable[str], old: Catalog) -> bytes:
    """The catalogue file of ``language`` with these messages, translated as in ``old``."""
    new = Catalog(locale=language)
    for message in messages:
        kept = old.get(message) or Message(message)
        string = message if language == SOURCE else kept.string
        new.add(message, string, flags=kept.flags & {"fuzzy"}, user_comments=kept.user_comments)
    body = BytesIO()
    write_po(body, new, width=0, omit_header=True, no_location=True, ignore_obsolete=True)
    return HEADER.format(language=language).encode() + body.getvalue().lstrip()


def path_of(language: str) -> Path:
    """Where the catalogue of ``language`` stands."""
    return LOCALES / language / "LC_MESSAGES" / "disclose.po"


def read(language: str) -> Catalog:
    """The catalogue of ``language`` as it stands, empty where there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def main() -> int:
    """Write both catalogues; say what waits for a translation."""
    messages = extracted()
    for language in (SOURCE, "en"):
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogue(language, messages, read(language)))
        waiting = [m.id for m in read(language) if m.id and (not m.string or m.fuzzy)]
        print(f"{language}: {len(messages)} messages, {len(waiting)} to translate")
        for message in waiting:
            print(f"  {message}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
