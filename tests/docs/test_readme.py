"""The documentation is held to the program: commands, exit codes, places, dependencies."""

import re
import tomllib

import pictures
import pytest
from conftest import ROOT
from PIL import Image

from generator import errors
from generator.cli import main
from generator.model import TABLES_BY_NAME
from generator.words import _

READMES = ("README.md", "README.zh-CN.md")


@pytest.fixture(params=READMES)
def readme(request):
    return (ROOT / request.param).read_text(encoding="utf-8")


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def named(requirements):
    """The names in a list of requirements."""
    return {re.match(r"[\w.-]+", text).group() for text in requirements}


def rows(readme, *, of):
    """The rows of the table whose first cell of its head is one of ``of``."""
    lines = iter(readme.splitlines())
    found = []
    for line in lines:
        if line.startswith("|") and line.strip("| ").split("|")[0].strip() in of:
            next(lines)
            for row in lines:
                if not row.startswith("|"):
                    break
                found.append([cell.strip() for cell in row.strip("|").split("|")])
    return found


def test_the_two_commands_are_named(readme):
    assert "make site" in readme
    assert "make test" in readme


def test_every_make_target_named_exists(readme):
    targets = re.findall(r"(?m)^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert set(re.findall(r"(?m)(?:^|`)make (\w+)", readme)) <= set(targets)


def test_every_command_is_in_the_table_of_commands(readme):
    table = {row[0].strip("`") for row in rows(readme, of=("command", "命令"))}
    assert table == {f"disclose {name}" for name in main.commands}


def test_options_named_exist(readme):
    import click

    known = {
        o
        for c in (main, *main.commands.values())
        for p in c.params
        if isinstance(p, click.Option)
        for o in p.opts
    }
    assert set(re.findall(r"--\w+", readme)) <= known | {"--help"}


def test_the_exit_codes_are_those_of_the_program(readme):
    codes = [errors.EXIT_CLEAN, errors.EXIT_FINDINGS, errors.EXIT_FAULTS, errors.EXIT_PRIVACY]
    by_command = {row[0].strip("`"): row[-1] for row in rows(readme, of=("command", "命令"))}
    assert re.findall(r"\d", by_command["disclose check"]) == [str(code) for code in codes]
    assert str(errors.EXIT_BUILD) in by_command["disclose build"]


def test_every_dependency_has_a_line_with_its_reason(readme):
    table = {row[0]: row[1] for row in rows(readme, of=("package", "软件包"))}
    assert set(table) == named(project()["dependencies"])
    assert all(len(reason) >= 3 for reason in table.values())


def test_every_test_dependency_is_named(readme):
    below = readme.rpartition("|\n")[2]
    stubs = {"types-PyYAML", "pandas-stubs"}  # named by what they are for
    lacking = {
        name for name in named(project()["optional-dependencies"]["test"]) - stubs if name not in below
    }
    assert lacking == set()


def test_every_place_named_is_there(readme):
    built = ("site", "content/generated")
    lacking = []
    for place in re.findall(r"`([\w./*<>\u4e00-\u9fff-]+/[\w./*<>\u4e00-\u9fff-]*)`", readme):
        pattern = re.sub(r"<[^>]+>", "*", place)
        if pattern.startswith(built) or pattern.startswith(("http", "/")):
            continue
        if (
            not list(ROOT.glob(pattern.rstrip("/")))
            and not list(ROOT.glob(f"*/{pattern}"))
            and not list((ROOT / "theme").glob(pattern))
        ):
            lacking.append(place)
    assert lacking == []


def test_links_between_files_lead_somewhere(readme):
    for link in re.findall(r"\]\(([^)]+)\)", readme):
        assert link.startswith("#") or (ROOT / link).exists(), link


def test_both_say_the_same(readme):
    """The same sections, tables and code blocks in both languages."""
    shapes = []
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        lines = text.splitlines()
        shapes.append(
            (
                len(re.findall("(?m)^## ", text)),
                sum(line.startswith("|") for line in lines),
                text.count("```"),
            )
        )
    assert shapes[0] == shapes[1]


def test_the_fault_shown_is_one_the_program_can_print(readme):
    """File, row, column, head, value, what is expected: as DESIGN has it, in the program's words."""
    block = next(b for b in readme.split("```") if ".csv 第" in b)
    match = re.search(
        r"data/\w+/\d{4}/(?P<table>\w+)\.csv 第 \d+ 行 [A-Z]+ 列「(?P<head>.+?)」: "
        r"\"(?P<value>.+?)\" (?P<said>.+)",
        block,
    )
    assert match
    assert match["head"] in {column.head for column in TABLES_BY_NAME[match["table"]].columns}
    assert match["said"].startswith(_("不是有效金额") + "；")
    assert not match["said"].endswith("…")


def test_pictures_of_the_site_are_there_in_both(readme):
    shown = re.findall(r"!\[[^\]]+\]\((docs/pictures/\w+\.webp)\)", readme)
    assert sorted(shown) == sorted(f"docs/pictures/{name}.webp" for name in pictures.SHOWN)
    for path in shown:
        with Image.open(ROOT / path) as picture:
            assert picture.size == (pictures.WIDTH, pictures.HEIGHT)
        assert (ROOT / path).stat().st_size < 150_000
