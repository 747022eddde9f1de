"""The sample site of this folder, built once by MkDocs and once by Zensical."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
THEME = HERE.parents[2] / "theme"
SETTINGS = {
    "site_name": "预算绩效自评公开",
    "site_description": "全站说明",
    "use_directory_urls": False,
    "theme": {
        "name": "material",
        "variant": "classic",
        "language": "zh",
        "font": False,
        "custom_dir": str(THEME),
    },
    "plugins": [],
    "markdown_extensions": ["attr_list", "tables", "admonition", {"toc": {"permalink": False}}],
    "nav": [{"首页": "index.md"}, {"单位": "units/health.md"}, {"方法": "plain.md"}],
    "not_in_nav": "/units/project.md\n",
    "extra": {
        "site": {
            "name": "预算绩效自评公开",
            "domain": "www.example.gov.cn",
            "id_code": "0012000000",
            "icp": "某ICP备00000000号",
            "police": "某公网安备 00000000000000号",
            "contact": "政府信息公开办公室",
            "publisher": "某市财政局 <市本级>",
            "notice": "演示 & 说明",
            "fault": "fault.html",
            "links": [{"title": "无障碍声明", "address": "plain.html"}],
        },
        "words": {"站点地图": "网站地图"},
    },
}


def _build(folder: Path, *command: str) -> Path:
    shutil.copytree(HERE / "sample" / "docs", folder / "docs")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(SETTINGS, allow_unicode=True), "utf-8")
    subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    return folder / "site"


@pytest.fixture(scope="session")
def theme() -> Path:
    return THEME


@pytest.fixture(scope="session")
def mkdocs_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("mkdocs"), "mkdocs", "build", "--quiet", "--strict")


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("zensical"), "zensical", "build")
