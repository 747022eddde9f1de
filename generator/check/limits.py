"""Checks of ties that bound a figure or an order (区间, 不超过, 不减)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.check.printed import Printed, say, with_measure
from generator.check.registry import DIFFERS, Case, Found, finds
from generator.check.sides import added, sides_of
from generator.figures import known, show
from generator.words import N_, _


@finds(
    code="tie-band",
    severity=DIFFERS,
    title=N_("勾稽：不在区间内"),
    remedy=N_("核对数字与文件所述的区间。"),
)
def tie_band(case: Case) -> Iterator[Found]:
    """区间: low ≤ left ≤ high, both in the unit that left prints."""
    for sides in sides_of(case, "区间"):
        low, high = known(sides.tie.low), known(sides.tie.high)
        value = sides.left.value / sides.left.unit
        if (low is not None and value < low) or (high is not None and value > high):
            span = _band(sides.left, low, high)
            words = _("{name}：填报为{filed}，应为{span}")
            message = say(words, name=sides.tie.name, filed=sides.left.shown, span=span)
            yield sides.found(span, message)


@finds(
    code="tie-limit",
    severity=DIFFERS,
    title=N_("勾稽：超过上限"),
    remedy=N_("核对数字与它不应超过的数。"),
)
def tie_limit(case: Case) -> Iterator[Found]:
    """不超过: left ≤ sum of right, each with its sign."""
    for sides in sides_of(case, "不超过"):
        limit, left = added(sides.right), sides.left
        if left.value > limit.value:
            words = _("{name}：填报为{filed}，大于{limit}，超出{excess}")
            shown = left.like(limit.value)
            message = say(
                words,
                name=sides.tie.name,
                filed=left.shown,
                limit=shown,
                excess=left.gap(limit.value),
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
    for sides in sides_of(case, "不减"):
        for before, after in pairwise((sides.left, *sides.right)):
            if after.value < before.value:
                words = _("{name}：{before}之后为{after}，低{fall}")
                message = say(
                    words,
                    name=sides.tie.name,
                    before=before.shown,
                    after=after.shown,
                    fall=before.gap(after.value),
                )
                wanted = say(_("不低于{figure}"), figure=before.shown)
                yield sides.found(wanted, message, filed=after.shown)
                break


def _band(left: Printed, low: Decimal | None, high: Decimal | None) -> str:
    lowest, highest = (with_measure(show(end), left.measure) for end in (low, high))
    if low is None or high is None:
        words = _("不高于{end}") if low is None else _("不低于{end}")
        return say(words, end=highest if low is None else lowest)
    return f"{show(low)}–{highest}"
