"""The tables of a region and year, one dataclass a file. Heads are the forms' own terms.

The data dictionary page is generated from these classes; so is the template of every CSV file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.figures import Missing, Number, Reading
from generator.model.rows import Row, Table, column, table

STAGES: Final = ("事前评估", "绩效目标", "绩效监控", "绩效自评", "复核", "重点评价", "结果应用")
"""The seven stages of the yearly cycle, in order (DOMAIN section 1)."""
EVALUATIONS: Final = ("部门整体支出自评", "项目支出自评", "重点评价", "财政审核")
REVIEW_DOCUMENTS: Final = ("自评表", "项目绩效报告", "整体绩效报告", "监控表")
LIKELIHOODS: Final = ("确定能", "有可能", "完全不可能")
DEVIATIONS: Final = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
RECTIFICATION: Final = ("未开始", "整改中", "已完成", "未公开")
DISCLOSURE: Final = ("已公开", "逾期", "未到期", "不予公开", "未报送")
TOTAL: Final = "合计"
"""The source of funds that stands for the whole of a unit or project."""
RELATIONS: Final = ("合计", "差额", "比率", "计数", "相等", "区间", "不超过", "不减", "按规则")
"""How a stated figure must relate to others; see ``Tie``."""


@dataclass(frozen=True, slots=True)
class Document(Row):
    """A published document: the record header of a page."""

    code: str = column("文件编号", "code", required=True, example="D1", unique=True)
    title: str = column("文件名称", "text", required=True, example="2024年度部门整体绩效评价报告")
    index_number: str = column("索引号", "text", example="11440303-2025-00012")
    publisher: str = column("发布机构", "text", example="罗湖区卫生健康局")
    number: str = column("文号", "text", example="银金财发〔2024〕7号")
    written: date | Missing = column("成文日期", "date", example="2024-03-01")
    published: date | Missing = column("发布日期", "date", example="2024-03-20")
    topic: str = column("主题分类", "text", example="财政、金融、审计/财政")
    validity: str = column("时效性", "text", example="有效")
    address: str = column("原文地址", "text", note="原文存放处；不得是本站以外会被自动加载的地址")


@dataclass(frozen=True, slots=True)
class Unit(Row):
    """A unit (预算单位), or a unit below one (下属单位)."""

    code: str = column("单位编码", "code", required=True, example="health", unique=True)
    name: str = column("单位名称", "text", required=True, example="五华区卫生健康局")
    parent: str = column("上级单位编码", "code", example="health", refers="units")
    category: str = column("单位类别", "text", example="预算部门")
    budget: str = column(
        "预算构成", "choice", choices=("全部", "仅人员类", "仅项目类"),
        note="仅人员类：没有项目支出预算；仅项目类：没有部门整体支出预算；空白视为全部", example="全部",
    )  # fmt: skip
    remark: str = column("备注", "text")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="一（一）")


@dataclass(frozen=True, slots=True)
class Project(Row):
    """A project (项目): what the money is for."""

    code: str = column("项目编码", "code", required=True, example="p01", unique=True)
    name: str = column("项目名称", "text", required=True, example="基本公共卫生项目")
    unit: str = column("主管部门编码", "code", required=True, example="health", refers="units")
    operator: str = column("实施单位编码", "code", example="cdc", refers="units")
    category: str = column("项目类别", "text", example="上年结转")
    level: str = column("资金级次", "text", example="区级", note="中央 / 省级 / 市级 / 区级 / 债券 / 其他")
    purpose: str = column("项目内容", "text", example="为居民提供基本公共卫生服务")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="二、2")


@dataclass(frozen=True, slots=True)
class Fund(Row):
    """Budget and spending of a unit or project, by source or level."""

    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects", note="空白：单位的资金")
    source: str = column(
        "资金来源", "text", required=True, example="合计",
        note="合计 为总额；其余为来源、级次或口径，同一单位或项目内不重复",
    )  # fmt: skip
    parent: str = column(
        "上级来源", "text", example="合计",
        note="本行是哪一来源的组成部分；同一上级来源的各行相加应等于上级来源。空白：另列，不参与相加",
    )  # fmt: skip
    initial: Number = column("年初预算数", "money", example="527,711.12")
    budget: Number = column("全年预算数", "money", example="571,010.03")
    spent: Number = column("全年执行数", "money", example="500,333.67")
    rate: Number = column("执行率", "rate", example="87.62%")
    basis: str = column(
        "执行率口径", "choice", choices=("年初预算数", "全年预算数"), example="全年预算数",
        note="执行率的分母；空白按 全年预算数",
    )  # fmt: skip
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="表1-1")


@dataclass(frozen=True, slots=True)
class Evaluation(Row):
    """A score sheet's head: whose, of what, by which scheme, and the filed total and grade."""

    code: str = column("评价编号", "code", required=True, example="E1", unique=True)
    kind: str = column("评价类型", "choice", choices=EVALUATIONS, required=True, example="部门整体支出自评")
    unit: str = column("单位编码", "code", required=True, example="health", refers="units")
    project: str = column("项目编码", "code", example="p01", refers="projects")
    scheme: str = column("评分方案", "code", required=True, example="luohu-department", refers="schemes")
    total: Number = column("总分", "score", example="88.17")
    grade: str = column("等级", "text", example="良")
    goal: str = column("预期目标", "text", note="年度总体目标：预期目标")
    outcome: str = column("实际完成情况", "text", note="年度总体目标：实际完成情况")
    evaluator: str = column("评价主体", "text", example="单位自评")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="附件")


