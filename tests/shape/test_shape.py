"""Each folder here is a tiny data folder that is wrong: what must be said of it stands in expected.txt.

A case holds only what differs from ``good``; files named in its removed.txt are left out.
"""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

from generator import load as package
from generator import references
from generator.errors import EXIT_FAULTS, EXIT_PRIVACY, FaultyDataError, PersonalDataError
from generator.load import load

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if (path / "expected.txt").exists())
NOT_SHOWN = {
    "单元格过长": "takes a file of 131 KB; see test_load_csvfile.py",
    "每格至多 {count} 字": "the same",
}
REMARKS = {"expected.txt", "removed.txt"}


def root_of(case: str, folder: Path) -> Path:
    """The data folder of ``case``, laid over the good one."""
    root = folder / "data"
    shutil.copytree(HERE / "good", root)
    removed = HERE / case / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (root / name).unlink()
    shutil.copytree(
        HERE / case, root, dirs_exist_ok=True, ignore=lambda _folder, names: REMARKS.intersection(names)
    )
    return root


def test_good_data_has_no_fault():
    site = load(HERE / "good")
    assert [filing.key for filing in site.filings] == ["east/2024"]


@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_named_exactly(case, tmp_path):
    with pytest.raises(FaultyDataError) as caught:
        load(root_of(case, tmp_path))
    expected = (HERE / case / "expected.txt").read_text(encoding="utf-8")
    assert caught.value.message + "\n" == expected
    personal = case.startswith("personal-data")
    assert isinstance(caught.value, PersonalDataError) is personal
    assert caught.value.exit_code == (EXIT_PRIVACY if personal else EXIT_FAULTS)


def messages() -> set[str]:
    """Every text for the user in the load stage and in references."""
    folder = Path(package.__file__).parent
    found = set()
    for path in [*folder.glob("*.py"), Path(references.__file__)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in {"_", "N_"} and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("message", sorted(messages() - NOT_SHOWN.keys()))
def test_every_message_is_shown_by_a_case(message):
    shown = "\n".join((HERE / case / "expected.txt").read_text(encoding="utf-8") for case in CASES)
    pattern = ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", message))
    assert re.search(pattern, shown), message


def test_exceptions_are_still_messages():
    assert NOT_SHOWN.keys() <= messages()
