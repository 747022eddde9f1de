"""What is set once: the site, its regions, and the scoring schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Final

from generator.model.rows import Place
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link of the footer: its words and address (relative, or of the government portal)."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Settings:
    """``data/site.yml``: the publisher and the portal this site lives in.

    ``as_of`` is the day to which due dates are held; ``notice`` stands on every page; ``sub_path``
    begins and ends with "/".
    """

    title: str
    publisher: str
    domain: str
    sub_path: str
    id_code: str
    icp: str
    police: str
    contact: str
    language: str
    as_of: date
    originals: str
    notice: str
    licence: str
    links: tuple[FooterLink, ...] = ()

    @property
    def address(self) -> str:
        """Permanent address of the site's top, with a slash at its end."""
        return f"https://{self.domain}{self.sub_path}"


@dataclass(frozen=True, slots=True)
class Region:
    """A region (行政区划): ``code`` is its folder and address, ``division`` its official code."""

    code: str
    division: str
    name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A passage about a unit, restated from a document."""

    unit: str
    title: str
    text: str
    document: str
    where: str


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and its lower bound. ``closed``: whether the bound itself belongs; None: not stated."""

    grade: str
    lower: Decimal
    closed: bool | None


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule: its name in schemes, Chinese title, parameters, inputs, what it does.

    ``parameters`` maps a name to its type: "number", "choice:a|b" or "tiers". Those in ``optional`` may
    be left out. ``inputs`` are the names that ``inputs.csv`` feeds; "目标" and "实际"
    come from the indicator's own row when they are not fed.
    """

    name: str
    title: str
    words: str
    inputs: tuple[str, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a tiers or level rule: values from ``lower`` to ``upper``; None is open.

    tiers: such values get ``points``. level: ``label`` is the word filed (达成), and the bounds are the
    percent of the weight that the filed score may lie between; ``points`` is 0.
    """

    points: Decimal
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_closed: bool = True
    upper_closed: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a scheme: a kind with its parameters, and the rule in the scheme's own words.

    ``parts`` are the smaller rules of kind ``parts``; each has a name and a weight of its own.
    """

    kind: str
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    tiers: tuple[Tier, ...] = ()
    parts: tuple[Part, ...] = ()
    words: str = ""
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a parts rule: its inputs are fed as 「name.input」."""

    name: str
    weight: Decimal
    rule: Rule


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator of a scheme. ``weight`` None: the project states it. No children: a leaf.

    ``open``: projects add their own indicators below this node (B1-1, B1-2 …), scored by ``rule``.
    """

    code: str
    name: str
    weight: Decimal | None
    rule: Rule | None
    children: tuple[Node, ...] = ()
    open: bool = False
    level: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: inputs of one indicator's rule, the score and the arithmetic it must give."""

    indicator: str
    title: str
    inputs: Mapping[str, str]
    score: Decimal
    arithmetic: str
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scoring scheme: tree, rules, bands, rounding, policies, legal basis (DOMAIN section 2).

    ``aggregate``: 相加 (of the leaves) or 平均 (over the values present). ``denominator``: 年初预算数,
    全年预算数 or 到位数. ``missing``: what an indicator without a score does: 零分, 满分, 剔除重算 or
    不作规定. ``over_completion``: 不处理, 须说明 or 扣分, from ``over_from`` percent of the target.
    ``whose``: 自评, 复核 or 第三方. ``digits``: places of a score, rounded half up. ``confirmed``: seen
    in a published document, not general knowledge.
    """

    code: str
    name: str
    applies_to: str
    whose: str
    basis: str
    confirmed: bool
    full: Decimal
    aggregate: str
    denominator: str
    missing: str
    over_completion: str
    over_from: Decimal | None
    digits: int
    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    examples: tuple[Example, ...]
    place: Place

    def walk(self) -> tuple[Node, ...]:
        """All nodes, parents before children, in the scheme's order."""
        found: list[Node] = []
        queue = list(self.nodes)
        while queue:
            node = queue.pop(0)
            found.append(node)
            queue[:0] = node.children
        return tuple(found)

    def node(self, code: str) -> Node | None:
        """The node with this code; for 「B1-2」 the open node B1; None if there is none."""
        nodes = {node.code: node for node in self.walk()}
        if code in nodes:
            return nodes[code]
        parent = nodes.get(code.rpartition("-")[0])
        return parent if parent is not None and parent.open else None


RULE_KINDS: Final = {
    kind.name: kind
    for kind in (
        RuleKind(
            "ratio", "比例", "达到目标得满分；未达到按 实际 ÷ 目标 计分，实际为负得 0 分",
            ("目标", "实际"), {"目标为零": "choice:满分|零分|不计分"}, ("目标为零",),
        ),
        RuleKind(
            "inverse", "反向比例", "不超过目标得满分；超过的按超出比例扣分，达目标两倍得 0 分",
            ("目标", "实际"), {"目标为零": "choice:满分|零分|不计分"}, ("目标为零",),
        ),
        RuleKind("exact", "等于", "按比例计分；目标为 0 时实际为 0 才得满分", ("目标", "实际")),
        RuleKind("tiers", "分档", "按所在档次得分", ("值",), {"档次": "tiers"}),
        RuleKind(
            "deduct", "扣分", "满分起扣，扣完为止", ("扣分数",),
            {"每项扣分": "number", "免扣": "number"}, ("免扣",),
        ),
        RuleKind("parts", "分项", "各分项得分相加", ()),
        RuleKind(
            "level", "定性", "按达成程度落在相应区间，填报得分须在区间内", ("程度",),
            {"档次": "tiers"}, ("档次",),
        ),
        RuleKind("share", "完成占比", "已完成 ÷ 计划 × 分值", ("已完成", "计划")),
        RuleKind(
            "progress", "进度", "每季度累计执行率 ÷ 序时进度，各 1 分封顶；另加全年平均执行率 × 2 分",
            ("一季度", "二季度", "三季度", "四季度"),
        ),
        RuleKind("gate", "一票否决", "出现所列情形得 0 分，否则得满分", ("情形数",)),
        RuleKind(
            "rate", "比率", "比率 × 分值；超过 100% 得 0 分或封顶", ("比率",),
            {"超过100%": "choice:零分|封顶"}, ("超过100%",),
        ),
        RuleKind("filed", "判断", "由评价者判断，填报得分在 0 与分值之间即有效", ()),
    )
}  # fmt: skip
"""Every kind of rule by name. ``score`` holds one pure function for each, found by this name."""
RULE_BY_TITLE: Final = {kind.title: kind for kind in RULE_KINDS.values()}
"""The same by the Chinese title that schemes and 计分规则 columns use."""
