"""What share of its full score each group of a unit's indicators got, as filed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.chart.picture import THIN, Bar, Picture, Piece, Sign, Words, bars, listing
from generator.chart.style import ACCENT, QUIET
from generator.figures import known, show
from generator.model import Scored, ScoredEvaluation, ScoredFiling, Unit
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
            said += _("（另 {weight} 分未填报）").format(weight=show(self.open))
        return said


def of_unit(scored: ScoredFiling, unit: Unit) -> Picture | None:
    """First- and second-level indicators of the unit's own evaluations, scored ÷ weight.

    The score of a group is the filed one, or where none is filed the sum of its filed leaves against
    the weights of these.
    """
    own = [e for e in scored.evaluations if (e.evaluation.unit, e.evaluation.project) == (unit.code, "")]
    found = [(evaluation, got) for evaluation in own if (got := _groups(evaluation))]
    if not found:
        return None
    lines, told, rows = [], [], []
    for evaluation, groups in found:
        name = _name(evaluation)
        if len(found) > 1:
            lines.append(Bar(name))
        lines += [_bar(got) for got in groups]
        told += [_told(name, got) for got in groups if got.level == 0]
        rows += [_row(name, got) for got in groups]
    title = _("{unit} {year} 年各类指标得分").format(unit=unit.name, year=scored.filing.year)
    heads = (_("评价"), _("指标"), _("得分"), _("分值"), _("得分率"), _("未填报的分值"))
    signs = [Sign(_("分值"), QUIET), Sign(_("得分（旁注 得分/分值）"), ACCENT, THIN)]
    return bars("shares", Words(title, listing(told), heads, tuple(rows)), lines, signs, _FULL)


def _name(scored: ScoredEvaluation) -> str:
    total = known(scored.evaluation.total)
    if total is None:
        return scored.evaluation.kind
    return _("{kind}（总分 {total}）").format(
        kind=scored.evaluation.kind, total=scored.evaluation.text("total")
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
    leaves = _leaves(item)
    if item.filed is not None:
        got, weight, rest = item.filed, item.weight, Decimal(0)
    else:
        present = [leaf for leaf in leaves if leaf.filed is not None]
        got = sum((leaf.filed for leaf in present if leaf.filed is not None), Decimal(0))
        weight = _weight(present)
        rest = _weight([leaf for leaf in leaves if leaf.filed is None])
    return _Got(item, level, got, weight, rest) if weight else None


def _leaves(item: Scored) -> list[Scored]:
    return [item] if item.leaf else [leaf for child in item.children for leaf in _leaves(child)]


def _weight(leaves: list[Scored]) -> Decimal:
    return sum((leaf.weight for leaf in leaves if leaf.weight is not None), Decimal(0))


def _bar(got: _Got) -> Bar:
    back, front = Piece(Decimal(0), _FULL, QUIET), Piece(Decimal(0), got.share, ACCENT)
    note = f"{got.words} · {_percent(got)}"
    return Bar(got.scored.name, note, got.level, (back,), (front,))


def _percent(got: _Got) -> str:
    return show(got.share, 1) + "%"


def _told(name: str, got: _Got) -> str:
    return _("{evaluation}·{indicator}：{score}").format(
        evaluation=name, indicator=got.scored.name, score=got.words
    )


def _row(name: str, got: _Got) -> tuple[str, ...]:
    indicator = "　" * got.level + got.scored.name
    return name, indicator, show(got.got), show(got.weight), _percent(got), show(got.open)
