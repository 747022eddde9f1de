"""Every fault known in the five documents comes out of the general checks; nothing that is right does.

The figures here are worked out by hand from the documents (the domain notes, section 5), not taken
from the program.
"""

import re
from pathlib import Path

import pytest

FAULTS = [
    # region, what both sides and the reconciling figure must say; each a text of the finding
    ("wuhua", "funds rate", ["97.62%", "981.51%", "38,315.40"]),
    ("wuhua", "project spending over budget", ["2,976.59", "36,567.99", "1,228.52%"]),
    ("wuhua", "basic spending over budget", ["834.22", "835.50", "100.15%"]),
    ("wuhua", "self-evaluated money in 元", ["35927.13", "万元", "359271300.00"]),
    ("wuhua", "51 or 39 projects", ["51", "39", "12", "76.47%"]),
    ("wuhua", "numbers 3 and 4 of the carry-over list", ["3", "4", "序号"]),
    ("wuhua", "carry-over total", ["640.86", "640.85"]),
    ("wuhua", "other funds", ["56.87", "56.86"]),
    ("wuhua", "execution indicator", ["8", "9.76"]),
    ("wuhua", "no problem stated", ["无", "43", "45"]),
    ("fengnan", "76.74 元", ["76.74", "万元"]),
    ("fengnan", "70 belongs to no group", ["70"]),
    ("fengnan", "90 and 80 not stated", ["90"]),
    ("fengnan", "80 not stated", ["80"]),
    ("luohu", "final accounts total", ["500,333.67", "500,333.68"]),
    ("luohu", "budget raised by", ["43,298.95", "43,298.91"]),
    ("luohu", "staff down", ["56%", "4.86%"]),
    ("luohu", "investment", ["140%", "112.11%"]),
    ("luohu", "procurement score", ["0.49", "0.24", "24.48%"]),
    ("luohu", "execution score", ["5.8", "5.27", "5.81"]),
    ("luohu", "timeliness", ["4.88", "4.98", "144"]),
    ("luohu", "cumulative rate falls", ["88.53%", "87.62%"]),
    ("luohu", "rows lost at a page break", ["88.17", "84.17", "4"]),
    ("luohu", "satisfaction without a survey", ["2", "80%", "90%"]),
    ("panzhihua-east", "86, 82 and 100 %", ["82", "86", "100%", "95.35%"]),
    ("panzhihua-east", "85 or 86 units", ["85", "86"]),
    ("jinfeng", "monitoring score without a project budget", ["87.00", "仅人员类"]),
    ("jinfeng", "unmarked tie", ["94.78", "2", "3"]),
]

RIGHT = [
    # region, a code of check that must not speak about this filed figure
    ("fengnan", r"(sum|parts|rate|tie|counts|projects)", ["22,434.3", "22434.3", "8,284.27", "98.8%"]),
    ("luohu", r"rate", ["97.79%", "88.11%", "64.56%", "99.57%", "92.87%", "87.62%", "84.06%", "79.41%"]),
    ("luohu", r"tie", ["8.2%", "86.46%", "571,010.03", "335", "74,648", "11.83"]),
    ("wuhua", r"(total|counts|parts)", ["98", "95", "36,567.99", "37,403.49", "51"]),
    ("panzhihua-east", r"counts", ["8"]),
    ("jinfeng", r"mean", [""]),
]


def said(finding):
    return f"{finding.filed} {finding.computed} {finding.reconciles} {finding.message} {finding.item}"


def stands(figure, text):
    figure, text = figure.replace(",", ""), re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)", text) is not None


@pytest.mark.parametrize(("region", "what", "figures"), FAULTS, ids=lambda v: v if isinstance(v, str) else "")
def test_each_fault_comes_out(examined, region, what, figures):
    findings = [f for f in examined[2] if f.region == region]
    hits = [f for f in findings if all(stands(figure, said(f)) for figure in figures)]
    assert hits, what


@pytest.mark.parametrize(("region", "codes", "figures"), RIGHT)
def test_nothing_right_is_called_wrong(examined, region, codes, figures):
    wrong = [
        f
        for f in examined[2]
        if f.region == region
        and f.severity == "不符"
        and re.search(codes, f.code)
        and any(
            f.filed.replace(",", "").removesuffix(" 万元") == figure.replace(",", "") or not figure
            for figure in figures
        )
    ]
    assert not wrong, [f.message for f in wrong]


def test_the_grades_of_the_review_are_4_14_and_2(examined):
    reviews = next(s for s in examined[1] if s.filing.region.code == "jinfeng").reviews
    grades = [review.grade for review in reviews]
    assert {grade: grades.count(grade) for grade in ("优", "良", "中")} == {"优": 4, "良": 14, "中": 2}


def test_no_check_knows_a_region():
    generator = Path(__file__).parents[2] / "generator"
    names = re.compile(r"wuhua|fengnan|luohu|panzhihua|jinfeng|五华|丰南|罗湖|攀枝花|金凤")
    for path in (*generator.glob("check/**/*.py"), *generator.glob("score/**/*.py")):
        code = re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not names.search(code), path
