"""The command line as a publisher meets it: help, exit codes, formats, faults, explanations."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import ROOT, disclose, publisher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import __version__, forks
from generator.cli import main

CLEAN = ROOT / "tests" / "clean"
COMMANDS = ["check", "render", "build", "serve", "sample", "bench"]
KEYS = [
    "code", "severity", "region", "year", "unit", "project", "item", "filed", "computed", "reconciles",
    "message", "explanations", "source",
]  # fmt: skip
FUNDS = "west/2024/funds.csv"


def run(root, *arguments):
    """Run the command line in this process; a crash fails the test."""
    result = CliRunner().invoke(main, ["--root", str(root), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def root(tmp_path):
    """A folder with the clean data."""
    shutil.copytree(CLEAN, tmp_path / "data")
    return tmp_path


def edit(root, name, old, new):
    """Change a data file."""
    path = root / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_help_has_examples_for_every_command():
    shown = run(ROOT, "--help").stdout
    assert "\n  Examples:\n    disclose " in shown  # each on a line of its own
    assert sorted(main.commands) == sorted(COMMANDS)
    for name in COMMANDS:
        assert re.search(rf"(?m)^  {name} ", shown), name
        own = run(ROOT, name, "--help").stdout
        assert "\n  Examples:\n    disclose " in own
        examples = own.partition("Examples:")[2].split("\n\n")[0]
        assert re.search(rf"(?m)^ +disclose (.* )?{name}\b", examples), own
        assert run(ROOT, name, "-h").stdout == own


def test_every_example_of_the_help_is_a_command_line_that_exists():
    """An example names a command and options that its own help lists."""
    for name in (None, *COMMANDS):
        shown = run(ROOT, *([name] if name else []), "--help").stdout
        for line in re.findall(
            r"(?m)^ +disclose (.+?)(?:  .*)?$", shown.partition("Examples:")[2].split("\n\n")[0]
        ):
            words = re.split(r" [|>&]", line)[0].split()
            command = next(word for word in words if word in main.commands)
            known = run(ROOT, command, "--help").stdout + run(ROOT, "--help").stdout
            assert all(word in known for word in words if word.startswith("--")), line


def test_the_version_is_told():
    assert __version__ in run(ROOT, "--version").stdout


def test_clean_data_exits_with_0(root):
    result = run(root, "check")
    assert result.exit_code == 0
    assert result.stdout == "共 0 条：不符 0，舍入 0，提示 0。\n"
    assert result.stderr == ""


def test_findings_exit_with_1(root):
    edit(root, FUNDS, "66.67%", "60%")
    result = run(root, "check")
    assert result.exit_code == 1
    assert result.stderr == ""


def test_a_fault_of_shape_exits_with_3_and_says_all(root):
    edit(root, FUNDS, '"10,000,000.00"', '"10,00,0.00"')
    edit(root, "west/2024/units.csv", "cdc,西区疾病预防控制中心,health", "cdc,西区疾病预防控制中心,helth")
    result = run(root, "check")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr == (
        "Error: 输入数据有 2 处错误，未生成网站：\n"
        '  data/west/2024/funds.csv 第 2 行 F 列「全年预算数」: "10,00,0.00" '
        "不是有效金额；应为如 1234.56 的数字（元）\n"
        '  data/west/2024/units.csv 第 3 行 C 列「上级单位编码」: "helth" '
        "不在 units.csv 的编码之内；最接近的是「health」\n"
    )


def test_personal_data_exit_with_4_and_are_not_repeated(root):
    edit(root, "west/2024/problems.csv", "加开夜诊", "加开夜诊 13800138000")
    result = run(root, "check")
    assert result.exit_code == 4
    assert result.stdout == ""
    assert "手机号码" in result.stderr
    assert "data/west/2024/problems.csv 第 2 行 I 列" in result.stderr
    assert "13800138000" not in result.stderr


def test_personal_data_beside_faults_exit_with_4(root):
    edit(root, "west/2024/problems.csv", "加开夜诊", "加开夜诊 13800138000")
    edit(root, FUNDS, "90%", "九成")
    assert run(root, "check").exit_code == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc",),
        ("check", "--format", "xml"),
        ("check", "--frmat", "json"),
        ("serve", "--port", "99999"),
        ("build", "extra"),
    ],
)
def test_wrong_use_exits_with_2_and_says_how_it_goes(root, arguments):
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert "--help" in result.stderr


def test_a_root_that_is_not_there_is_wrong_use(tmp_path):
    assert run(tmp_path / "nowhere", "check").exit_code == 2


def test_without_a_command_help_is_shown():
    result = CliRunner().invoke(main, [])
    assert "Usage:" in result.output
    assert result.exit_code in {0, 2}


def test_json_has_exactly_the_keys_of_the_contract(root):
    edit(root, FUNDS, "66.67%", "60%")
    result = run(root, "check", "--format", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert list(found) == KEYS
    assert list(found["source"]) == ["file", "row", "column"]
    assert found["source"] == {"file": "data/west/2024/funds.csv", "row": 6, "column": "H"}
    assert found["explanations"] == []
    assert [found[key] for key in KEYS[:9]] == [
        "rate-differs", "不符", "west", 2024, "health", "p02", "合计", "60%", "66.67%",
    ]  # fmt: skip


def test_clean_json_is_an_empty_list(root):
    result = run(root, "check", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


@pytest.fixture(scope="module")
def real():
    """The real data's findings in all three formats, from a process of its own."""
    made = {form: disclose(ROOT, "check", "--format", form) for form in ("text", "json", "csv")}
    assert {form: one.returncode for form, one in made.items()} == dict.fromkeys(made, 1)
    assert {one.stderr for one in made.values()} == {""}
    return {form: one.stdout for form, one in made.items()}


