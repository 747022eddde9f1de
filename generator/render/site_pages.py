"""The pages over all regions and years: home, lists, findings, method, dictionary, downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

from generator.model import KINDS, RULE_KINDS, TABLES, Finding, Scheme
from generator.render import plain
from generator.render.filing_pages import SECTIONS, rows_in
from generator.render.page import CheckWords, Page
from generator.render.search_page import search_page
from generator.render.settings_words import SETTINGS_FILES
from generator.render.shared import Shared
from generator.render.tables import compare_page, table_context
from generator.render.trail import name
from generator.render.views import FilingView
from generator.words import N_, _

SEVERITIES = (
    ("不符", N_("填报数与复算数不同")),
    ("舍入", N_("逐行四舍五入造成的末位差")),
    ("提示", N_("值得说明或补充之处")),
)
KIND_WORDS = {
    "code": N_("编码"), "text": N_("文字"), "money": N_("金额"), "number": N_("数字"), "score": N_("分数"),
    "rate": N_("比率"), "integer": N_("整数"), "date": N_("日期"), "choice": N_("选项"),
    "value": N_("指标值"), "refs": N_("引用"),
}  # fmt: skip
LEDES = {
    "exante": N_("预算安排之前的评估结论。"),
    "monitoring": N_("年度中间的执行进度和目标实现程度。"),
    "reviews": N_("财政部门对自评材料的复核打分与排名。"),
    "key-evaluations": N_("委托第三方开展的评价。"),
    "rectification": N_("发现的问题、整改状态，以及结果用到了哪里。"),
    "disclosures": N_("谁应当在什么时候公开什么。"),
}
GRADES = ("优", "优秀", "良", "良好", "中", "差", "较差")


def site_pages(shared: Shared, views: Sequence[FilingView]) -> Iterator[Page]:
    """Every page that belongs to no single region and year, made from data; but for that of downloads."""
    findings = tuple(chain.from_iterable(view.findings for view in views))
    yield _home(shared.settings.title, views, findings)
    lede = _("全部预算单位的预算、执行、得分与检查结果。")
    yield _list("units", _("单位一览"), lede, _("个单位"), views)
    yield _list("projects", _("项目一览"), _("文件中逐项列出的全部项目。"), _("个项目"), views)
    yield compare_page(views, [grade for grade, _count in grades(views)])
    yield from (_topic(views, *section) for section in SECTIONS)
    yield _findings(findings, views)
    yield from (_kind(check, findings, views) for check in shared.checks.values())
    yield from _method(shared.schemes)
    yield search_page()
    yield _dictionary()
    terms = shared.glossary
    yield Page("glossary", "glossary.md", _("名词解释"), _("预算绩效公开的用词"), {"terms": terms}, terms)


def grades(views: Sequence[FilingView]) -> list[tuple[str, int]]:
    """How many evaluations and reviews have each grade, best first."""
    counted: Counter[str] = Counter()
    for view in views:
        counted.update(view.graded())
    order = {grade: index for index, grade in enumerate(GRADES)}
    return sorted(counted.items(), key=lambda item: order.get(item[0], len(order)))


def _home(title: str, views: Sequence[FilingView], findings: Sequence[Finding]) -> Page:
    items = [row for view in views for row in view.filing.disclosures]
    documents = [(view, document) for view in views for document in view.filing.documents]
    documents.sort(key=lambda pair: (_day(pair[1].published), pair[0].filing.year), reverse=True)
    context = {
        "views": views,
        "years_word": _years(sorted({view.filing.year for view in views})),
        "regions": len({view.filing.region.code for view in views}),
        "units": sum(len(view.filing.units) for view in views),
        "projects": sum(view.count("projects") for view in views),
        "budget": _sum(views, "budget"),
        "spent": _sum(views, "spent"),
        "grades": grades(views),
        "owed": sum(row.state in {"逾期", "未报送"} for row in items),
        "differing": sum(f.severity == "不符" for f in findings),
        "latest": documents[:10],
    }
    data = {key: plain.plain(value) for key, value in context.items() if isinstance(value, int | Decimal)}
    return Page(
        "index", "index.md", title, _("预算绩效自评公开：单位、项目、得分、检查结果与下载"), context, data
    )


def _years(years: Sequence[int]) -> str:
    """「2023—2025」 for years without a gap, else each of them."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}—{years[-1]}"
    return "、".join(map(str, years))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.min


