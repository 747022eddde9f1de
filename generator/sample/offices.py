"""The units of a region (预算单位): departments, streets and towns, and what stands below them."""

from __future__ import annotations

from random import Random
from typing import Final

from generator.records import dataclass
from generator.sample.draws import between, chance, pick

_PLACES: Final = """
    东风 建设 人民 光明 和平 胜利 新华 团结 解放 红星 青山 绿水 桃园 柳林 松山 竹溪 梅岭 荷塘 石桥 龙潭
    凤凰 白云 金沙 银河 玉泉 清河 北苑 南湖 西城 东湖 永宁 太平 安康 福源 长乐 兴隆 高坪 平川 双溪 三河
"""
PLACES: Final = tuple(_PLACES.split())
"""Names of places, roads and streets that any region may have."""
_OFFICES: Final = """
财政局/general/国库支付中心,财政投资评审中心
教育局/education/第{n}小学,第{n}中学,{p}幼儿园,{p}小学,职业技术学校,特殊教育学校
卫生健康局/health/人民医院,疾病预防控制中心,{p}卫生院,{p}社区卫生服务中心,妇幼保健院,中医医院
农业农村局/agriculture/农业技术推广中心,动物疫病预防控制中心
民政局/civil/社会福利院,救助管理站
住房和城乡建设局/housing/房屋安全鉴定中心,建设工程质量监督站
人力资源和社会保障局/hr/就业服务中心,社会保险事业管理局
交通运输局/transport/公路养护中心
文化和旅游局/culture/图书馆,文化馆,博物馆
水务局/water/水旱灾害防御中心,{p}水库管理所
城市管理局/city/环境卫生服务中心,园林绿化中心
应急管理局/emergency/应急救援中心
自然资源局/housing/不动产登记中心
生态环境局/environment/生态环境监测站
公安局/police/
市场监督管理局/market/食品药品检验所
发展和改革局/general/
工业和信息化局/industry/
科学技术局/industry/
商务局/industry/
退役军人事务局/civil/
医疗保障局/health/医疗保障服务中心
林业局/environment/{p}林场
乡村振兴局/agriculture/
司法局/police/
审计局/general/
统计局/general/
行政审批服务局/general/
信访局/general/
机关事务服务中心/general/
体育局/culture/
融媒体中心/culture/
档案馆/general/
妇女联合会/civil/
残疾人联合会/civil/
总工会/hr/
科学技术协会/industry/
供销合作社联合社/agriculture/
消防救援大队/emergency/
人民法院/police/
人民检察院/police/
人民代表大会常务委员会办公室/general/
政治协商会议办公室/general/
"""
_KINDS: Final = tuple(_OFFICES.split())
_FIRST_STREET: Final = 12
_STREET_EVERY: Final = 4
_STRIDE: Final = 7
_FEW: Final = 2
_USUAL: Final = 80
"""Units of a district; a region of twice as many has twice as many schools and clinics."""
_DIGITS: Final = ("", *"一二三四五六七八九")
_STREETS: Final = (("{p}街道办事处", "{p}社区服务中心"), ("{p}镇人民政府", "{p}镇综合服务中心"))


@dataclass(frozen=True, slots=True)
class Office:
    """A unit of the sample; ``parent`` is the code of the department above it, "" for one of its own."""

    code: str
    name: str
    field: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """A department with the units below it, the first of which is the department's own office (本级)."""

    office: Office
    branches: tuple[Office, ...]

    @property
    def carriers(self) -> tuple[Office, ...]:
        """The units that carry out its projects: those below it, else itself."""
        return self.branches or (self.office,)


def departments_of(rng: Random, region: str, count: int) -> list[Department]:
    """Departments of ``region`` with ``count`` units in all; the finance office is the first.

    Departments of any district come first, with streets and towns among them, and then as many streets
    and towns as are needed. No name stands twice.
    """
    found: list[Department] = []
    taken: set[str] = set()
    left = count
    while left:
        name, field, branches = _kind(rng, len(found))
        code, full = f"{101 + len(found)}", fresh(f"{region}{name}", taken)
        top = Office(f"{code}000", full, field)
        wanted = _wanted(rng, branches, count)
        below = min(wanted + 1, left - 1) if wanted and left > 2 else 0
        names = [f"{full}（本级）", *_names(rng, region, branches, below - 1)][:below]
        offices = [
            Office(f"{code}{number:03d}", fresh(title, taken), field, top.code)
            for number, title in enumerate(names, 1)
        ]
        found.append(Department(top, tuple(offices)))
        left -= 1 + below
    return found


def _kind(rng: Random, number: int) -> tuple[str, str, list[str]]:
    """Name, field and names of branches of the department with this number."""
    streets = max(0, (number - _FIRST_STREET) // _STREET_EVERY + 1)
    is_street = number >= _FIRST_STREET and (number - _FIRST_STREET) % _STREET_EVERY == 0
    if not is_street and number - streets < len(_KINDS):
        name, field, branches = _KINDS[number - streets].split("/")
        return name, field, branches.split(",") if branches else []
    place = PLACES[number * _STRIDE % len(PLACES)]
    title, branch = pick(rng, _STREETS)
    return title.format(p=place), "street", [branch.format(p=place)] if chance(rng, 15) else []


def _wanted(rng: Random, branches: list[str], count: int) -> int:
    """How many branches beside the own office: more kinds of them, and larger regions, have more."""
    if len(branches) > _FEW:
        return between(rng, _FEW, len(branches)) * max(1, count // _USUAL)
    return between(rng, 1, len(branches)) if branches and chance(rng, 60) else 0


def _names(rng: Random, region: str, branches: list[str], count: int) -> list[str]:
    """Names of ``count`` branches, each kind in its turn."""
    start = between(rng, 0, len(PLACES) - 1)
    return [
        region
        + branches[index % len(branches)].format(
            n=ordinal(index // len(branches) + 1), p=PLACES[(start + index) % len(PLACES)]
        )
        for index in range(count)
    ]


def fresh(name: str, taken: set[str]) -> str:
    """``name``, with a number behind it where it is taken already."""
    number, fresh = 1, name
    while fresh in taken:
        number += 1
        fresh = f"{name}（{ordinal(number)}）"
    taken.add(fresh)
    return fresh


def ordinal(number: int) -> str:
    """``number`` in Chinese up to 99, in digits above.

    >>> ordinal(2), ordinal(10), ordinal(21), ordinal(120)
    ('二', '十', '二十一', '120')
    """
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' * bool(tens)}{_DIGITS[ones]}"
