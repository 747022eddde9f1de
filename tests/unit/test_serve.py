"""The preview: the site below its sub-path, rebuilt when a file changes."""

import os
import re
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator import serve as module
from generator.errors import DiscloseError
from generator.serve import serve

PATIENCE = 20


@contextmanager
def serving(site, capsys, watched=(), rebuild=lambda: None, sub_path="/jixiao/"):
    """A server in a thread on a free port; gives its address without the path."""
    stop, failed = threading.Event(), []

    def run():
        try:
            serve(site, watched, rebuild, 0, sub_path, stop)
        except BaseException as error:
            failed.append(error)
            raise

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield wait_for(lambda: address(capsys), failed)
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


said = []


def address(capsys):
    said.append(capsys.readouterr().out)
    match = re.search(r"http://127\.0\.0\.1:\d+", "".join(said))
    return match and match.group()


@pytest.fixture(autouse=True)
def _nothing_said():
    said.clear()


def wait_for(ask, failed=()):
    """The first true answer, asked for a while."""
    for _turn in range(PATIENCE * 20):
        answer = ask()
        if answer:
            return answer
        assert not failed, failed
        time.sleep(0.05)
    raise TimeoutError


def get(url):
    with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
        return answer.status, answer.read().decode()


def status(url):
    try:
        return get(url)[0]
    except HTTPError as error:
        return error.code


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site" / "wuhua" / "2024").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text("首页", encoding="utf-8")
    (tmp_path / "site" / "wuhua" / "2024" / "index.html").write_text("五华", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not published", encoding="utf-8")
    return tmp_path / "site"


def test_pages_stand_below_the_sub_path_and_nowhere_else(site, capsys):
    with serving(site, capsys) as host:
        assert get(f"{host}/jixiao/index.html") == (200, "首页")
        assert get(f"{host}/jixiao/wuhua/2024/index.html?x=1") == (200, "五华")
        assert get(f"{host}/jixiao/") == (200, "首页")
        assert status(f"{host}/index.html") == 404
        assert status(f"{host}/wuhua/2024/index.html") == 404
        assert status(f"{host}/jixiao/nothing.html") == 404
        assert status(f"{host}/jixiaox/index.html") == 404


def test_the_bare_address_leads_to_the_site(site, capsys):
    with serving(site, capsys) as host:
        assert get(f"{host}/") == (200, "首页")


def test_a_site_at_the_root_of_its_host_is_served_there(site, capsys):
    with serving(site, capsys, sub_path="/") as host:
        assert get(f"{host}/") == (200, "首页")
        assert get(f"{host}/wuhua/2024/index.html") == (200, "五华")


@pytest.mark.parametrize("path", ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "/../secret.txt"])
def test_nothing_outside_of_the_site_is_served(site, capsys, path):
    with serving(site, capsys) as host:
        assert status(f"{host}/jixiao/{path}") == 404


def test_the_address_is_told(site, capsys):
    with serving(site, capsys) as host:
        assert f"{host}/jixiao/" in "".join(said)


def test_the_site_is_built_before_it_is_served(site, capsys):
    def rebuild():
        (site / "index.html").write_text("建成", encoding="utf-8")

    with serving(site, capsys, rebuild=rebuild) as host:
        assert get(f"{host}/jixiao/") == (200, "建成")


@pytest.mark.parametrize("change", ["written", "added", "removed", "alone"])
def test_a_change_of_a_watched_file_rebuilds(tmp_path, site, capsys, change):
    data = tmp_path / "data"
    (data / "wuhua").mkdir(parents=True)
    kept = data / "wuhua" / "units.csv"
    kept.write_text("一", encoding="utf-8")
    alone = tmp_path / "glossary.yml"
    alone.write_text("[]", encoding="utf-8")
    count = []
    with serving(site, capsys, [data, alone, tmp_path / "missing"], lambda: count.append(1)):
        assert len(count) == 1
        if change == "written":
            kept.write_text("一二", encoding="utf-8")
        elif change == "added":
            (data / "wuhua" / "funds.csv").write_text("三", encoding="utf-8")
        elif change == "removed":
            kept.unlink()
        else:
            alone.write_text("[1]", encoding="utf-8")
        wait_for(lambda: len(count) == 2)
        time.sleep(1.2)
        assert len(count) == 2


def test_nothing_is_rebuilt_while_nothing_changes(tmp_path, site, capsys):
    count = []
    with serving(site, capsys, [tmp_path / "secret.txt"], lambda: count.append(1)):
        time.sleep(1.7)
        assert len(count) == 1


def test_after_a_rebuild_that_changed_nothing_the_old_pages_still_stand(tmp_path, site, capsys):
    """What the command line's rebuild does with a fault: it says it and returns.

    A page is put in place whole, as the publisher does: the server may be reading the old one.
    """
    watched, count = tmp_path / "secret.txt", []
    fresh = tmp_path / "fresh.html"

    def rebuild():
        count.append(1)
        if len(count) == 2:
            DiscloseError("输入数据有错").show()
            return
        fresh.write_text(f"第{len(count)}版", encoding="utf-8")
        fresh.replace(site / "index.html")

    with serving(site, capsys, [watched], rebuild) as host:
        watched.write_text("broken", encoding="utf-8")
        wait_for(lambda: len(count) == 2)
        assert get(f"{host}/jixiao/") == (200, "第1版")
        watched.write_text("mended again", encoding="utf-8")
        wait_for(lambda: get(f"{host}/jixiao/") == (200, "第3版"))


def test_a_file_that_vanishes_while_it_is_looked_at_is_gone(tmp_path, monkeypatch):
    """An editor's own files come and go."""
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    (tmp_path / "b.csv").write_text("1", encoding="utf-8")
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    real = Path.stat

    def stat(path, **keywords):
        if path.name == "a.csv":
            raise FileNotFoundError(path)
        return real(path, **keywords)

    monkeypatch.setattr(Path, "stat", stat)
    assert [path.name for path in module._state([tmp_path]) if path.suffix] == ["b.csv"]


def test_a_file_written_anew_with_the_same_size_is_a_change(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("1", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    before = module._state([tmp_path])
    file.write_text("2", encoding="utf-8")
    assert module._state([tmp_path]) != before


def test_ctrl_c_ends_it_with_a_word(site, capsys, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_watch", interrupted)
    serve(site, [], lambda: None, 0, "/jixiao/")
    assert capsys.readouterr().out.endswith("已结束。\n")


def test_a_change_while_the_site_is_first_built_rebuilds(tmp_path, site, capsys):
    data = tmp_path / "units.csv"
    data.write_text("一", encoding="utf-8")
    count = []

    def rebuild():
        count.append(1)
        if len(count) == 1:
            data.write_text("一二", encoding="utf-8")

    with serving(site, capsys, [data], rebuild):
        wait_for(lambda: len(count) == 2)