def _sum(views: Sequence[FilingView], field: str) -> Decimal:
    values = [view.money(field) for view in views]
    return sum((value for value in values if value is not None), Decimal(0))


def _list(what: str, title: str, lede: str, measure: str, views: Sequence[FilingView]) -> Page:
    rows = []
    for view in views:
        counted = [f for f in view.findings if f.severity == "不符" and (what == "units" or f.project)]
        rows.append((view, f"{view.base}/{what}.html", view.count(what), len(counted)))
    context: dict[str, object] = {"rows": rows, "lede": lede, "measure": measure, "what": what}
    context |= table_context(what, views, [grade for grade, _count in grades(views)])
    data = [{"filing": view.base, "address": address, "count": count} for view, address, count, _n in rows]
    return Page(what, "units-list.md", title, lede, context, data)


def _topic(views: Sequence[FilingView], address: str, title: str, tables: tuple[str, ...]) -> Page:
    rows = []
    for view in views:
        count = rows_in(view, address, tables)
        note = "" if count else view.filing.empty.get(tables[0], _("源文件未包含"))
        rows.append((name(view), f"{view.base}/{address}.html", count, note))
    context = {"rows": rows, "lede": _(LEDES[address])}
    data = {row[0]: row[2] for row in rows}
    return Page(address, "topic.md", _(title), _(LEDES[address]), context, data)


def _findings(findings: Sequence[Finding], views: Sequence[FilingView]) -> Page:
    counted = Counter(f.severity for f in findings)
    context = {
        "findings": findings,
        "views": views,
        "severities": [(severity, counted[severity], _(note)) for severity, note in SEVERITIES],
        "counts": Counter(f.code for f in findings),
        "explained": sum(bool(f.explanations) for f in findings),
    }
    data = [plain.finding(f) for f in findings]
    return Page("findings", "findings.md", _("检查结果"), _("填报数与复算数不同之处"), context, data)


def _kind(check: CheckWords, findings: Sequence[Finding], views: Sequence[FilingView]) -> Page:
    by_base = {view.base: view for view in views}
    own = [(by_base[f"{f.region}/{f.year}"], f) for f in findings if f.code == check.code]
    return Page(
        path=f"findings/{check.code}",
        template="finding-kind.md",
        title=_("检查：{title}").format(title=_(check.title)),
        description=_(check.remedy),
        context={"check": check, "kind_findings": own},
        data=[plain.finding(f) for _view, f in own],
        trail=((_("首页"), "index.html"), (_("检查结果"), "findings.html")),
        column=_("检查结果"),
    )


def _method(known: Mapping[str, Scheme]) -> Iterator[Page]:
    schemes = sorted(known.values(), key=lambda scheme: scheme.code)
    data = [{"code": s.code, "name": s.name, "basis": s.basis} for s in schemes]
    context = {"schemes": schemes, "rule_kinds": list(RULE_KINDS.values())}
    yield Page("method", "method.md", _("方法"), _("评分方案、计分规则、算例与检查"), context, data)
    for scheme in schemes:
        nodes = [
            {"code": n.code, "name": n.name, "weight": plain.plain(n.weight) if n.weight else None}
            for n in scheme.walk()
        ]
        context = {"scheme": scheme, "rule_kinds": RULE_KINDS}
        yield Page(
            path=f"method/{scheme.code}",
            template="scheme.md",
            title=scheme.name,
            description=scheme.applies_to,
            context=context,
            data=nodes,
            trail=((_("首页"), "index.html"), (_("方法"), "method.html")),
            column=_("关于"),
        )


def _dictionary() -> Page:
    kinds = {kind: _(KIND_WORDS[kind]) for kind in KINDS}
    context = {"tables": TABLES, "kinds": kinds, "settings_files": SETTINGS_FILES}
    data = [
        {"table": t.name, "title": t.title, "columns": [{"field": c.field, "head": c.head, "kind": c.kind}
                                                        for c in t.columns]}
        for t in TABLES
    ]  # fmt: skip
    return Page("dictionary", "dictionary.md", _("数据字典"), _("每个数据文件的列与含义"), context, data)
