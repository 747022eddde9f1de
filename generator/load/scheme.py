"""Scoring schemes: ``schemes/<code>.yml`` to ``model.Scheme`` (DOMAIN section 2: a scheme is data)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from generator.load.faults import Faults
from generator.load.keys import Keys
from generator.load.rules import YES_NO, fed_names, read_rule
from generator.load.yamlfile import Item, read_yaml
from generator.model import Band, Example, Node, Scheme
from generator.words import _

REQUIRED = ("编码", "名称", "适用", "主体", "已核实", "满分", "汇总", "小数位", "指标")
ADDED_REQUIRED = ("分母", "缺项", "超额完成")
"""Needed by a scheme that adds the scores of indicators; a mean of documents has no use for them."""
OPTIONAL = ("依据", "超额起点", "等级", "示例")
WHOSE = ("自评", "复核", "第三方")
AGGREGATES = ("相加", "平均")
DENOMINATORS = ("年初预算数", "全年预算数", "到位数")
MISSING = ("零分", "满分", "剔除重算", "不作规定")
OVER_COMPLETION = ("不处理", "须说明", "扣分")
CLOSED: Mapping[str, bool | None] = {"是": True, "否": False, "未说明": None}
MOST_DIGITS = 6


def read_schemes(folder: Path, shown: str, faults: Faults) -> dict[str, Scheme | None]:
    """The schemes of the files in ``folder``, by code; None for one at fault."""
    schemes: dict[str, Scheme | None] = {}
    for path in sorted(folder.glob("*.yml")):
        before = len(faults)
        scheme = _read(path, f"{shown}/{path.name}", faults)
        schemes[path.stem] = scheme if len(faults) == before else None
    return schemes


def _read(path: Path, file: str, faults: Faults) -> Scheme | None:
    item = read_yaml(path, file, faults)
    if item is None:
        return None
    aggregate = Keys(file, item, Faults(), REQUIRED, (*ADDED_REQUIRED, *OPTIONAL)).text("汇总")
    required = REQUIRED if aggregate == "平均" else (*REQUIRED, *ADDED_REQUIRED)
    keys = Keys(file, item, faults, required, (*ADDED_REQUIRED, *OPTIONAL))
    code = keys.code("编码")
    if code and code != path.stem:
        keys.fault("编码", code, _("与文件名不同"), _("文件应名为 {name}.yml").format(name=code))
    nodes = _Nodes(file, faults).read(keys.items("指标"), 1)
    digits = keys.number("小数位", "integer") or Decimal(0)
    if not 0 <= digits <= MOST_DIGITS:
        keys.fault("小数位", str(digits), _("应为 0 至 {most} 的整数").format(most=MOST_DIGITS))
    scheme = Scheme(
        code=code,
        name=keys.text("名称"),
        applies_to=keys.text("适用"),
        whose=keys.choice("主体", WHOSE),
        basis=keys.text("依据"),
        confirmed=keys.choice("已核实", YES_NO) == "是",
        full=keys.number("满分") or Decimal(0),
        aggregate=keys.choice("汇总", AGGREGATES),
        denominator=keys.choice("分母", DENOMINATORS),
        missing=keys.choice("缺项", MISSING) or "不作规定",
        over_completion=keys.choice("超额完成", OVER_COMPLETION) or "不处理",
        over_from=keys.number("超额起点"),
        digits=int(digits),
        bands=_bands(keys, file, faults),
        nodes=nodes,
        examples=(),
        place=keys.place(),
    )
    examples = tuple(_example(scheme, item, file, faults) for item in keys.items("示例"))
    return replace(scheme, examples=examples)


def _bands(keys: Keys, file: str, faults: Faults) -> tuple[Band, ...]:
    bands: list[Band] = []
    for item in keys.items("等级"):
        band = Keys(file, item, faults, ("等级", "下限", "含下限"))
        grade, lower = band.text("等级"), band.number("下限")
        closed = CLOSED.get(band.choice("含下限", tuple(CLOSED)))
        if lower is None:
            continue
        if bands and lower >= bands[-1].lower:
            band.fault("下限", str(lower), _("应低于上一等级的下限"), _("等级由高到低排列"))
        if grade in {other.grade for other in bands}:
            band.fault("等级", grade, _("等级重复"))
        bands.append(Band(grade, lower, closed))
    return tuple(bands)


class _Nodes:
    """The indicators of one scheme file, their codes told apart."""

    def __init__(self, file: str, faults: Faults) -> None:
        self._file = file
        self._faults = faults
        self._lines: dict[str, int] = {}

    def read(self, items: tuple[Item, ...], level: int) -> tuple[Node, ...]:
        """The nodes of a list, each with those below it."""
        return tuple(self._node(item, level) for item in items)

    def _node(self, item: Item, level: int) -> Node:
        keys = Keys(self._file, item, self._faults, ("编码", "名称"), ("分值", "自填", "规则", "下级"))
        code, opened, ruled = keys.code("编码"), keys.choice("自填", YES_NO) == "是", keys.item("规则")
        children = self.read(keys.items("下级"), level + 1)
        if code and code in self._lines:
            keys.fault("编码", code, _("指标编码重复，见第 {row} 行").format(row=self._lines[code]))
        self._lines.setdefault(code, keys.place("编码").row)
        if ruled is not None and children and not opened:
            keys.fault("规则", "", _("有下级的指标由下级得分相加，不另写规则"))
        rule = None if ruled is None else read_rule(ruled, self._file, self._faults)
        return Node(code, keys.text("名称"), keys.number("分值"), rule, children, opened, level)


def _example(scheme: Scheme, item: Item, file: str, faults: Faults) -> Example:
    keys = Keys(file, item, faults, ("指标", "说明", "输入", "得分"), ("算式", "分值"))
    code, weight = keys.code("指标"), keys.number("分值")
    inputs = {name: value.text for name, value in keys.pairs("输入").items()}
    node = scheme.node(code)
    if node is not None:
        _fits(node, inputs, weight, keys)
    elif code:
        known = [other.code for other in scheme.walk()]
        keys.fault("指标", code, _("方案没有这个指标"), faults.near(code, known))
    score = keys.number("得分") or Decimal(0)
    return Example(code, keys.text("说明"), inputs, score, keys.text("算式"), weight)


def _fits(node: Node, inputs: Mapping[str, str], weight: Decimal | None, keys: Keys) -> None:
    """Faults of an example that feeds the rule of ``node`` with ``inputs``."""
    if node.rule is None or node.children:
        keys.fault("指标", node.code, _("这个指标没有自己的规则"), _("示例应写最末一级的指标"))
        return
    names = fed_names(node.rule)
    for name in inputs:
        if name not in names:
            remedy = _("可用：{names}").format(names=_("、").join(names))
            keys.fault("输入", name, _("不是这条规则的输入项"), remedy)
    if weight is None and node.weight is None:
        keys.fault("分值", "", _("方案没有规定这个指标的分值，示例应写明"))