@dataclass(frozen=True, slots=True)
class Indicator(Row):
    """One line of a score sheet: target, actual, weight, filed score, reason and measure."""

    evaluation: str = column("评价编号", "code", required=True, example="E1", refers="evaluations")
    code: str = column(
        "指标编码", "code", required=True, example="C21",
        note="方案中的编码；项目自填的指标用 上级编码-序号，如 B1-1",
    )  # fmt: skip
    name: str = column("三级指标", "text", example="预算执行率", note="空白：用方案中的名称")
    operator: str = column("指标性质", "text", example="≥")
    target: Reading = column("年度指标值", "value", example="≥95%")
    actual: Reading = column("实际完成值", "value", example="87.62%")
    weight: Number = column("分值", "score", example="6")
    score: Number = column("得分", "score", example="5.8")
    rule: str = column(
        "计分规则", "choice", choices=("比例", "反向比例", "等于", "定性", "判断"), example="比例",
        note="项目自填的指标用哪一种规则；空白：按方案",
    )  # fmt: skip
    reason: str = column("偏差原因分析及改进措施", "text")
    document: str = column("文件编号", "code", example="D1", refers="documents")
    where: str = column("位置", "text", example="附件")


@dataclass(frozen=True, slots=True)
class Input(Row):
    """What a rule with several inputs is fed: a reference to a figure or to rows."""

    evaluation: str = column("评价编号", "code", required=True, example="E1", refers="evaluations")
    indicator: str = column("指标编码", "code", required=True, example="C21")
    name: str = column("输入项", "text", required=True, example="一季度")
    reference: str = column("引用", "refs", required=True, example="F-rate-q1")


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


TABLES: Final[tuple[Table, ...]] = (
    table("documents", "公开文件", "每份公开文件的记录头", Document),
    table("units", "预算单位", "单位及其下属单位", Unit),
    table("projects", "项目", "项目、类别与资金级次", Project),
    table("funds", "资金", "单位与项目的预算、执行，按来源或级次", Fund),
    table("evaluations", "评价", "自评与评价的总分、等级、年度总体目标", Evaluation),
    table("indicators", "绩效指标", "每项指标的目标、实际、分值、得分", Indicator),
    table("inputs", "规则输入", "多输入规则所引用的数字", Input),
    table("progress", "季度进度", "各季度末累计执行率", Progress),
    table("monitoring", "绩效监控", "绩效运行监控：资金", Monitoring),
    table("monitored_indicators", "监控指标", "绩效运行监控：指标", MonitoredIndicator),
    table("exante", "事前评估", "事前绩效评估的结论", ExAnte),
    table("key_evaluations", "重点评价", "第三方重点评价", KeyEvaluation),
    table("reviews", "复核", "财政部门对自评材料的复核得分", Review),
    table("results", "结果应用", "评价结果的应用", Result),
    table("problems", "问题与整改", "存在问题、整改措施与状态", Problem),
    table("carryovers", "上年结转", "上年结转项目支出明细", CarryOver),
    table("disclosures", "公开事项", "应公开事项的期限与状态", Disclosure),
    table("groups", "分类汇总", "按等级、来源、执行率等分类的数量与金额", Group),
    table("coverages", "覆盖情况", "自评、监控、评价的覆盖面", Coverage),
    table("figures", "文中数字", "文件正文陈述的数字台账", Figure),
    table("ties", "勾稽关系", "数字之间应有的关系", Tie),
    table("explanations", "情况说明", "单位对检查结果的说明", Explanation),
    table("corrections", "更正", "已公开内容的更正", Correction),
)
TABLES_BY_NAME: Final = {item.name: item for item in TABLES}
