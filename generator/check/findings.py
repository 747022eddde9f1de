"""What a check yields, and the three severities."""

from __future__ import annotations

from typing import Final

from generator.model import Place
from generator.records import dataclass
from generator.words import N_

DIFFERS: Final = N_("不符")
ROUNDING: Final = N_("舍入")
NOTE: Final = N_("提示")
SEVERITIES: Final = (DIFFERS, ROUNDING, NOTE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: a finding without what the registry and the filing already say.

    ``severity`` is blank where the check's own applies.
    """

    unit: str
    item: str
    message: str
    source: Place
    project: str = ""
    filed: str = ""
    computed: str = ""
    reconciles: str = ""
    severity: str = ""
