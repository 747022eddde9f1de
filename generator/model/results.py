"""What the stages hand on: a filing, its scores, findings, charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from generator.model.cycle import (
    CarryOver,
    Disclosure,
    ExAnte,
    KeyEvaluation,
    MonitoredIndicator,
    Monitoring,
    Problem,
    Progress,
    Result,
    Review,
)
from generator.model.filed import Document, Evaluation, Fund, Indicator, Input, Project, Unit
from generator.model.rows import Place, Row
from generator.model.settings import Narrative, Node, Region, Scheme, Settings
from generator.model.stated import Correction, Coverage, Explanation, Figure, Group, Tie
from generator.records import dataclass


@dataclass(frozen=True)
class Filing:
    """All tables of one region and year, as filed. ``source`` says where the figures come from."""

    region: Region
    year: int
    title: str
    source: str
    narratives: tuple[Narrative, ...] = ()
    empty: Mapping[str, str] = field(default_factory=dict)
    """Why a table is empty, by table name; shown where the section stands."""
    documents: Sequence[Document] = ()
    units: Sequence[Unit] = ()
    projects: Sequence[Project] = ()
    funds: Sequence[Fund] = ()
    evaluations: Sequence[Evaluation] = ()
    indicators: Sequence[Indicator] = ()
    inputs: Sequence[Input] = ()
    progress: Sequence[Progress] = ()
    monitoring: Sequence[Monitoring] = ()
    monitored_indicators: Sequence[MonitoredIndicator] = ()
    exante: Sequence[ExAnte] = ()
    key_evaluations: Sequence[KeyEvaluation] = ()
    reviews: Sequence[Review] = ()
    results: Sequence[Result] = ()
    problems: Sequence[Problem] = ()
    carryovers: Sequence[CarryOver] = ()
    disclosures: Sequence[Disclosure] = ()
    groups: Sequence[Group] = ()
    coverages: Sequence[Coverage] = ()
    figures: Sequence[Figure] = ()
    ties: Sequence[Tie] = ()
    explanations: Sequence[Explanation] = ()
    corrections: Sequence[Correction] = ()
    unchanged: frozenset[str] = field(default=frozenset(), compare=False)
    """Names of the tables that hold what they held when the filing was last found without fault."""

    @property
    def key(self) -> str:
        """Address of the region and year: 「wuhua/2024」."""
        return f"{self.region.code}/{self.year}"

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of the table with this name."""
        found: Sequence[Row] = getattr(self, table)
        return found

    @cached_property
    def unit_by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def project_by_code(self) -> dict[str, Project]:
        """Projects by code."""
        return {project.code: project for project in self.projects}

    @cached_property
    def document_by_code(self) -> dict[str, Document]:
        """Documents by code."""
        return {document.code: document for document in self.documents}

    @cached_property
    def figure_by_code(self) -> dict[str, Figure]:
        """Ledger figures by code."""
        return {figure.code: figure for figure in self.figures}

    @cached_property
    def indexes(self) -> dict[tuple[str, ...], Mapping[tuple[str, ...], list[int]]]:
        """Places of rows by printed text, filled by ``references`` on first use: (table, field …) → texts."""
        return {}

    @cached_property
    def terms(self) -> dict[str, Any]:
        """What references to its rows and figures stand for, by reference; for ``references``."""
        return {}


