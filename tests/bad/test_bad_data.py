"""One folder of data per check: what it must say, word for word, and that it says nothing else.

``good`` is a small publisher whose figures all agree. Each other folder bears the code of a check
and holds only the files that differ from ``good``, with ``expected.txt``: one line a finding,
「code severity: message → what reconciles」.
"""

import shutil
from pathlib import Path

import pytest

from generator.check import CHECKS, check
from generator.load import load
from generator.score import score

HERE = Path(__file__).parent
CODES = [item.code for item in CHECKS]


def findings(root):
    site = load(root)
    return check(site, score(site))


def said(finding):
    remedy = f" → {finding.reconciles}" if finding.reconciles else ""
    return f"{finding.code} {finding.severity}: {finding.message}{remedy}"


def overlaid(target, code):
    """The good data with the files of ``code`` laid over it."""
    shutil.copytree(HERE / "good", target)
    shutil.copytree(HERE / code, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return target


def test_good_data_have_no_findings():
    assert [said(item) for item in findings(HERE / "good")] == []


def test_every_check_has_a_folder_and_every_folder_a_check():
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {"good", *CODES}


@pytest.mark.parametrize("code", CODES)
def test_bad_data_are_found(tmp_path, code):
    found = findings(overlaid(tmp_path / "data", code))
    expected = (HERE / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [said(item) for item in found] == expected
    assert code in [item.code for item in found]


@pytest.mark.parametrize("code", CODES)
def test_a_finding_points_into_a_file_that_was_laid_over(tmp_path, code):
    root = overlaid(tmp_path / "data", code)
    for item in findings(root):
        path = root.parent / item.source.file
        assert path.is_file()
        assert 1 <= item.source.row <= len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("code", [code for code in CODES if code != "explanation-orphan"])
def test_an_explanation_reaches_its_finding(tmp_path, code):
    """The key that the findings page prints is the key by which an explanation is filed."""
    root = overlaid(tmp_path / "data", code)
    found = findings(root)
    heads = "检查代码,单位编码,项目编码,事项,说明,说明单位,说明日期"
    rows = [f'{f.code},{f.unit},{f.project},"{f.item}",已核实,某局,2025-06-01' for f in found]
    (root / "r1/2024/explanations.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    answered = findings(root)
    assert [item.code for item in answered] == [item.code for item in found]
    assert all(item.explanations for item in answered)
