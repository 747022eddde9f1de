"""What share of its full score each group of a unit's indicators got, as filed."""

from __future__ import annotations

from decimal import Decimal

from generator.chart.filed import Filed
from generator.chart.picture import THIN, Bar, Picture, Piece, Sign, Words, bars, listing
from generator.chart.style import ACCENT, QUIET
from generator.figures import known, show, trim
from generator.model import Scored, ScoredEvaluation, Unit
from generator.records import dataclass
from generator.words import _

_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Got:
    """A group's score: ``got`` of ``weight``; ``open`` is the weight of leaves without a score."""

    scored: Scored
    level: int
    got: Decimal
    weight: Decimal
    open: Decimal

    @property
    def share(self) -> Decimal:
        """Percent of the weight that was scored."""
        return self.got / self.weight * _FULL

    @property
    def words(self) -> str:
        """「18/20」, and the weight that is not filed."""
        said = f"{show(self.got)}/{show(self.weight)}"
        if self.open:
            said += _("（另 {weight} 分未载明）").format(weight=show(self.open))
        return said


def of_unit(filed: Filed, unit: Unit) -> Picture | None:
    """First- and second-level indicators of the unit's own evaluations, scored ÷ weight.

    The score of a group is the filed one, or where none is filed the sum of its filed leaves against
    the weights of these.
    """
    sheets = filed.sheets.get(unit.code, [])
    found = [(_name(sheet), got) for sheet in sheets if (got := _groups(sheet))]
    if not found:
        return None
    lines: list[Bar] = []
    for name, groups in found:
        if len(found) > 1:
            lines.append(Bar(name))
        lines += [_bar(got) for got in groups]
    words = Words(
        _("{unit} {year} 年各类指标得分").format(unit=unit.name, year=filed.filing.year),
        listing([_told(name, groups) for name, groups in found]),
        (_("评价"), _("指标"), _("得分"), _("分值"), _("得分率"), _("未载明的分值")),
        tuple(_row(name, got) for name, groups in found for got in groups),
    )
    signs = [Sign(_("分值"), QUIET), Sign(_("得分（得分/分值 · 得分率）"), ACCENT, THIN)]
    return bars("shares", words, lines, signs, _FULL)


def _name(scored: ScoredEvaluation) -> str:
    total = known(scored.evaluation.total)
    if total is None:
        return _(scored.evaluation.kind)
    return _("{kind}（总分 {total}）").format(
        kind=_(scored.evaluation.kind), total=scored.evaluation.text("total")
    )


def _groups(evaluation: ScoredEvaluation) -> list[_Got]:
    found = []
    for first in evaluation.tree:
        for level, item in ((0, first), *((1, second) for second in first.children)):
            got = _got(item, level)
            if got is not None:
                found.append(got)
    return found


def _got(item: Scored, level: int) -> _Got | None:
    """The score of a node, None where nothing is filed below it or its weight is not known."""
    if item.filed is not None:
        return _Got(item, level, item.filed, item.weight, Decimal(0)) if item.weight else None
    leaves = [(leaf.filed, leaf.weight) for leaf in _leaves(item)]
    present = [(filed, weight) for filed, weight in leaves if filed is not None and weight is not None]
    got = sum((filed for filed, _weight in present), Decimal(0))
    weight = sum((weight for _filed, weight in present), Decimal(0))
    whole = item.weight
    if whole is None:
        whole = sum((weight for _filed, weight in leaves if weight is not None), Decimal(0))
    return _Got(item, level, got, weight, max(whole - weight, Decimal(0))) if weight else None


def _leaves(item: Scored) -> list[Scored]:
    return [item] if item.leaf else [leaf for child in item.children for leaf in _leaves(child)]


def _bar(got: _Got) -> Bar:
    back, front = Piece(Decimal(0), _FULL, QUIET), Piece(Decimal(0), got.share, ACCENT)
    note = f"{got.words} · {_percent(got)}"
    return Bar(got.scored.name, note, got.level, (back,), (front,))


def _percent(got: _Got) -> str:
    return trim(show(got.share, 1)) + "%"


def _told(name: str, groups: list[_Got]) -> str:
    said = [f"{got.scored.name} {got.words}" for got in groups if got.level == 0]
    return _("{name}：{items}").format(name=name, items=_("、").join(said))


def _row(name: str, got: _Got) -> tuple[str, ...]:
    indicator = "　" * got.level + got.scored.name
    return name, indicator, show(got.got), show(got.weight), _percent(got), show(got.open)
