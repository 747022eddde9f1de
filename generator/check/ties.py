"""Checks of ties (勾稽关系): one code for each relation, all compared at the digits the left side prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from generator.check.printed import HUNDRED, Printed, display, listed, of_term, rounding, verdict
from generator.check.reconcile import by_input, by_ratio, by_reading, by_row, by_unit
from generator.check.registry import DIFFERS, NOTE, ROUNDING, Case, Found, finds
from generator.check.scores import score_verdict
from generator.check.sheets import points
from generator.figures import known, show
from generator.model import TABLES_BY_NAME, Tie
from generator.references import Term, UnresolvedError, resolve
from generator.words import N_, _

_SCALES: Final = {"%": HUNDRED, "‰": Decimal(1000)}
_SHARE_DIGITS: Final = 2
_WITHOUT_RIGHT: Final = ("区间", "按规则", "计数")


@dataclass(frozen=True, slots=True)
class _Sides:
    """A tie whose figures are all numbers. ``right`` and ``base`` carry their signs."""

    tie: Tie
    unit: str
    project: str
    left: Printed
    right: tuple[Printed, ...]
    base: tuple[Printed, ...]

    def found(
        self, computed: str, message: str, *, reconciles: str = "", severity: str = "", filed: str = ""
    ) -> Found:
        """The finding about this tie."""
        return Found(
            unit=self.unit,
            project=self.project,
            item=self.tie.code,
            filed=filed or self.left.shown,
            computed=computed,
            reconciles=reconciles,
            message=message,
            source=self.left.place,
            severity=severity,
        )


@finds(
    code="tie-sum",
    severity=DIFFERS,
    title=N_("勾稽：合计不符"),
    remedy=N_("核对合计与各项的数字和计量单位。"),
)
def tie_sum(case: Case) -> Iterator[Found]:
    """合计: left = sum of right, each with its sign."""
    for sides in _sides(case, "合计"):
        yield from _sums(sides, lambda values: sum(values, Decimal(0)))


@finds(
    code="tie-difference",
    severity=DIFFERS,
    title=N_("勾稽：差额不符"),
    remedy=N_("核对差额与相减各项的数字和计量单位。"),
)
def tie_difference(case: Case) -> Iterator[Found]:
    """差额: left = first of right less the rest."""
    for sides in _sides(case, "差额"):
        yield from _sums(sides, lambda values: values[0] - sum(values[1:], Decimal(0)))


@finds(
    code="tie-ratio",
    severity=DIFFERS,
    title=N_("勾稽：比率不符"),
    remedy=N_("核对比率与其分子、分母的数字和口径。"),
)
def tie_ratio(case: Case) -> Iterator[Found]:
    """比率: left = sum of right ÷ sum of base, × 100 where left is in %."""
    for sides in _sides(case, "比率"):
        above, below = _one(sides.right), _one(sides.base)
        if not below.value:
            continue
        left, scale = sides.left, _SCALES.get(sides.left.measure, Decimal(1))
        computed = above.value / below.value * scale
        severity = verdict(left, computed, left.step)
        if not severity:
            continue
        shown = display(computed, left.measure, max(left.digits, _SHARE_DIGITS))
        words = _("{name}：填报为 {filed}；{above} ÷ {below} = {computed}")
        message = words.format(
            name=sides.tie.name,
            filed=left.shown,
            above=above.shown,
            below=below.shown,
            computed=shown,
        )
        slip = by_unit(left, (above, below), lambda values, scale=scale: values[0] / values[1] * scale)
        reconciles = slip or by_ratio(left, above, below, scale)
        yield sides.found(shown, message, reconciles=reconciles, severity=severity)


@finds(
    code="tie-count",
    severity=DIFFERS,
    title=N_("勾稽：个数不符"),
    remedy=N_("核对个数与所列各行。"),
)
def tie_count(case: Case) -> Iterator[Found]:
    """计数: left = number of rows that right selects."""
    for sides in _sides(case, "计数"):
        count = sum((part.rows for part in sides.right), 0)
        if sides.left.value != count:
            words = _("{name}：填报为 {filed}；所列共 {count} 行，相差 {difference}")
            message = words.format(
                name=sides.tie.name,
                filed=sides.left.shown,
                count=count,
                difference=show(abs(sides.left.value - count)),
            )
            yield sides.found(sides.left.like(Decimal(count)), message)


@finds(
    code="tie-equal",
    severity=DIFFERS,
    title=N_("勾稽：同一数字有不同说法"),
    remedy=N_("核对各处的数字；口径不同的，请分别写明。"),
)
def tie_equal(case: Case) -> Iterator[Found]:
    """相等: left = each of right, at the fewer digits of the two."""
    for sides in _sides(case, "相等"):
        left = sides.left
        others = [part for part in sides.right if not (left.agrees(part.value) or part.agrees(left.value))]
        if others:
            shown = listed([part.shown for part in others])
            words = _("{name}：一处为 {filed}，另一处为 {computed}")
            message = words.format(name=sides.tie.name, filed=left.shown, computed=shown)
            reconciles = by_unit(left, others[:1], lambda values: values[0])
            yield sides.found(shown, message, reconciles=reconciles)


@finds(
    code="tie-band",
    severity=DIFFERS,
    title=N_("勾稽：不在区间内"),
    remedy=N_("核对数字与文件所述的区间。"),
)
def tie_band(case: Case) -> Iterator[Found]:
    """区间: low ≤ left ≤ high, both in the unit that left prints."""
    for sides in _sides(case, "区间"):
        low, high = known(sides.tie.low), known(sides.tie.high)
        value = sides.left.value / sides.left.unit
        if (low is not None and value < low) or (high is not None and value > high):
            span = f"{show(low)}–{show(high)}"
            words = _("{name}：填报为 {filed}，应在 {span} 之间")
            message = words.format(name=sides.tie.name, filed=sides.left.shown, span=span)
            yield sides.found(span, message)


@finds(
    code="tie-limit",
    severity=DIFFERS,
    title=N_("勾稽：超过上限"),
    remedy=N_("核对数字与它不应超过的数。"),
)
def tie_limit(case: Case) -> Iterator[Found]:
    """不超过: left ≤ sum of right, each with its sign."""
    for sides in _sides(case, "不超过"):
        limit, left = _one(sides.right), sides.left
        if left.value > limit.value:
            words = _("{name}：填报为 {filed}，大于 {limit}，超出 {excess}")
            shown = left.like(limit.value)
            message = words.format(
                name=sides.tie.name,
                filed=left.shown,
                limit=shown,
                excess=left.like(left.value - limit.value),
            )
            yield sides.found(shown, message)


@finds(
    code="tie-order",
    severity=DIFFERS,
    title=N_("勾稽：应当不减而下降"),
    remedy=N_("核对各期数字；口径不同的，请分别写明。"),
)
def tie_order(case: Case) -> Iterator[Found]:
    """不减: left and then right, in order, never fall."""
    for sides in _sides(case, "不减"):
        for before, after in pairwise((sides.left, *sides.right)):
            if after.value < before.value:
                words = _("{name}：{before} 之后为 {after}，低 {fall}")
                message = words.format(
                    name=sides.tie.name,
                    before=before.shown,
                    after=after.shown,
                    fall=before.like(before.value - after.value),
                )
                wanted = _("不低于 {figure}").format(figure=before.shown)
                yield sides.found(wanted, message, filed=after.shown)
                break


@finds(
    code="tie-rule",
    severity=DIFFERS,
    title=N_("勾稽：与计分规则不符"),
    remedy=N_("按方案的计分规则重新计算，或更正所依据的数字。"),
)
def tie_rule(case: Case) -> Iterator[Found]:
    """按规则: left = the score that the scheme's rule gives for right."""
    for sides in _sides(case, "按规则"):
        code, _slash, indicator = sides.tie.rule.partition("/")
        scheme, outcome = case.site.schemes.get(code), case.scored.ties[sides.tie.code]
        node = None if scheme is None else scheme.node(indicator)
        if scheme is None or node is None or outcome.score is None:
            continue
        severity = score_verdict(sides.left, outcome.score, scheme.digits)
        if severity:
            words = _("{name}：填报为 {filed}；按规则计算为 {computed}（{arithmetic}）")
            shown, weight = points(outcome.score), node.weight or Decimal(0)
            reading = by_reading(sides.left, outcome, weight)
            message = words.format(
                name=sides.tie.name,
                filed=sides.left.shown,
                computed=shown,
                arithmetic=outcome.arithmetic,
            )
            reconciles = reading or by_input(sides.left, outcome, node.rule, weight)
            yield sides.found(shown, message, reconciles=reconciles, severity=severity)


