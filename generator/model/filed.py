"""What a unit files: documents, units, projects, money, score sheets and what feeds them."""

from __future__ import annotations

from datetime import date

from generator.figures import Missing, Number, Reading
from generator.model.rows import Row, column
from generator.model.terms import EVALUATIONS
from generator.records import dataclass


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
