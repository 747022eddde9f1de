"""A small site with Material, the project's theme and every kind of page that the engine tells apart."""

import hashlib
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]
CONFIGURATION = """\
INHERIT: inherited.yml
docs_dir: content
use_directory_urls: false
theme: {name: material, custom_dir: theme, font: false, language: zh}
plugins: []
markdown_extensions: [attr_list, {toc: {permalink: false}}]
not_in_nav: /deep/
validation: {nav: {omitted_files: ignore}, links: {unrecognized_links: ignore}}
"""
INHERITED = """\
site_name: 试
site_url: https://example.org/jixiao/
extra: {site: {name: 试}, words: {}}
nav: [{首页: index.md}, {列表: list.md}]
"""
RECORD = """\
---
title: 单位 {n}
description: 第 {n} 个
gov:
  ArticleTitle: 单位 {n}
  PubDate: 2024-03-01 00:00
trail:
- title: 首页
  address: index.html
kind: unit
---

# 单位 {n}

<div class="block">
<p class="lede">预算 &lt; {n}.50 万元 &amp; 其他</p>
</div>

## 得分 {{#scores}}

<div class="block">
<table><tr><th scope="row">得分</th> <td class="num">{n}</td></tr></table>
<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
</div>
"""
GENERAL = """\
# 说明

一段 *文字*，[链接](index.md)与[锚](index.md#one)。

| 甲 | 乙 |
| --- | --- |
| 1 | 2 |

- 一
- 二
"""


def make(folder, records=8):
    """A publisher's folder with a page of each kind and ``records`` record pages."""
    content = folder / "content"
    (content / "deep").mkdir(parents=True)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (folder / "inherited.yml").write_text(INHERITED, encoding="utf-8")
    (content / "index.md").write_text("# 首页 {#one}\n\n<div>\n<p>好</p>\n</div>\n", encoding="utf-8")
    (content / "list.md").write_text(GENERAL, encoding="utf-8")
    (content / "data.csv").write_bytes(b"\xef\xbb\xbf1,2\r\n")
    for n in range(records):
        record(folder, n)
    return folder


def record(folder, n, text=""):
    """Write record page ``n``, with more ``text`` at its end."""
    page = RECORD.format(n=n) + text
    (folder / "content" / "deep" / f"{n}.md").write_text(page, encoding="utf-8")


def files(site):
    """SHA-256 of every file below ``site`` by address, and its permissions."""
    return {
        path.relative_to(site).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mode,
        )
        for path in site.rglob("*")
        if path.is_file()
    }