@dataclass(frozen=True)
class Site:
    """All that was loaded."""

    settings: Settings
    regions: tuple[Region, ...]
    schemes: Mapping[str, Scheme]
    filings: tuple[Filing, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gives. ``score`` None: it cannot be computed, ``why`` says so in words.

    ``low`` and ``high`` bound it where only a part can be computed or a level allows a range.
    ``readings``: other readings of the rule's words, by name, with what each would give.
    ``needed``: input values that would give another score are found by ``check`` from ``inputs``.
    """

    score: Decimal | None
    arithmetic: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    why: str = ""
    readings: Mapping[str, Decimal] = field(default_factory=dict)
    inputs: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator with its filed row (None where nothing was filed) and what the rule gives.

    ``filed`` and ``weight`` are the filed values, or those of the scheme, None where neither is.
    """

    node: Node
    row: Indicator | None
    name: str
    code: str
    weight: Decimal | None
    filed: Decimal | None
    outcome: Outcome
    children: tuple[Scored, ...] = ()

    @property
    def leaf(self) -> bool:
        """True where no indicator stands below."""
        return not self.children

    @property
    def difference(self) -> Decimal | None:
        """Filed less computed, None where either is missing."""
        if self.filed is None or self.outcome.score is None:
            return None
        return self.filed - self.outcome.score


class First(NamedTuple):
    """A first-level indicator with all below it: what it weighs, was filed at, and computes to.

    None where nothing below it says so.
    """

    full: Decimal | None
    filed: Decimal | None
    computed: Decimal | None


class Sums(NamedTuple):
    """What the indicators of an evaluation add up to. ``firsts``: in the order of the scheme's nodes."""

    leaf_sum: Decimal | None = None
    leaf_weight: Decimal = Decimal(0)
    computed_total: Decimal | None = None
    firsts: tuple[First, ...] = ()


def bare() -> tuple[Scored, ...]:
    """The tree of an evaluation of which only the head is there."""
    return ()


@dataclass(frozen=True)
class ScoredEvaluation:
    """An evaluation with the grade its total gives, its sums, and its tree, which ``grow`` makes when asked.

    ``said``: fingerprint of all that its tree is made of, of the scheme only the code; ``fed``: of what
    ``inputs.csv`` feeds it alone.
    """

    evaluation: Evaluation
    scheme: Scheme
    grade: str
    sums: Sums = Sums()
    grow: Callable[[], tuple[Scored, ...]] = bare
    said: bytes = b""
    fed: bytes = b""

    @cached_property
    def tree(self) -> tuple[Scored, ...]:
        """The indicators, along the scheme's tree."""
        return self.grow()

    @property
    def leaf_sum(self) -> Decimal | None:
        """Sum of the filed scores, None where none is filed."""
        return self.sums.leaf_sum

    @property
    def leaf_weight(self) -> Decimal:
        """Sum of the full scores of the indicators whose score is filed."""
        return self.sums.leaf_weight

    @property
    def computed_total(self) -> Decimal | None:
        """Sum with the computed score wherever the rule gives one; None where nothing is filed."""
        return self.sums.computed_total

    def head(self) -> ScoredEvaluation:
        """The same without what was made of its indicators: small, to be kept and sent."""
        return ScoredEvaluation(self.evaluation, self.scheme, self.grade)

    def leaves(self) -> tuple[Scored, ...]:
        """The indicators with none below, in order."""
        return leaves_of(self.tree)


def walk(tree: tuple[Scored, ...]) -> Iterator[Scored]:
    """The indicators of ``tree``, parents before children."""
    for item in tree:
        yield item
        yield from walk(item.children)


def leaves_of(tree: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """The indicators of ``tree`` with none below, in order."""
    found: list[Scored] = []
    _add_leaves(tree, found)
    return tuple(found)


def _add_leaves(tree: tuple[Scored, ...], found: list[Scored]) -> None:
    for item in tree:
        if item.children:
            _add_leaves(item.children, found)
        else:
            found.append(item)


@dataclass(frozen=True, slots=True)
class ScoredReview:
    """A reviewed unit: mean over the documents present, its arithmetic, rank and grade."""

    review: Review
    scheme: Scheme
    mean: Decimal | None
    arithmetic: str
    rank: int
    tied: bool
    grade: str


@dataclass(frozen=True, slots=True)
class ScoredFiling:
    """Everything scored of one filing. ``ties``: outcome of each 按规则 tie, by code."""

    filing: Filing
    evaluations: tuple[ScoredEvaluation, ...]
    reviews: tuple[ScoredReview, ...]
    ties: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: where, what is filed, what the rule gives, what would reconcile them.

    ``severity``: 不符 (does not agree), 舍入 (rounding), 提示 (note). ``item`` with ``code``, ``unit`` and
    ``project`` is the key by which an explanation is attached. Texts are in the language in use.
    """

    code: str
    severity: str
    region: str
    year: int
    unit: str
    project: str
    item: str
    filed: str
    computed: str
    reconciles: str
    message: str
    source: Place
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: its SVG, the text that says the same, and the table of its figures."""

    name: str
    title: str
    alternative: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
