"""What a document states of itself: counts, coverage, figures and their ties; and what came after."""

from __future__ import annotations

from datetime import date

from generator.figures import Missing, Number
from generator.model.rows import Row, column
from generator.model.terms import RELATIONS, STAGES
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Group(Row):
    """A count of projects or units by grade, source, rate or conclusion (自评汇总)."""

    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    stage: str = column("环节", "choice", choices=STAGES, required=True, example="绩效自评")
    counted: str = column("计数对象", "choice", choices=("项目", "单位"), required=True, example="项目")
    by: str = column(
        "分类方式", "text", required=True, example="等级",
        note="合计：全部；同一分类方式的各行相加应等于 合计 一行",
    )  # fmt: skip
    name: str = column("类别", "text", required=True, example="优")
    lower: Number = column("下限", "number", example="90")
    lower_closed: str = column("下限含", "choice", choices=("是", "否", "未说明"), example="是")
    upper: Number = column("上限", "number", example="100")
    upper_closed: str = column("上限含", "choice", choices=("是", "否", "未说明"), example="是")
    count: Number = column("数量", "integer", example="51")
    budget: Number = column("预算金额", "money", example="22,434.30")
    spent: Number = column("执行金额", "money", example="22,165.32")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（二）2")


@dataclass(frozen=True, slots=True)
class Coverage(Row):
    """How many of those that had to be covered were covered (覆盖情况), by count and by money."""

    code: str = column("覆盖编号", "code", required=True, example="C1", unique=True)
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    stage: str = column("环节", "choice", choices=STAGES, required=True, example="绩效自评")
    counted: str = column("计数对象", "choice", choices=("项目", "单位"), required=True, example="项目")
    due: Number = column("应覆盖数", "integer", example="51")
    done: Number = column("已覆盖数", "integer", example="39")
    due_money: Number = column("应覆盖金额", "money", example="36,567.99")
    done_money: Number = column("已覆盖金额", "money", example="35,927.13")
    rate: Number = column("覆盖率", "rate", example="100%")
    claim: str = column("覆盖结论", "choice", choices=("全覆盖", "未全覆盖", "未说明"), example="未全覆盖")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（二）3")


@dataclass(frozen=True, slots=True)
class Figure(Row):
    """The ledger: one figure that a document states in its text."""

    code: str = column("数字编号", "code", required=True, example="F01", unique=True)
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    group: str = column("类别", "text", required=True, example="人员", note="页面上的小标题")
    name: str = column("名称", "text", required=True, example="年末实有编内在职人数")
    print: str = column("原文", "text", required=True, example="1194", note="文件中印出的数字，不带单位")
    measure: str = column("计量单位", "text", example="人", note="元、万元、亿元、%、人、项……")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（四）6")


@dataclass(frozen=True, slots=True)
class Tie(Row):
    """A tie (勾稽关系): how a stated figure must relate to other figures.

    ``left`` is one reference; ``right`` is a list of references, each may carry a minus sign.
    合计: left = sum of right. 差额: left = first of right less the rest. 比率: left = sum of right /
    sum of ``base`` (x 100 where left is in %). 计数: left = number of rows that right selects. 相等:
    left = each of right. 区间: ``low`` <= left <= ``high``. 不超过: left <= sum of right. 不减: left and then
    right, in order, never fall. 按规则: left = the score by ``rule`` (scheme/indicator) of right, in
    the order of the rule's inputs.
    """

    code: str = column("勾稽编号", "code", required=True, example="T01", unique=True)
    name: str = column("名称", "text", required=True, example="调增金额 = 调整后预算 − 年初预算")
    left: str = column("左项", "refs", required=True, example="F03")
    relation: str = column("关系", "choice", choices=RELATIONS, required=True, example="差额")
    right: str = column("右项", "refs", example="F02;F01", note="多项以 ; 分隔，前加 - 为减")
    base: str = column("分母", "refs", example="F01", note="仅 比率")
    low: Number = column("下限", "number", note="仅 区间")
    high: Number = column("上限", "number", note="仅 区间")
    rule: str = column("规则", "text", example="luohu-department/C21", note="仅 按规则：方案编码/指标编码")
    hint: str = column("说明", "text", note="口径、出处等；与结果一并公开")


@dataclass(frozen=True, slots=True)
class Explanation(Row):
    """The publisher's answer to a finding."""

    check: str = column("检查代码", "code", required=True, example="rate-differs")
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    item: str = column("事项", "text", required=True, example="合计", note="检查结果中的 事项 一栏")
    text_: str = column("说明", "text", required=True, example="执行数含年中追加的上级转移支付。")
    by: str = column("说明单位", "text", required=True, example="某局")
    on: date | Missing = column("说明日期", "date", required=True, example="2025-09-10")


@dataclass(frozen=True, slots=True)
class Correction(Row):
    """A published value that was corrected: what, old, new, why, when."""

    code: str = column("更正编号", "code", required=True, example="R1", unique=True)
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    reference: str = column("更正项", "refs", required=True, example="F01")
    old: str = column("原值", "text", required=True, example="76.74元")
    new: str = column("更正值", "text", required=True, example="76.74万元")
    reason: str = column("更正原因", "text", required=True, example="单位误写")
    on: date | Missing = column("更正日期", "date", required=True, example="2025-09-10")
