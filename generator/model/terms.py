"""The words a cell may hold, as the forms print them."""

from typing import Final

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