def test_text_json_and_csv_agree(real):
    found = json.loads(real["json"])
    assert all(list(item) == KEYS for item in found)
    rows = list(csv.DictReader(io.StringIO(real["csv"])))
    assert len(rows) == len(found) > 0
    assert [row["message"] for row in rows] == [item["message"] for item in found]
    assert set(rows[0]) == set(KEYS) - {"explanations", "source"} | {"file", "row", "column"}
    last = real["text"].splitlines()[-1]
    counts = [sum(item["severity"] == severity for item in found) for severity in ("不符", "舍入", "提示")]
    assert last == f"共 {len(found)} 条：不符 {counts[0]}，舍入 {counts[1]}，提示 {counts[2]}。"
    assert sum(counts) == len(found)
    assert len(re.findall(r"(?m)^\[", real["text"])) == len(found)


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_process_of_its_own_says_the_same(real, form):
    assert run(ROOT, "check", "--format", form).stdout.splitlines() == real[form].splitlines()


def test_what_would_reconcile_stands_below_its_finding(real):
    found = json.loads(real["json"])
    said = re.findall(r"(?m)^    可使其一致：(.+)$", real["text"])
    assert said == [item["reconciles"] for item in found if item["reconciles"]]


def test_the_same_data_give_the_same_findings_in_the_same_order(real):
    assert disclose(ROOT, "check", "--format", "json").stdout == real["json"]


