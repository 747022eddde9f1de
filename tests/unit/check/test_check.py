"""The registry, the order of findings, and that nothing makes a check raise."""

import pickle
from dataclasses import fields
from datetime import date

import pytest
from check_cases import BY_CODE, TABLE_OF, row, scheme, scored, site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import words
from generator.check import CHECKS, SEVERITIES, check
from generator.model import EVALUATIONS, RELATIONS, TABLES, Fund, Node, Rule, Tie, Unit
from generator.score import score


def test_every_check_says_what_it_is():
    assert len({item.code for item in CHECKS}) == len(CHECKS) > 50
    assert len({item.title for item in CHECKS}) == len(CHECKS)
    for item in CHECKS:
        assert item.severity in SEVERITIES
        assert item.title
        assert item.remedy.endswith("。")
        assert item.function.__doc__, item.code


def test_the_orphans_come_last():
    assert CHECKS[-1].code == "explanation-orphan"


def over(unit, project="", source="合计"):
    return row(Fund, unit=unit, project=project, source=source, budget="1.00", spent="2.00")


def test_findings_stand_in_one_order():
    second = scored(over("u2", "p2"), over("u2", "p1"), over("u1"), region="a", year=2025)
    first = scored(over("u1", source="乙"), over("u1", source="甲"), region="a", year=2024)
    other = scored(over("u1"), region="b", year=2020)
    found = check(site(other.filing, second.filing, first.filing), [other, second, first])
    keys = [(item.region, item.year, item.unit, item.project, item.code, item.item) for item in found]
    assert keys == sorted(keys)
    assert [key[:4] for key in keys] == [
        ("a", 2024, "u1", ""),
        ("a", 2024, "u1", ""),
        ("a", 2025, "u1", ""),
        ("a", 2025, "u2", "p1"),
        ("a", 2025, "u2", "p2"),
        ("b", 2020, "u1", ""),
    ]


def test_the_order_of_filings_and_rows_changes_no_finding():
    rows = [over("u1"), over("u1", "p1"), over("u1", "p2")]
    messages = []
    for order in (rows, rows[::-1]):
        made = scored(*order)
        messages.append([(item.project, item.message) for item in check(site(made.filing), [made])])
    assert messages[0] == messages[1]


def test_findings_speak_the_language_in_use(monkeypatch):
    made = scored(over("u1"))

    class English:
        def gettext(self, message):
            return f"EN {message}"

    monkeypatch.setattr(words, "_current", English())
    (found,) = check(site(made.filing), [made])
    assert found.message.startswith("EN ")
    assert found.severity == "不符"


NUMBERS = ["", "无", "—", "0", "0.00", "-1", "1", "3", "0.0001", "99.995", "100", "1,234.50", "9" * 20]
TEXTS = {
    "number": NUMBERS,
    "score": NUMBERS,
    "money": NUMBERS,
    "rate": [*NUMBERS, "97.62%"],
    "integer": ["", "0", "-2", "1", "2", "3", "1000000"],
    "date": ["", "2024-01-01", "2025-06-30", "2025-07-01", "无"],
    "value": ["", "≥95%", "95%", "≤3天", "有效", "=0件", ">5", "0", "≥266米", "无"],
    "text": ["", "无", "合计", "项目支出", "优", "部分未完成"],
    "code": ["", "u1", "u2", "p1", "E1", "A", "B-1", "C1", "s1"],
    "refs": [
        "",
        "F1",
        "-F1",
        "F1;F2",
        "F9",
        "funds[单位编码=u1].全年执行数",
        "units[]",
        "funds[单位编码=u1]",
    ],
}
SCHEME = scheme(
    Node("A", "指标A", None, Rule("ratio")),
    Node("B", "指标B", None, Rule("rate"), open=True),
    Node("C", "指标C", None, None, (Node("C1", "指标C1", None, Rule("share")),)),
    over_completion="须说明",
    over_from=130,
)


def cell(column):
    if column.choices:
        return st.sampled_from(["", *column.choices])
    return st.sampled_from(TEXTS[column.kind])


@st.composite
def any_row(draw, table):
    cells = {column.field: draw(cell(column)) for column in table.columns}
    if "scheme" in cells:
        cells["scheme"] = "s1"
    if table.name == "figures":
        cells["code"] = draw(st.sampled_from(["F1", "F2"]))
        cells["measure"] = draw(st.sampled_from(["元", "万元", "亿元", "%", "‰", "人", ""]))
        cells["print"] = draw(st.sampled_from(NUMBERS))
    return row(table.row, **cells)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_no_figure_makes_a_check_raise(data):
    """Whatever is filed, every finding is whole: severity, words, and a place in a file."""
    rows = [row(Unit, code="u1", name="甲局")]
    for table in TABLES:
        rows += data.draw(st.lists(any_row(table), max_size=3))
    made = scored(*rows)
    whole = site(made.filing, schemes=[SCHEME], as_of=date(2025, 6, 30))
    found = check(whole, score(whole))
    for item in found:
        assert item.severity in SEVERITIES
        assert item.code in BY_CODE
        assert item.message
        assert item.source.file
    assert [item.code for item in check(whole, score(whole))] == [item.code for item in found]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_no_tie_makes_a_check_raise(data):
    rows = [row(Unit, code="u1", name="甲局")]
    by_name = {table.name: table for table in TABLES}
    for name in ("figures", "funds", "ties"):
        rows += data.draw(st.lists(any_row(by_name[name]), min_size=1, max_size=4))
    made = scored(*rows)
    whole = site(made.filing, schemes=[SCHEME])
    assert all(item.message for item in check(whole, score(whole)))


def test_the_builder_knows_every_column():
    kinds = {item.metadata["column"].kind for cls in TABLE_OF for item in fields(cls) if item.metadata}
    assert kinds - {"choice"} <= set(TEXTS)
    assert EVALUATIONS
    assert set(RELATIONS) == {"合计", "差额", "比率", "计数", "相等", "区间", "不超过", "不减", "按规则"}
    assert TABLE_OF[Tie] == "ties"


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_an_empty_filing_has_no_findings(code):
    made = scored()
    assert not [item for item in check(site(made.filing), [made]) if item.code == code]


def test_a_check_is_sent_to_other_processes_by_its_name():
    assert pickle.loads(pickle.dumps(CHECKS)) == CHECKS  # noqa: S301 - our own
    assert all(pickle.loads(pickle.dumps(made)) is made for made in CHECKS)  # noqa: S301


@pytest.mark.parametrize("forked", [True, False])
def test_checks_shared_out_find_what_they_find_one_after_the_other(examined, monkeypatch, forked):
    site, scored, findings = examined
    assert len(findings) > 20
    monkeypatch.setattr("generator.check._MANY", 0)
    monkeypatch.setattr("generator.forks.cores", lambda: 2)
    monkeypatch.setattr("generator.forks.may_fork", lambda: forked)
    assert check(site, scored) == findings
