"""The rule of an indicator in a scheme file: its kind, its parameters, its parts."""

from __future__ import annotations

from decimal import Decimal

from generator.load.faults import Faults
from generator.load.keys import Keys
from generator.load.yamlfile import Item, Mapped, Scalar
from generator.model import RULE_BY_TITLE, RULE_KINDS, Part, Place, Rule, RuleKind, Tier
from generator.words import _

YES_NO = ("是", "否")
_KIND, _WORDS, _PARTS = "类型", "原文", "分项"


def read_rule(item: Item, file: str, faults: Faults) -> Rule | None:
    """The rule written at ``item``; None, with a fault at its line, where its kind is unknown."""
    kind = _kind(item, file, faults)
    if kind is None:
        return None
    needed = [name for name in kind.parameters if name not in kind.optional]
    required = [_KIND, *needed, *([_PARTS] if kind.name == "parts" else [])]
    keys = Keys(file, item, faults, required, [_WORDS, *kind.optional])
    numbers: dict[str, Decimal] = {}
    choices: dict[str, str] = {}
    tiers: tuple[Tier, ...] = ()
    for name, sort in kind.parameters.items():
        if sort == "tiers":
            tiers = _tiers(keys, name, kind, file, faults)
        elif sort == "number":
            value = keys.number(name)
            numbers |= {} if value is None else {name: value}
        else:
            choice = keys.choice(name, tuple(sort.removeprefix("choice:").split("|")))
            choices |= {name: choice} if choice else {}
    parts = _parts(keys, file, faults) if kind.name == "parts" else ()
    return Rule(kind.name, numbers, choices, tiers, parts, keys.text(_WORDS), keys.place())


def input_names(rule: Rule) -> tuple[str, ...]:
    """The inputs of ``rule`` in order; those of parts as 「分项名.输入项」."""
    if rule.kind != "parts":
        return RULE_KINDS[rule.kind].inputs
    return tuple(f"{part.name}.{name}" for part in rule.parts for name in input_names(part.rule))


def fed_names(rule: Rule) -> tuple[str, ...]:
    """What may be fed to ``rule``: its inputs, and the 得分 of a judgement that a document states."""
    if rule.kind == "filed":
        return ("得分",)
    if rule.kind != "parts":
        return RULE_KINDS[rule.kind].inputs
    return tuple(f"{part.name}.{name}" for part in rule.parts for name in fed_names(part.rule))


def _kind(item: Item, file: str, faults: Faults) -> RuleKind | None:
    line, named = (
        item.entries.get(_KIND, (item.line, None)) if isinstance(item, Mapped) else (item.line, None)
    )
    title = named.text if isinstance(named, Scalar) else ""
    if title not in RULE_BY_TITLE:
        expected = _("不是已知的规则类型") if title else _("缺少规则类型")
        remedy = _("可用：{kinds}").format(kinds=_("、").join(RULE_BY_TITLE))
        faults.add(Place(file, line), _KIND, title, expected, remedy)
        return None
    return RULE_BY_TITLE[title]


def _parts(keys: Keys, file: str, faults: Faults) -> tuple[Part, ...]:
    parts = []
    names: set[str] = set()
    for item in keys.items(_PARTS):
        part = Keys(file, item, faults, ("名称", "分值", "规则"))
        name, weight, ruled = part.text("名称"), part.number("分值"), part.item("规则")
        rule = None if ruled is None else read_rule(ruled, file, faults)
        if name in names:
            part.fault("名称", name, _("分项名称重复"))
        names.add(name)
        if weight is not None and rule is not None:
            parts.append(Part(name, weight, rule))
    return tuple(parts)


def _tiers(keys: Keys, name: str, kind: RuleKind, file: str, faults: Faults) -> tuple[Tier, ...]:
    """The steps of a rule; of a qualitative one each has a word, of any other its points."""
    own, more = ("词", ("得分",)) if kind.name == "level" else ("得分", ())
    tiers: list[Tier] = []
    for item in keys.items(name):
        step = Keys(file, item, faults, (own,), (*more, "下限", "含下限", "上限", "含上限"))
        label = step.text(own) if own == "词" else ""
        points = step.number("得分")
        lower, upper = step.number("下限"), step.number("上限")
        lower_closed = step.choice("含下限", YES_NO) != "否"
        upper_closed = step.choice("含上限", YES_NO) == "是"
        tier = Tier(points or Decimal(0), lower, upper, lower_closed, upper_closed, label)
        if lower is not None and upper is not None and lower > upper:
            step.fault("上限", str(upper), _("上限小于下限"))
        elif any(_overlap(tier, other) for other in tiers):
            step.fault("", "", _("与前面的档次重叠"), _("同一数值只应落在一档"))
        tiers.append(tier)
    return tuple(tiers)


def _overlap(one: Tier, other: Tier) -> bool:
    return not (_before(one, other) or _before(other, one))


def _before(one: Tier, other: Tier) -> bool:
    """Whether every value of ``one`` is below every value of ``other``."""
    if one.upper is None or other.lower is None:
        return False
    if one.upper == other.lower:
        return not (one.upper_closed and other.lower_closed)
    return one.upper < other.lower
