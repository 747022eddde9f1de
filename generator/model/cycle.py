"""The rest of the yearly cycle: monitoring, reviews, evaluations by others, results, publication."""

from __future__ import annotations

from datetime import date

from generator.figures import Missing, Number, Reading
from generator.model.rows import Row, column
from generator.model.terms import DEVIATIONS, DISCLOSURE, LIKELIHOODS, RECTIFICATION, STAGES
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Progress(Row):
    """Cumulative spending by the end of a quarter."""

    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    quarter: Number = column("季度", "integer", required=True, example="1")
    schedule: Number = column("序时进度", "rate", example="25%")
    spent: Number = column("累计执行数", "money", example="1,000.00")
    rate: Number = column("累计执行率", "rate", example="44.72%")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="二（三）2")


@dataclass(frozen=True, slots=True)
class Monitoring(Row):
    """Mid-year monitoring (绩效运行监控) of a unit's or project's money."""

    code: str = column("监控编号", "code", required=True, example="M1", unique=True)
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    period: str = column("监控期", "text", required=True, example="1—7月")
    initial: Number = column("年初预算数", "money", example="100.00")
    spent: Number = column("监控期执行数", "money", example="60.00")
    rate: Number = column("执行率", "rate", example="60%")
    expected: Number = column("全年预计执行数", "money", example="100.00")
    remark: str = column("备注", "text")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（一）")


@dataclass(frozen=True, slots=True)
class MonitoredIndicator(Row):
    """An indicator at mid-year: reached, expected, why not, and how likely."""

    monitoring: str = column("监控编号", "code", required=True, example="M1", refers="monitoring")
    name: str = column("三级指标", "text", required=True, example="服务人次")
    target: Reading = column("年度指标值", "value", example="≥1000人次")
    actual: Reading = column("监控期执行情况", "value", example="600人次")
    expected: Reading = column("全年预计完成情况", "value", example="1000人次")
    cause: str = column("偏差原因", "choice", choices=DEVIATIONS, example="经费保障")
    explanation: str = column("说明", "text")
    likelihood: str = column("完成目标可能性", "choice", choices=LIKELIHOODS, example="确定能")


@dataclass(frozen=True, slots=True)
class ExAnte(Row):
    """An evaluation before budgeting (事前评估): five aspects and a conclusion."""

    code: str = column("评估编号", "code", required=True, example="X1", unique=True)
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    name: str = column("项目名称", "text", required=True, example="设备购置项目")
    necessity: Number = column("立项必要性", "score", example="18")
    economy: Number = column("投入经济性", "score", example="17")
    goals: Number = column("绩效目标合理性", "score", example="18")
    plan: Number = column("实施方案可行性", "score", example="18")
    funding: Number = column("筹资合规性", "score", example="19")
    requested: Number = column("申报金额", "money", example="200.00")
    supported: Number = column("支持金额", "money", example="150.00")
    conclusion: str = column(
        "评估结论", "choice", choices=("予以支持", "部分支持", "不予支持"), required=True, example="部分支持",
    )  # fmt: skip
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（一）")


@dataclass(frozen=True, slots=True)
class KeyEvaluation(Row):
    """A third-party evaluation of a chosen unit or project (重点评价)."""

    number: Number = column("序号", "integer", required=True, example="1")
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    name: str = column("项目名称", "text", required=True, example="城区环卫作业经费")
    amount: Number = column("资金量", "money", example="1,200.00")
    score: Number = column("评价得分", "score", example="86.5")
    grade: str = column("评价等级", "text", example="良")
    scheme: str = column("评分方案", "code", example="national", refers="schemes")
    evaluator: str = column("第三方机构", "text")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（一）")


@dataclass(frozen=True, slots=True)
class Review(Row):
    """The finance office's re-score of a unit's documents (复核汇总)."""

    number: Number = column("序号", "integer", required=True, example="1")
    unit: str = column("单位编码", "code", required=True, example="finance", refers="units")
    scheme: str = column("评分方案", "code", required=True, example="jinfeng-review", refers="schemes")
    self_sheet: Number = column("自评表", "score", example="96")
    project_report: Number = column("项目绩效报告", "score", example="99.00")
    whole_report: Number = column("整体绩效报告", "score", example="99.00")
    monitoring: Number = column("监控表", "score", example="96.00")
    mean: Number = column("平均分", "score", example="97.50")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一")


@dataclass(frozen=True, slots=True)
class Result(Row):
    """What a result was used for (结果应用)."""

    number: Number = column("序号", "integer", required=True, example="1")
    stage: str = column("依据环节", "choice", choices=STAGES, required=True, example="事前评估")
    unit: str = column("单位编码", "code", example="finance", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    use: str = column("应用方式", "text", required=True, example="调整预算规模")
    content: str = column("应用内容", "text")
    amount: Number = column("涉及金额", "money", example="100.00")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（二）")


@dataclass(frozen=True, slots=True)
class Problem(Row):
    """A problem stated by the office, its measure, and how far rectification (整改) is."""

    number: Number = column("序号", "integer", required=True, example="1")
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    evaluation: str = column("评价编号", "code", example="E1", refers="evaluations")
    indicator: str = column("指标编码", "code", example="C21")
    title: str = column("问题类别", "text", required=True, example="政府采购执行率")
    problem: str = column(
        "存在问题", "text", required=True, note="文件写明没有问题的填 无", example="采购执行率偏低"
    )
    lost: Number = column("扣分", "score", example="1.51")
    measure: str = column("整改措施", "text")
    state: str = column("整改状态", "choice", choices=RECTIFICATION, example="未公开")
    deadline: date | Missing = column("整改期限", "date", example="2025-12-31")
    closed: date | Missing = column("完成日期", "date", example="2025-11-30")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="三（二）2")


@dataclass(frozen=True, slots=True)
class CarryOver(Row):
    """A line of the list of money carried over from the year before (上年结转)."""

    number: Number = column("序号", "integer", required=True, example="1")
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", required=True, example="p01", refers="projects")
    amount: Number = column("金额", "money", required=True, example="478.09")
    source: str = column("资金性质", "text", required=True, example="区级项目")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="五")


@dataclass(frozen=True, slots=True)
class Disclosure(Row):
    """An item that must be published: due, published, state, ground for withholding."""

    code: str = column("事项编号", "code", required=True, example="G1", unique=True)
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    stage: str = column(
        "环节", "choice", choices=(*STAGES, "公开", "整改"), required=True, example="绩效自评"
    )
    item: str = column("公开事项", "text", required=True, example="部门整体支出绩效自评结果")
    basis: str = column("公开依据", "text", example="预算法第十四条")
    due: date | Missing = column("应公开日期", "date", example="2025-08-31")
    published: date | Missing = column("公开日期", "date", example="2025-08-20")
    state: str = column("公开状态", "choice", choices=DISCLOSURE, required=True, example="已公开")
    ground: str = column("不予公开理由", "text", example="涉密", note="涉密事项只计数，不写名称")
    count: Number = column("件数", "integer", example="1")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（三）")
