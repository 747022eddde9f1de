"""Words that a publisher or citizen reads: one gettext catalogue, Chinese first.

Message ids are the Chinese wording itself; ``locales/<language>/LC_MESSAGES/disclose.po`` holds
every one of them in zh_CN and en.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("zh_CN", "en")
LOCALES = Path(__file__).parent / "locales"

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "zh_CN"


def use(language: str) -> None:
    """Speak ``language`` (zh_CN or en) from now on.

    Raises ``ValueError`` for a language without a catalogue.
    """
    global _current, _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language
    _current = _read(language)


def language() -> str:
    """Name of the language in use."""
    return _language


def _(message: str) -> str:
    """``message`` in the language in use."""
    return _current.gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark ``message`` for the catalogue without translating it yet."""
    return message


def _read(language: str) -> _gettext.NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "disclose.po"
    if language == "zh_CN" or not path.exists():
        return _gettext.NullTranslations()  # message ids are the Chinese wording
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)