@finds(
    code="tie-not-computable",
    severity=NOTE,
    title=N_("勾稽关系无法计算"),
    remedy=N_("核对引用、分母和所引用的单元格；没有数字的，写明原因。"),
)
def tie_not_computable(case: Case) -> Iterator[Found]:
    """A reference to nothing, a cell without a number, a zero denominator, a rule without a score."""
    for tie in case.filing.ties:
        why = _why_not(case, tie)
        if why:
            unit, project = _owner(case, tie)
            yield Found(
                unit=unit,
                project=project,
                item=tie.code,
                message=_("{name}：{why}").format(name=tie.name, why=why),
                source=tie.place("left"),
            )


def _sums(sides: _Sides, formula: Callable[[Sequence[Decimal]], Decimal]) -> Iterator[Found]:
    left, right = sides.left, sides.right
    computed = formula([part.value for part in right])
    severity = verdict(left, computed, sum((part.slack for part in right), Decimal(0)))
    if not severity:
        return
    words = _("{name}：填报为 {filed}；计算为 {computed}，相差 {difference}")
    message = words.format(
        name=sides.tie.name,
        filed=left.shown,
        computed=left.like(computed),
        difference=left.like(abs(left.value - computed)),
    )
    if severity == ROUNDING:
        reconciles = rounding(left, computed, sum(part.rows for part in right))
    else:
        reconciles = by_unit(left, right, formula) or by_row(left, right, computed)
    yield sides.found(left.like(computed), message, reconciles=reconciles, severity=severity)


