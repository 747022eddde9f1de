"""What indicators measure whatever the field of work: quality, time, cost, effects, satisfaction."""

from __future__ import annotations

from typing import Final

QUALITY: Final = (
    ("工程验收合格率", 100), ("补助资金发放准确率", 100), ("培训合格率", 95), ("设备完好率", 98),
    ("项目质量达标率", 95), ("信息公开率", 100), ("政策知晓率", 90), ("资金使用合规率", 100),
    ("服务规范达标率", 90), ("系统正常运行率", 99), ("档案合格率", 96), ("任务完成质量达标率", 95),
)  # fmt: skip
"""Rates of quality, in percent."""
TIMELY: Final = (
    ("资金拨付及时率", 100),
    ("任务按期完成率", 95),
    ("问题处置及时率", 95),
    ("工程按期开工率", 100),
)
"""Rates of timeliness, in percent."""
LIMITS: Final = (
    ("平均办结时限", "个工作日", 15), ("应急响应时间", "分钟", 30), ("施工工期", "天", 180),
    ("故障修复时限", "小时", 24),
)  # fmt: skip
"""Times that must not be exceeded."""
UNIT_COSTS: Final = (
    ("人均补助标准", "元/人", 240), ("单位面积成本", "元/平方米", 680), ("单次活动成本", "元/场", 9000),
    ("设备采购均价", "元/台", 4800), ("人均培训费", "元/人·天", 400), ("户均补贴标准", "元/户", 1200),
)  # fmt: skip
"""Costs of one of what is bought, which must not be exceeded."""
ZEROS: Final = (
    ("安全生产事故起数", "起"),
    ("重大舆情事件数", "件"),
    ("有效投诉数", "件"),
    ("违规使用资金问题数", "个"),
)
"""What must not happen."""
ECONOMIC: Final = (
    ("带动社会投资", "万元", 800),
    ("节约财政资金", "万元", 30),
    ("新增就业岗位", "个", 60),
    ("增加村集体收入", "万元", 20),
)
"""Economic effects that are counted."""
ECOLOGY: Final = (("生活垃圾无害化处理率", 98), ("绿化养护达标率", 95), ("环境影响达标率", 100))
"""Ecological effects, in percent."""
LASTING: Final = (
    ("长效管理机制", "健全", "已健全"), ("设施设备使用年限", "≥5年", "5年"),
    ("政策可持续影响", "长期", "达成预期指标"), ("后续运行保障", "有保障", "达成预期指标"),
    ("持续发挥作用期限", "≥10年", "10年"), ("可持续影响程度", "明显", "明显"),
)  # fmt: skip
"""Lasting effects: name, target and actual in words."""
SATISFIED: Final = (
    "服务对象满意度",
    "受益群众满意度",
    "社会公众满意度",
    "居民满意度",
    "参训人员满意度",
    "服务企业满意度",
)
"""Whose satisfaction is asked."""
DEGREES: Final = ("有效提升", "显著提升", "逐步改善", "有效保障", "明显改善", "持续提高")
"""Targets of effects in words."""
HARMLESS: Final = (("社会成本控制", "无负面影响"), ("生态环境成本控制", "无生态破坏"))
"""Costs to society and nature, in words."""
