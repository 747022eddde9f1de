"""What the descriptors of all data say of it as a whole."""

from __future__ import annotations

from datetime import date

from generator.records import dataclass
from generator.take.licence import Licence


@dataclass(frozen=True, slots=True)
class Publication:
    """All data of the site.

    ``address``: of the site's top, with a slash at its end; ``day``: on which the data stands. ``regions``
    by full name; ``years``: those that there are, in order.
    """

    title: str
    about: str
    publisher: str
    contact: str
    licence: Licence
    address: str
    language: str
    day: date
    regions: tuple[str, ...]
    years: tuple[int, ...]
    keywords: tuple[str, ...]

    @property
    def period(self) -> str:
        """First and last day that the data speaks of, as ISO 8601 has it; "" where there is no year."""
        return f"{self.years[0]}-01-01/{self.years[-1]}-12-31" if self.years else ""
