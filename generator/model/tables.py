"""The tables of a region and year, one dataclass a file; heads are the forms' own terms.

The data dictionary page is generated from these classes.
"""

from __future__ import annotations

from typing import Final

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
from generator.model.rows import Table, table
from generator.model.stated import Correction, Coverage, Explanation, Figure, Group, Tie

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
