"""From pictures to SVG: shares measured in the drawing, the cache, the same bytes every time."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from chart_rows import drawn_texts, elements, widths

from generator import forks
from generator.chart import drawing, specifications, vega
from generator.chart.picture import Bar, Dot, Piece, Sign, Words, bars
from generator.chart.style import ACCENT, FONT, QUIET
from generator.errors import BuildError

ROOT = Path(__file__).parents[3]


def picture(title="题", spent="43", label="单位绩效"):
    pieces = [Piece(Decimal(0), Decimal(end), colour) for end, colour in (("100", QUIET), (spent, ACCENT))]
    sign = Sign("得分", ACCENT, "circle")
    line = Bar(label, "43/100", 0, pieces[:1], pieces[1:], (Dot(Decimal(50), sign),))
    words = Words(title, "所述。", ("甲",), (("乙",),))
    return bars("amounts", words, [Bar("节"), line], [sign], Decimal(100))


def drawn(pictures, cache):
    with drawing.Engine() as engine:
        return drawing.drawn(pictures, cache, engine)


@pytest.fixture
def compiled(monkeypatch):
    """The orders that were compiled, by stand-ins for vl-convert's drawings."""
    orders = []
    text = '<text aria-label="字"/>'
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" version="1.1">{text}</svg>'

    def compile_(order, _cache):
        orders.append(order)
        return raw

    monkeypatch.setattr(drawing, "_compile", compile_)
    monkeypatch.setattr(forks, "may_fork", lambda: False)  # what a worker compiles is not seen here
    return orders


def test_bars_are_as_long_as_their_figures_and_texts_stay_texts():
    svg = drawn({"a": picture()}, None)["a"]
    (back,), (front,) = widths(svg, QUIET), widths(svg, ACCENT)
    assert back == 400
    assert front == pytest.approx(400 * 0.43)
    assert drawn_texts(svg) == ["0", "20", "40", "60", "80", "100", "节", "单位绩效", "43/100", "得分"]


def test_words_stand_where_their_bar_is():
    svg = drawn({"a": picture()}, None)["a"]
    heading, name, note, sign = elements(svg, "text")[-4:]
    assert (heading.get("font-weight"), name.get("font-weight")) == ("bold", None)
    assert (name.get("x"), note.get("x"), note.get("text-anchor")) == ("0", "400", "end")
    (bar,) = [p for p in elements(svg, "path") if p.get("fill") == QUIET]
    top = float(bar.get("d").removeprefix("M0,").split("h")[0])
    assert 46 < float(name.get("y")) < top < float(name.get("y")) + 14
    assert float(note.get("y")) == pytest.approx(float(name.get("y")), abs=1)
    assert float(sign.get("y")) < 0


