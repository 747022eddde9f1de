"""Every page is valid HTML: html-validate, by the rules of the HTML standard, finds nothing."""

import json
import subprocess
from pathlib import Path

import pytest
from look_site import in_english, sampled

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "node_modules" / ".bin" / "html-validate"
RULES = Path(__file__).parent / "htmlvalidate.json"
OF_MATERIAL = ("#__drawer", "#__search")
"""Two hidden boxes of Material's base template: an attribute without meaning there is not ours to mend."""


def faults(folder, report):
    """Faults of all pages below ``folder``: page, line, rule and message; ``report`` is written."""
    command = [PROGRAM, "--config", RULES, "--formatter", f"json={report}", f"{folder}/**/*.html"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return [
        f"{page['filePath']}:{found['line']}: {found['ruleId']}: {found['message']}"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for found in page["messages"]
        if not (found["ruleId"] == "valid-autocomplete" and found["selector"].endswith(OF_MATERIAL))
    ]


def test_every_page_of_the_real_site_is_valid(site_dir, tmp_path):
    assert sum(1 for _page in site_dir.rglob("*.html")) > 150
    assert faults(site_dir, tmp_path / "report.json") == []


def test_every_page_of_the_made_up_site_is_valid(tmp_path_factory, tmp_path):
    assert faults(sampled(tmp_path_factory), tmp_path / "report.json") == []


def test_every_page_in_english_is_valid(tmp_path_factory, tmp_path):
    assert faults(in_english(tmp_path_factory), tmp_path / "report.json") == []


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("<p>a<div>b</div></p>", "close-order"),
        ('<p id="x">a</p><p id="x">b</p>', "no-dup-id"),
        ("<ul><div>a</div></ul>", "element-permitted-content"),
        ("<blink>a</blink>", "deprecated"),
    ],
)
def test_an_invalid_page_is_found(tmp_path, broken, rule):
    page = f'<!DOCTYPE html><html lang="zh"><head><title>t</title></head><body>{broken}</body></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert any(f": {rule}: " in fault for fault in faults(tmp_path, tmp_path / "report.json"))