def test_a_reader_that_stops_reading_is_no_error():
    """`disclose check | head -1`: head has gone before all is written."""
    command = [sys.executable, "-m", "generator.cli", "--root", str(ROOT), "check", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as made:
        made.stdout.close()
        assert made.stderr.read() == ""


def damaged(name, content):
    def damage(root):
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return damage


def without(name):
    def damage(root):
        path = root / "data" / name if name else root / "data"
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def a_folder_in_place_of(name):
    def damage(root):
        path = root / "data" / name
        path.unlink()
        path.mkdir()

    return damage


JUNK = bytes(range(256)) * 8
DAMAGES = {
    "no data folder": without(""),
    "no site.yml": without("site.yml"),
    "no regions.csv": without("regions.csv"),
    "no schemes": without("schemes"),
    "no filing.yml": without("west/2024/filing.yml"),
    "empty site.yml": damaged("site.yml", b""),
    "empty regions.csv": damaged("regions.csv", b""),
    "empty filing.yml": damaged("west/2024/filing.yml", b""),
    "empty units.csv": damaged("west/2024/units.csv", b""),
    "empty scheme": damaged("schemes/project.yml", b""),
    "junk in site.yml": damaged("site.yml", JUNK),
    "junk in regions.csv": damaged("regions.csv", JUNK),
    "junk in units.csv": damaged("west/2024/units.csv", JUNK),
    "junk in a scheme": damaged("schemes/project.yml", JUNK),
    "a workbook": damaged("west/2024/units.csv", b"PK\x03\x04" + JUNK),
    "unreadable YAML": damaged("site.yml", "站点名称: [未完\n".encode()),
    "unreadable filing": damaged("west/2024/filing.yml", b"a: b: c\n\t- d\n"),
    "a list for settings": damaged("site.yml", b"- 1\n- 2\n"),
    "a number for settings": damaged("site.yml", b"42\n"),
    "a tag in YAML": damaged("site.yml", b"a: !!python/object/apply:os.system [id]\n"),
    "anchors in YAML": damaged("site.yml", b"a: &a [1]\nb: *a\n"),
    "deep YAML": damaged("schemes/project.yml", b"[" * 5000),
    "an unknown region": damaged("nowhere/2024/units.csv", b"x\n"),
    "a folder for a file": a_folder_in_place_of("west/2024/units.csv"),
    "a folder for settings": a_folder_in_place_of("site.yml"),
    "quotes without end": damaged("west/2024/units.csv", '单位编码,单位名称\nhealth,"卫\n'.encode()),
    "only a head": damaged("west/2024/units.csv", "单位编码,单位名称\n".encode()),
    "nul bytes": damaged("west/2024/units.csv", b"\0\0\0\0"),
    "utf-16": damaged("west/2024/units.csv", "单位编码,单位名称\nhealth,卫\n".encode("utf-16")),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_bad_input_is_said_in_words(root, damage):
    damage(root)
    for arguments in (("check",), ("check", "--format", "json"), ("render",)):
        result = run(root, *arguments)
        assert "Traceback" not in result.output
        if result.exit_code == 3:
            assert result.stdout == ""
            head, *lines = result.stderr.splitlines()
            assert re.fullmatch(r"Error: 输入数据有 \d+ 处错误，未生成网站：", head)
            assert int(re.search(r"\d+", head).group()) == len(lines)
            assert all(line.startswith("  data/") for line in lines), lines
        else:
            assert result.exit_code in {0, 1}
            assert damage is DAMAGES["utf-16"], "the data were read although they are damaged"


@pytest.mark.parametrize("name", ["no data folder", "junk in units.csv", "unreadable YAML"])
def test_bad_input_prints_no_traceback_in_a_process_of_its_own(root, name):
    DAMAGES[name](root)
    for command in ("check", "render", "build"):  # serve stays up and waits for the data to be mended
        made = disclose(root, command)
        assert made.returncode == 3, command
        assert "Traceback" not in made.stdout + made.stderr
        assert "Error: 输入数据有" in made.stderr


FILES = sorted(path.relative_to(CLEAN).as_posix() for path in CLEAN.rglob("*") if path.is_file())
pieces = st.sampled_from(
    [
        *("无", "—", "/", "0", "-1", "%", "1e9", "9" * 30, "health", "p01", "F01", "合计", "（万元）"),
        *("funds[", "].", "≥", "&a", "*a", "!x", ": ", "- "),
        *',":-#[{;=\n\t ',
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(FILES),
    at=st.floats(0, 1),
    length=st.integers(0, 30),
    put=st.lists(pieces, max_size=4),
)
def test_whatever_is_typed_into_a_file_nothing_crashes(name, at, length, put, tmp_path_factory):
    root = tmp_path_factory.mktemp("typed")
    shutil.copytree(CLEAN, root / "data")
    path = root / "data" / name
    text = path.read_text(encoding="utf-8")
    start = int(at * len(text))
    path.write_text(text[:start] + "".join(put) + text[start + length :], encoding="utf-8", newline="")
    result = run(root, "check", "--format", "json")
    assert result.exit_code in {0, 1, 3, 4}
    shutil.rmtree(root)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_whatever_bytes_a_file_holds_nothing_crashes(name, content, tmp_path_factory):
    root = tmp_path_factory.mktemp("bytes")
    shutil.copytree(CLEAN, root / "data")
    (root / "data" / name).write_bytes(content)
    assert run(root, "check").exit_code in {0, 1, 3, 4}
    shutil.rmtree(root)


def test_render_writes_pages_and_says_how_many_changed(root):
    (root / "content").mkdir()
    (root / "content" / "glossary.yml").write_text("[]\n", encoding="utf-8")
    first = run(root, "render")
    assert first.exit_code == 0
    files = sum(path.is_file() for path in (root / "content" / "generated").rglob("*"))
    assert first.stdout == f"已生成页面：{files} 个文件有变化；0 条检查结果。\n"
    assert run(root, "render").stdout == "已生成页面：0 个文件有变化；0 条检查结果。\n"


def test_render_without_the_glossary_is_said_in_words(root):
    result = run(root, "render")
    assert result.exit_code == 5
    assert result.stderr.startswith("Error: 读写文件时出错：")
    assert "glossary.yml" in result.stderr


def test_a_worker_that_is_killed_is_said_in_words(root, monkeypatch):
    (root / "content").mkdir()
    (root / "content" / "glossary.yml").write_text("[]\n", encoding="utf-8")
    monkeypatch.setattr(forks, "cores", lambda: 2)
    killed = [partial(os._exit, 9)] * 2
    monkeypatch.setattr("generator.publish.run.rendered", lambda *_order: list(forks.each(killed)))
    result = run(root, "render")
    assert result.exit_code == 5
    assert result.stderr == "Error: 一个工作进程意外终止，可能是内存不足；没有改动已公开的网站。\n"


def test_messages_are_in_the_language_of_the_site(root):
    edit(root, "site.yml", "语言: zh_CN", "语言: en")
    edit(root, FUNDS, "66.67%", "60%")
    result = run(root, "check")
    assert result.exit_code == 1
    last = result.stdout.splitlines()[-1]
    assert not re.search("[一-鿿]", last), last


ANSWERS = (
    "检查代码,单位编码,项目编码,事项,说明,说明单位,说明日期\n"
    "rate-differs,health,p02,合计,执行数含年中退回的款项。,西区卫生健康局,2025-09-10\n"
    "rate-differs,health,p01,合计,没有这一条检查结果。,西区卫生健康局,2025-09-10\n"
)


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """A site with one finding that the unit explained, and one explanation of nothing."""
    folder = publisher(tmp_path_factory.mktemp("answered") / "publisher", data=CLEAN)
    edit(folder, FUNDS, "66.67%", "60%")
    (folder / "data" / "west" / "2024" / "explanations.csv").write_text(ANSWERS, encoding="utf-8")
    result = run(folder, "build")
    assert result.exit_code == 0, result.output
    return folder


def cards(site, address):
    """The findings of a page: their text by the check they lead to."""
    soup = BeautifulSoup((site / address).read_text(encoding="utf-8"), "html.parser")
    found = soup.find_all("article", class_="finding")
    return [(card.find("a")["href"].rpartition("/")[2].removesuffix(".html"), card) for card in found]


@pytest.mark.parametrize(
    "address",
    [
        "west/2024/units/health.html",
        "west/2024/projects/p02.html",
        "west/2024/findings.html",
        "findings/rate-differs.html",
    ],
)
def test_an_explanation_stands_in_the_card_of_its_finding(answered, address):
    (card,) = [card for code, card in cards(answered / "site", address) if code == "rate-differs"]
    (said,) = card.find_all(class_="explanation")
    assert "执行数含年中退回的款项。" in said.get_text()
    assert "西区卫生健康局" in said.get_text()
    assert "2025-09-10" in said.get_text()


def test_the_findings_page_counts_what_is_explained(answered):
    soup = BeautifulSoup((answered / "site" / "findings.html").read_text(encoding="utf-8"), "html.parser")
    counts = {item.find("dt").get_text(strip=True): item.find(class_="n").get_text(strip=True)
              for item in soup.select("dl.headline > div")}  # fmt: skip
    assert counts == {"不符": "1", "舍入": "0", "提示": "1", "单位已说明": "1"}


def test_an_explanation_of_nothing_is_itself_reported(answered):
    result = run(answered, "check", "--format", "json")
    assert result.exit_code == 1
    by_code = {item["code"]: item for item in json.loads(result.stdout)}
    assert set(by_code) == {"rate-differs", "explanation-orphan"}
    assert by_code["rate-differs"]["explanations"] == [
        {"text": "执行数含年中退回的款项。", "by": "西区卫生健康局", "date": "2025-09-10"}
    ]
    orphan = by_code["explanation-orphan"]
    assert (orphan["severity"], orphan["unit"], orphan["project"]) == ("提示", "health", "p01")
    assert orphan["source"]["file"] == "data/west/2024/explanations.csv"
    assert orphan["source"]["row"] == 3
    shown = [code for code, _card in cards(answered / "site", "west/2024/units/health.html")]
    assert sorted(shown) == ["explanation-orphan", "rate-differs"]


def test_an_explanation_is_downloaded_with_its_finding(answered):
    rows = json.loads((answered / "site" / "downloads" / "findings.json").read_text(encoding="utf-8"))
    assert [row["explanations"] for row in rows if row["code"] == "rate-differs"] == [
        "执行数含年中退回的款项。"
    ]
    assert (
        len(json.loads((answered / "site" / "downloads" / "explanations.json").read_text(encoding="utf-8")))
        == 2
    )


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_fault_in_the_data_leaves_the_previous_site_whole(answered, tmp_path):
    folder = shutil.copytree(answered, tmp_path / "publisher")
    before = tree(folder / "site")
    pages = tree(folder / "content")
    edit(folder, FUNDS, "60%", "六成")
    result = run(folder, "build")
    assert result.exit_code == 3
    assert tree(folder / "site") == before
    assert tree(folder / "content") == pages
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in answered.iterdir())


def test_a_fault_of_the_configuration_leaves_the_previous_site_whole(answered, tmp_path):
    folder = shutil.copytree(answered, tmp_path / "publisher")
    before = tree(folder / "site")
    (folder / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    result = run(folder, "build")
    assert result.exit_code == 5
    assert result.stderr.startswith("Error: MkDocs 未能生成网站：")
    assert tree(folder / "site") == before


def test_findings_do_not_stop_a_build_and_are_told(answered, tmp_path):
    folder = shutil.copytree(answered, tmp_path / "publisher")
    result = run(folder, "build", "--site", str(tmp_path / "elsewhere"))
    assert result.exit_code == 0
    pages = len(list((tmp_path / "elsewhere").rglob("*.html")))
    assert re.fullmatch(rf"网站已生成：{pages} 个页面，2 条检查结果，用时 \d+\.\d 秒。\n", result.stdout)
    assert tree(tmp_path / "elsewhere").keys() == tree(answered / "site").keys()


SERVE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from generator.cli import main; main()"
)
"""A shell that runs the tests in the background has Ctrl-C ignored by all that it starts: heed it again."""


def test_serve_keeps_the_site_up_over_a_fault_and_ends_with_ctrl_c(answered, tmp_path):
    folder = shutil.copytree(answered, tmp_path / "publisher")
    log = tmp_path / "log"
    command = [sys.executable, "-c", SERVE, "--root", str(folder), "serve", "--port", "0"]
    with (
        log.open("w") as stream,
        subprocess.Popen(command, stdout=stream, stderr=stream, text=True) as server,
    ):
        try:
            host = wait_for(log, r"http://127\.0\.0\.1:\d+/jixiao/")
            page = f"{host}west/2024/projects/p02.html"
            assert "设备购置" in read(page)
            edit(folder, FUNDS, "60%", "六成")
            wait_for(log, "输入数据有 1 处错误")
            assert "设备购置" in read(page)
            edit(folder, FUNDS, "六成", "61%")
            wait_for(log, r"(?s)输入数据有.*已更新：\d+ 个页面，2 条检查结果")
            assert "61%" in read(page)
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0
        finally:
            server.kill()
    assert log.read_text().endswith("已结束。\n")
    assert "Traceback" not in log.read_text()


def wait_for(log, pattern):
    for _turn in range(600):
        match = re.search(pattern, log.read_text())
        if match:
            return match.group()
        time.sleep(0.1)
    raise TimeoutError(pattern, log.read_text())


def read(url):
    with urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def test_serve_watches_what_a_publisher_edits(answered, monkeypatch):
    called = []
    monkeypatch.setattr("generator.serve.serve", lambda *arguments: called.append(arguments))
    assert run(answered, "serve", "--port", "8123").exit_code == 0
    ((site, watched, _rebuild, port, sub_path),) = called
    assert (site, port, sub_path) == (answered / "site", 8123, "/jixiao/")
    edited = ["data", "content/pages", "content/glossary.yml", "theme"]
    assert [path.relative_to(answered).as_posix() for path in watched] == edited
    assert not any((answered / "content" / "generated").is_relative_to(path) for path in watched)


def test_a_rebuild_says_what_it_did_or_why_not(answered, tmp_path, monkeypatch, capsys):
    folder = shutil.copytree(answered, tmp_path / "publisher")
    monkeypatch.setattr("generator.serve.serve", lambda *arguments: arguments[2]())
    pages = len(list((folder / "site").rglob("*.html")))
    assert run(folder, "serve").stdout == f"已更新：{pages} 个页面，2 条检查结果。\n"
    edit(folder, FUNDS, "60%", "六成")
    result = run(folder, "serve")
    assert result.exit_code == 0
    assert result.stderr.startswith("Error: 输入数据有 1 处错误，未生成网站：")


def test_a_terminal_shows_progress_and_a_file_does_not(monkeypatch):
    from generator import cli

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(cli._progress(["一", "二"])) == ["一", "二"]
    assert "生成页面" in terminal.getvalue()
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    assert list(cli._progress(["一", "二"])) == ["一", "二"]
    assert log.getvalue() == ""


def test_the_program_is_installed_under_its_name():
    program = Path(sys.executable).with_name("disclose")
    made = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")
    assert __version__ in made.stdout