def test_an_svg_fits_any_page():
    svg = drawn({"a": picture("五华区 <2024> & “图”\x01")}, None)["a"]
    (root,) = elements(svg, "svg")
    assert root.attrib.keys() == {"viewBox", "role", "font-family"}
    assert root.get("viewBox").startswith("0 0 420 ")
    assert root.get("role") == "img"
    assert root.get("font-family") == FONT
    assert root[0].tag.endswith("title")
    assert root[0].text == "五华区 <2024> & “图”"
    assert re.findall(r"[a-z]+://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"\b(id|class|href|style|aria-\w+|clip-path)=|url\(|<(style|script|image|defs)", svg)
    assert len(re.findall("font-family", svg)) == 1


@pytest.mark.parametrize("kind", ["amounts", "shares", "points", "lines"])
def test_specifications_are_built_once_and_hold_no_data(kind):
    made = specifications.specification(kind)
    assert specifications.specification(kind) is made
    assert "datasets" not in made
    assert re.search(r"[一-鿿]", str(made)) is None


def test_equal_pictures_are_compiled_once(compiled):
    wanted = {"a": picture(), "b": picture("另题", label="另名"), "c": picture(spent="44")}
    found = drawn(wanted, None)
    assert len(compiled) == 2
    assert "<title>题</title>" in found["a"]
    assert found["b"] == found["a"].replace("题", "另题").replace("单位绩效", "另名")


def test_the_cache_is_used_again(compiled, tmp_path):
    cache = tmp_path / "deep" / "charts"
    first = drawn({"a": picture()}, cache)
    assert drawn({"b": picture()}, cache)["b"] == first["a"]
    assert len(compiled) == 1
    (kept,) = cache.iterdir()
    checksum, _, content = kept.read_bytes().partition(b"\n")
    assert len(checksum) == 64
    assert content.startswith(b"<svg")


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[:0],
        lambda b: b[:-1],
        lambda b: b.replace("字".encode(), "宇".encode()),
        lambda b: b"0" + b[1:],
        lambda b: b"\xff" + b,
    ],
)
def test_a_damaged_entry_is_noticed_and_drawn_again(compiled, tmp_path, damage):
    first = drawn({"a": picture()}, tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    assert damage(whole) != whole
    kept.write_bytes(damage(whole))
    assert drawn({"a": picture()}, tmp_path) == first
    assert len(compiled) == 2
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("change", ["sources", "versions"])
def test_another_program_draws_again(compiled, tmp_path, monkeypatch, change):
    drawn({"a": picture()}, tmp_path)
    vega.program.cache_clear()
    if change == "sources":
        monkeypatch.setattr(vega, "_SOURCES", ("style.py",))
    else:
        monkeypatch.setattr(vega, "version", lambda name: f"{name} 99")
    drawn({"a": picture()}, tmp_path)
    vega.program.cache_clear()
    assert len(compiled) == 2


def test_a_cache_that_cannot_be_used_is_told(compiled, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(BuildError, match=f"图表缓存「{blocked}」不能使用：.+。删除或另指定该文件夹后重试。"):
        drawn({"a": picture()}, blocked)
    drawn({"a": picture()}, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.unlink()
    kept.mkdir()
    with pytest.raises(BuildError, match="不能使用"):
        drawn({"a": picture()}, tmp_path / "cache")


def test_a_folder_that_cannot_be_made_is_told(compiled, tmp_path, monkeypatch):
    def refuse(*args, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BuildError, match="不能使用：Permission denied"):
        drawn({"a": picture()}, tmp_path / "new")


def test_an_engine_started_early_draws_the_same(monkeypatch):
    wanted = {str(i): picture(spent=str(40 + i)) for i in range(3)}
    with drawing.Engine() as engine:
        engine.start()
        early = drawing.drawn(wanted, None, engine)
        again = drawing.drawn(wanted, None, engine)
    assert early == again == drawn(wanted, None)


def test_the_engine_never_starts_in_this_process():
    """It has threads: a fork of a process in which it has started may hang."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_chart_drawing import drawn, picture\n"
        "for name in ('altair', 'vl_convert'): sys.modules.pop(name, None)\n"
        "drawn({'a': picture()}, None)\n"
        "assert not {'altair', 'vl_convert'} & set(sys.modules)\n"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parent)]
    subprocess.run(command, cwd=ROOT, check=True)


def drawn_anew(cache, spent):
    """The drawing of a picture in a process that was begun for it, and what it imported.

    Where there is no fork; where there is, Altair and its engine start in a process of their own.
    """
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from generator import forks; forks.may_fork = lambda: False\n"
        "from test_chart_drawing import drawn, picture\n"
        "for name in ('altair', 'vl_convert'): sys.modules.pop(name, None)\n"
        "made = drawn({'a': picture(spent=sys.argv[3])}, Path(sys.argv[2]))\n"
        "sys.stdout.buffer.write(made['a'].encode())\n"
        "sys.stderr.write(' '.join({'altair', 'vl_convert'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parent), str(cache), spent]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    return done.stdout.decode(), set(done.stderr.decode().split())


def test_neither_altair_nor_its_engine_starts_for_kept_drawings(tmp_path):
    cold, imported = drawn_anew(tmp_path, "43")
    assert imported == {"altair", "vl_convert"}
    assert drawn_anew(tmp_path, "43") == (cold, set())
    assert cold == drawn({"a": picture()}, None)["a"]


def test_altair_is_imported_once_for_all_drawings_of_a_kind(tmp_path):
    drawn_anew(tmp_path, "43")
    (kept,) = [path for path in tmp_path.iterdir() if b"\n{" in path.read_bytes()]
    whole = kept.read_bytes()
    assert drawn_anew(tmp_path, "44") == (drawn({"a": picture(spent="44")}, None)["a"], {"vl_convert"})
    kept.write_bytes(whole[:-1])
    again, imported = drawn_anew(tmp_path, "45")
    assert (again, imported) == (drawn({"a": picture(spent="45")}, None)["a"], {"altair", "vl_convert"})
    assert kept.read_bytes() == whole
