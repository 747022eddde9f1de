"""The twenty means of a published review (金凤区 2023), typed from the document, and their ranks."""

import pytest
from score_rows import d, review, scheme

from generator.score.reviews import score_reviews

SHEET = (
    ("自然资源局", "96", "99.00", "99.00", "96.00", "97.50", 1, "优"),
    ("财政局", "98.5", "97.80", "93.30", "89.50", "94.78", 2, "优"),
    ("国库支付中心", "98", "97.00", "94.10", "90.00", "94.78", 2, "优"),
    ("医疗保障局", "96", "97.80", "94.00", "84.00", "92.95", 4, "优"),
    ("教育局", "94", "82.00", "82.80", "93.00", "87.95", 5, "良"),
    ("黄河东路办事处", "88", "91.80", "89.30", "81.00", "87.53", 6, "良"),
    ("乡村振兴服务中心", "90", "88.00", "80.80", "87.50", "86.58", 7, "良"),
    ("丰登镇卫生院", "90.5", "81.00", "78.50", "96.00", "86.50", 8, "良"),
    ("北京中路办事处", "89", "84.30", "82.50", "88.00", "85.95", 9, "良"),
    ("住房和城乡建设和交通局", "93", "80.80", "82.00", "86.00", "85.45", 10, "良"),
    ("阅海湾中央商务区", "86", "82.00", "80.50", "93.00", "85.38", 11, "良"),
    ("上海西路办事处", "87", "83.50", "78.80", "89.00", "84.58", 12, "良"),
    ("智慧城市运营中心", "87", "82.00", "78.00", "89.00", "84.00", 13, "良"),
    ("统一战线工作部", "89", "83.00", "81.50", "82.00", "83.88", 14, "良"),
    ("火车站广场", "84", "80.50", "81.00", "88.00", "83.38", 15, "良"),
    ("综合执法局", "84", "80.70", "75.00", "90.00", "82.43", 16, "良"),
    ("消防救援大队", "83", "81.80", "无", "81.00", "81.93", 17, "良"),
    ("卫生监督所", "无", "无", "81.00", "无", "81.00", 18, "良"),
    ("工商业联合会", "83", "82.30", "72.50", "80.00", "79.45", 19, "中"),
    ("红十字会", "无", "无", "70.00", "87.00", "78.50", 20, "中"),
)
SCORED = score_reviews({"s": scheme()}, [review(*line[1:5], unit="u") for line in SHEET])


@pytest.mark.parametrize(
    ("line", "found"), list(zip(SHEET, SCORED, strict=True)), ids=[line[0] for line in SHEET]
)
def test_every_published_mean_is_reproduced(line, found):
    _name, *_documents, mean, rank, grade = line
    assert (found.mean, found.rank, found.grade) == (d(mean), rank, grade)
    assert found.tied is (rank == 2)


def test_grades_add_up_as_published():
    grades = [found.grade for found in SCORED]
    assert [grades.count(word) for word in "优良中差"] == [4, 14, 2, 0]


@pytest.mark.parametrize(
    ("place", "arithmetic"),
    [
        (1, "98.5 + 97.8 + 93.3 + 89.5 = 379.1; 379.1 ÷ 4 = 94.78"),
        (16, "83 + 81.8 + 81 = 245.8; 245.8 ÷ 3 = 81.93"),
        (17, "81 ÷ 1 = 81"),
    ],
)
def test_the_arithmetic_names_what_was_divided_by_what(place, arithmetic):
    assert SCORED[place].arithmetic == arithmetic


def test_a_unit_without_any_document_has_neither_mean_nor_rank():
    found = score_reviews({"s": scheme()}, [review("无", "无", "无", "无"), review("80", "无", "无", "无")])
    assert (found[0].mean, found[0].arithmetic, found[0].rank, found[0].tied, found[0].grade) == (
        None, "", 0, False, "",
    )  # fmt: skip
    assert found[1].rank == 1


def test_ranks_are_by_the_rounded_mean_and_places_follow_the_scheme():
    close = [
        review("80.04", "无", "无", "无"),
        review("80.01", "无", "无", "无"),
        review("79", "无", "无", "无"),
    ]
    found = score_reviews({"s": scheme(digits=1)}, close)
    assert [(item.mean, item.rank, item.tied) for item in found] == [
        (d("80.0"), 1, True), (d("80.0"), 1, True), (79, 3, False),
    ]  # fmt: skip
