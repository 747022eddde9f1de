"""How many units and projects have which grade: in score sheets, reviews and filed counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.chart.filed import Filed
from generator.chart.picture import Bar, Picture, Piece, Sign, Words, bars, listing
from generator.chart.style import ACCENT, QUIET
from generator.figures import known, missing
from generator.model import Group, Scheme
from generator.records import dataclass
from generator.words import _

_COLOURS = (ACCENT, "#74a5c8", QUIET, "#c98a3d", "#8c6d46", "#6d7680")
"""From the best grade down; grades beyond the last share its colour."""
_BY_GRADE = "等级"
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Count:
    """How many have a grade: its word, the number (None for none) and its print, its lower bound."""

    name: str
    number: Decimal | None
    text: str
    lower: Decimal | None = None

    @property
    def word(self) -> str:
        """The grade without the bounds that may follow it: 优秀（90分以上） is 优秀."""
        return re.split("[（(]", self.name)[0].strip() or self.name


@dataclass(frozen=True, slots=True)
class Series:
    """What one source counts."""

    region: str
    year: int
    what: str
    source: str
    counts: Sequence[Count]

    @property
    def total(self) -> Decimal:
        """Sum of the counts that are numbers."""
        return sum((c.number for c in self.counts if c.number is not None), Decimal(0))

    @property
    def words(self) -> str:
        """「优 53、差 3」 with every grade that the source names."""
        return _("、").join(f"{c.name} {c.text or _('未载明')}" for c in self.counts)


def of_site(found: Sequence[Series], schemes: Mapping[str, Scheme]) -> Picture | None:
    """One bar for each source of each region and year, as shares of what it counts."""
    return _picture(_("各地区评价等级分布"), found, schemes, everywhere=True)


def of_region(filed: Filed, own: Sequence[Series], schemes: Mapping[str, Scheme]) -> Picture | None:
    """The same for one region and year, ``own``: what its sources count."""
    filing = filed.filing
    title = _("{region} {year} 年评价等级分布").format(region=filing.region.name, year=filing.year)
    return _picture(title, own, schemes, everywhere=False)


def series_of(filed: Filed) -> tuple[Series, ...]:
    """What each source of one region and year counts; those that count nothing are left out."""
    filing, scored = filed.filing, filed.scored
    found = [(what, _("分类汇总"), counts) for what, counts in _grouped(filed)]
    sheets: dict[str, list[str]] = {}
    for item in scored.evaluations:
        written = item.evaluation.grade
        grade = written if missing(written) is None else item.grade
        sheets.setdefault(item.evaluation.kind, []).append(grade)
    found += [(_(kind), _("评价表"), _counted(grades)) for kind, grades in sheets.items()]
    found.append((_("复核·单位"), _("复核汇总"), _counted(item.grade for item in scored.reviews)))
    made = [Series(filing.region.name, filing.year, *parts) for parts in found]
    return tuple(series for series in made if series.total > 0)


def _grouped(filed: Filed) -> list[tuple[str, list[Count]]]:
    """Filed counts by grade, one for each unit, stage and thing counted: never added up.

    A unit's count and that of the office above it may cover the same projects.
    """
    kinds: dict[tuple[str, str], dict[str, list[Count]]] = {}
    for row in filed.filing.groups:
        if row.by == _BY_GRADE:
            count = Count(row.name, known(row.count), row.text("count"), _lower(row))
            kinds.setdefault((row.stage, row.counted), {}).setdefault(row.unit, []).append(count)
    found = []
    for (stage, counted), units in kinds.items():
        for unit, counts in units.items():
            what = f"{stage}·{counted}"
            if len(units) > 1:
                what = f"{filed.name(unit)}·{what}"
            found.append((what, counts))
    return found


def _lower(row: Group) -> Decimal | None:
    """The bound a grade begins at: 0 where only an upper one is stated, None where neither is."""
    lower = known(row.lower)
    return Decimal(0) if lower is None and known(row.upper) is not None else lower


def _counted(grades: Iterable[str]) -> list[Count]:
    return [Count(name, Decimal(n), str(n)) for name, n in Counter(filter(None, grades)).items()]


def _picture(
    title: str, found: Sequence[Series], schemes: Mapping[str, Scheme], *, everywhere: bool
) -> Picture | None:
    if not found:
        return None
    ranks = _ranks([count for series in found for count in series.counts], schemes)
    found = [replace(s, counts=sorted(s.counts, key=lambda c: ranks[c.word])) for s in found]
    labels = [f"{s.region} {s.year}·{s.what}" if everywhere else s.what for s in found]
    labelled = list(zip(labels, found, strict=True))
    words = Words(
        title,
        listing([_("{name}：{items}").format(name=label, items=s.words) for label, s in labelled]),
        (_("地区"), _("年度"), _("对象"), _("来源"), _("等级"), _("数量")),
        tuple((s.region, str(s.year), s.what, s.source, c.name, c.text) for s in found for c in s.counts),
    )
    lines = [_bar(label, series, ranks) for label, series in labelled]
    return bars("shares", words, lines, _signs(found, ranks), _FULL)


def _ranks(counts: Iterable[Count], schemes: Mapping[str, Scheme]) -> dict[str, int]:
    """The place of each grade word from the best down.

    It is the place in a scheme that has the word, else in a scheme that has a band from the same
    lower bound: 优, 优秀 and 自评分≥90分 are one place. The others follow in order.
    """
    words: dict[str, int] = {}
    bounds: dict[Decimal | None, int] = {}
    for code in sorted(schemes):
        for place, band in enumerate(schemes[code].bands):
            words.setdefault(band.grade, place)
            bounds.setdefault(band.lower, place)
    last = max(words.values(), default=-1)
    for count in counts:
        if count.word not in words:
            last += count.lower not in bounds
            words[count.word] = bounds.get(count.lower, last)
    return words


def _signs(found: Sequence[Series], ranks: Mapping[str, int]) -> list[Sign]:
    """The legend: the words used at each place that has a count; the shorter ones first."""
    used = {c.word for series in found for c in series.counts if c.number}
    ordered = sorted(used, key=lambda word: (ranks[word], len(word), word))
    places: dict[int, list[str]] = {}
    for word in ordered:
        places.setdefault(ranks[word], []).append(word)
    return [Sign("/".join(words[:2]), _colour(place)) for place, words in places.items()]


def _colour(rank: int) -> str:
    return _COLOURS[min(rank, len(_COLOURS) - 1)]


def _bar(label: str, series: Series, ranks: Mapping[str, int]) -> Bar:
    """Shares of the total; beside it the counts that are not zero."""
    pieces, notes, at = [], [], Decimal(0)
    for count in series.counts:
        if count.number:
            end = at + count.number / series.total * _FULL
            pieces.append(Piece(at, end, _colour(ranks[count.word]), "#fff"))
            notes.append(f"{count.word} {count.text}")
            at = end
    return Bar(label, " · ".join(notes), backs=tuple(pieces))
