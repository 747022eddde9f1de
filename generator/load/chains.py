"""What stands below what: units below units, sources of funds below sources. Chains must end."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from generator.load.crossing import Names
from generator.load.faults import Faults
from generator.model import Filing
from generator.words import _

_K = TypeVar("_K", bound=Hashable)


def check_chains(filing: Filing, incomplete: Names, changed: Names, faults: Faults) -> None:
    """Faults of 上级单位编码 and 上级来源 in those tables of ``filing`` that are ``changed``.

    That a unit exists is checked elsewhere. Of the tables named ``incomplete`` not all rows could be read.
    """
    if "units" in changed:
        _units(filing, faults)
    if "funds" in changed:
        _funds(filing, incomplete, faults)


def _units(filing: Filing, faults: Faults) -> None:
    units = {unit.code: unit for unit in filing.units if unit.code}
    for chain in circles({code: unit.parent for code, unit in units.items()}):
        unit = units[chain[0]]
        faults.add(unit.place("parent"), "上级单位编码", unit.parent, _round([*chain, chain[0]]))


def _funds(filing: Filing, incomplete: Names, faults: Faults) -> None:
    funds = {(fund.unit, fund.project, fund.source): fund for fund in filing.funds if fund.source}
    above = {key: (fund.unit, fund.project, fund.parent) for key, fund in funds.items()}
    for found in circles(above):
        fund = funds[found[0]]
        sources = [source for _unit, _project, source in [*found, found[0]]]
        faults.add(fund.place("parent"), "上级来源", fund.parent, _round(sources))
    for key, fund in funds.items():
        if fund.parent and above[key] not in funds and "funds" not in incomplete:
            known = [source for unit, project, source in funds if (unit, project) == key[:2]]
            expected, remedy = _("同一单位或项目没有这一资金来源"), faults.near(fund.parent, known)
            faults.add(fund.place("parent"), "上级来源", fund.parent, expected, remedy)


def circles(above: Mapping[_K, _K]) -> list[list[_K]]:
    """The circles in a mapping of each item to the one above it, each once.

    >>> circles({"a": "b", "b": "a", "c": "a", "d": ""})
    [['a', 'b']]
    """
    found: list[list[_K]] = []
    done: set[_K] = set()
    for start in above:
        path: dict[_K, None] = {}
        item = start
        while item in above and item not in done and item not in path:
            path[item] = None
            item = above[item]
        if item in path:
            passed = list(path)
            found.append(passed[passed.index(item) :])
        done.update(path)
    return found


def _round(chain: list[str]) -> str:
    return _("上级关系成环：{chain}").format(chain=" → ".join(chain))