def _sides(case: Case, relation: str) -> Iterator[_Sides]:
    """The ties of one relation whose figures are all numbers."""
    for tie in case.filing.ties:
        if tie.relation == relation and not _unresolved(case, tie):
            terms = [resolve(case.filing, refs) for refs in (tie.left, tie.right, tie.base)]
            left, right, base = (tuple(filter(None, map(_signed, side))) for side in terms)
            yield _Sides(tie, *_owner(case, tie), left[0], right, base)


def _why_not(case: Case, tie: Tie) -> str:
    """Why a tie cannot be computed, blank where it can."""
    why = _unresolved(case, tie)
    if why:
        return why
    if tie.relation == "比率" and not _one_value(case, tie.base):
        return _("分母为零")
    outcome = case.scored.ties.get(tie.code)
    if tie.relation == "按规则" and (outcome is None or outcome.score is None):
        return outcome.why if outcome is not None else _("规则没有给出得分")
    return ""


def _unresolved(case: Case, tie: Tie) -> str:
    for references, needed in (
        (tie.left, True),
        (tie.right, tie.relation != "区间"),
        (tie.base, tie.relation == "比率"),
    ):
        try:
            terms = resolve(case.filing, references)
        except UnresolvedError as reason:
            return str(reason)
        if needed and not terms:
            return _("没有填写 {side}").format(side=_("分母") if references is tie.base else _("右项"))
        lacking = [term.reference for term in terms if term.value is None]
        if lacking and tie.relation not in {"计数", "按规则"}:
            return _("引用「{reference}」没有数字").format(reference=listed(lacking))
    return ""


def _signed(term: Term) -> Printed | None:
    printed = of_term(term)
    return printed if printed is None or term.sign > 0 else replace(printed, value=-printed.value, text="")


def _one(parts: Sequence[Printed]) -> Printed:
    """The sum of ``parts`` as one figure in the unit of the first."""
    if len(parts) == 1:
        return parts[0]
    value = sum((part.value for part in parts), Decimal(0))
    return replace(parts[0], value=value, text="", rows=sum(part.rows for part in parts))


def _one_value(case: Case, references: str) -> Decimal:
    return sum((term.signed or Decimal(0) for term in resolve(case.filing, references)), Decimal(0))


def _owner(case: Case, tie: Tie) -> tuple[str, str]:
    """Unit and project of the row that the left side names; of the first unit where it names none."""
    figure = case.filing.figure_by_code.get(tie.left)
    if figure is not None:
        return figure.unit, figure.project
    table = TABLES_BY_NAME.get(tie.left.partition("[")[0])
    ...
