"""A run after any edit or damage leaves what a clean run would; what did not change is not done again."""

import csv
import random
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT

from generator import forks
from generator import score as score_module
from generator.errors import FaultyDataError, PersonalDataError
from generator.publish import Place, examining, render
from generator.publish import run as run_module
from generator.render import bundles as bundles_module
from generator.render import downloads as downloads_module
from generator.sample import write_sample

YEARS = ("2023", "2024", "2025")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Three years of a small district, rendered once, with the cache of that run."""
    root = tmp_path_factory.mktemp("sample") / "publisher"
    write_sample(
        root,
        regions=1,
        units=5,
        projects=2,
        years=3,
        seed=5,
        fault_rate=Decimal("0.3"),
        schemes=ROOT / "data/schemes",
    )
    ignored = shutil.ignore_patterns("generated", "site.generated.yml")
    shutil.copytree(ROOT / "content", root / "content", ignore=ignored)
    render(Place(root))
    return root


@pytest.fixture
def place(sample, tmp_path):
    """A copy of the sample, as the last run left it."""
    shutil.copytree(sample, tmp_path / "publisher")
    return Place(tmp_path / "publisher")


@pytest.fixture
def examined(monkeypatch):
    """Keys of the filings that are loaded, in this process."""
    seen = []
    real = examining.read_folder

    def read(plan, folder, sound):
        seen.append(folder.key)
        return real(plan, folder, sound)

    monkeypatch.setattr(examining, "read_folder", read)
    return seen


def tree(place):
    """Every file that was rendered, by address."""
    return rendered(place) | {Path("site.generated.yml"): (place.content / "site.generated.yml").read_bytes()}


def rendered(place):
    """Every file below the generated folder, by address."""
    return {p.relative_to(place.content): p.read_bytes() for p in place.generated.rglob("*") if p.is_file()}


def clean(place):
    """What a run without anything kept renders, but for drawings: each is kept under all it depends on."""
    other = Place(place.root.parent / "clean")
    shutil.rmtree(other.root, ignore_errors=True)
    ignored = shutil.ignore_patterns("generated", "site.generated.yml", ".cache")
    shutil.copytree(place.root, other.root, ignore=ignored)
    if (place.cache / "charts").exists():
        shutil.copytree(place.cache / "charts", other.cache / "charts")
    render(other)
    return tree(other)


def folder(place, chance, year=None):
    """The folder of one filing."""
    return next(place.data.glob(f"*/{year or chance.choice(YEARS)}"))


def edit(path, change):
    """Apply ``change`` to the rows (lists of cells, head first) of a CSV file."""
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def set_cell(place, chance, table, head, value, year=None):
    """Put ``value`` into a column of one row that has something there."""

    def change(rows):
        index = next(number for number, found in enumerate(rows[0]) if found.partition("（")[0] == head)
        chance.choice([row for row in rows[1:] if row[index]])[index] = value

    edit(folder(place, chance, year) / f"{table}.csv", change)


def change_score(place, chance):
    set_cell(place, chance, "indicators", "得分", str(chance.randrange(5)))


def change_reason(place, chance):
    set_cell(place, chance, "indicators", "偏差原因分析及改进措施", f"新的原因{chance.randrange(999)}")


def change_closed_year(place, chance):
    set_cell(place, chance, "indicators", "年度指标值", f"≥{chance.randrange(50, 99)}%", year="2023")


def change_money(place, chance):
    set_cell(place, chance, "funds", "全年执行数", str(chance.randrange(1, 99)))


def rename_unit(place, chance):
    set_cell(place, chance, "units", "单位名称", f"新名称{chance.randrange(99)}局")


def rename_project(place, chance):
    set_cell(place, chance, "projects", "项目名称", f"新项目{chance.randrange(99)}")


def change_grade(place, chance):
    set_cell(place, chance, "evaluations", "等级", chance.choice(["优", "良", "中", "差"]))


def change_problem(place, chance):
    set_cell(place, chance, "problems", "存在问题", f"问题{chance.randrange(99)}")


def insert_row(place, chance):
    """A row near the top moves the numbers of all rows after it."""

    def change(rows):
        own = dict(zip(rows[0], rows[1], strict=True)) | {
            "资金来源": f"来源{chance.randrange(999)}",
            "上级来源": "",
        }
        rows.insert(1, [own[head] for head in rows[0]])

    edit(folder(place, chance) / "funds.csv", change)


def change_glossary(place, chance):
    path = place.content / "glossary.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("meaning: ", f"meaning: 改{chance.randrange(99)}", 1), encoding="utf-8")


def change_page(place, chance):
    (place.content / "pages" / "about.md").write_text(f"# 关于\n\n改 {chance.random()}\n", encoding="utf-8")


def change_settings(place, chance):
    path = place.data / "site.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for head in ("站点名称", "发布单位"):
        first = next(number for number, line in enumerate(lines) if line.startswith(head))
        lines[first] = f"{head}: 试{chance.randrange(99)}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_scheme(place, chance):
    """A name that pages show, and no score."""
    for path in sorted((place.data / "schemes").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("名称: ", f"名称: 改{chance.randrange(99)}", 1), encoding="utf-8")


def drop_year(place, chance):
    shutil.rmtree(folder(place, chance, "2023"), ignore_errors=True) if folder_exists(place, "2023") else None


def folder_exists(place, year):
    return any(place.data.glob(f"*/{year}"))


def spoil_page(place, chance):
    path = chance.choice(sorted(place.generated.rglob("*.md")))
    path.write_text("foreign", encoding="utf-8")


def lose_page(place, chance):
    chance.choice(sorted(place.generated.rglob("*.json"))).unlink()


def add_foreign(place, _chance):
    (place.generated / "foreign.md").write_text("# foreign\n", encoding="utf-8")


def lose_configuration(place, _chance):
    (place.content / "site.generated.yml").unlink()


def lose_everything_rendered(place, _chance):
    shutil.rmtree(place.generated)


def lose_everything_rendered_and_edit(place, chance):
    """More filings to render than to examine."""
    shutil.rmtree(place.generated)
    change_score(place, chance)


def spoil_manifest(place, chance):
    flip(place.cache / "pages" / "manifest", chance, 1)


def spoil_records(place, chance):
    flip(place.cache / "pages" / "records", chance, 40)


def spoil_closed_years(place, chance):
    """The database of the closed years, and an edit that has it copied."""
    flip(place.cache / "closed.sqlite", chance, 40)
    set_cell(place, chance, "funds", "全年执行数", str(chance.randrange(1, 99)), year=YEARS[-1])


def flip(path, chance, count):
    data = bytearray(path.read_bytes())
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
    path.write_bytes(data)


def lose_cache(place, _chance):
    shutil.rmtree(place.cache)


EDITS = [
    change_score, change_reason, change_closed_year, change_money, rename_unit, rename_project, change_grade,
    change_problem, insert_row, change_glossary, change_page, change_settings, change_scheme, drop_year,
]  # fmt: skip
DAMAGE = [
    spoil_page, lose_page, add_foreign, lose_configuration, lose_everything_rendered,
    lose_everything_rendered_and_edit, spoil_manifest, spoil_records, spoil_closed_years, lose_cache,
]  # fmt: skip


@pytest.mark.parametrize("change", [*EDITS, *DAMAGE], ids=lambda change: change.__name__)
def test_after_a_change_a_run_leaves_what_a_clean_one_would(place, change):
    change(place, random.Random(change.__name__))  # noqa: S311 - a test repeats
    before = rendered(place)
    made = render(place)
    assert tree(place) == clean(place)
    assert made.changed == sum(before.get(address) != data for address, data in rendered(place).items())


@pytest.mark.parametrize("seed", range(3))
def test_after_random_changes_a_run_leaves_what_a_clean_one_would(place, seed):
    chance = random.Random(seed)  # noqa: S311
    for _ in range(3):
        for change in chance.sample([*EDITS[:-1], *EDITS[:-1], *DAMAGE[:3]], 2):
            change(place, chance)
        render(place)
    assert tree(place) == clean(place)


def test_an_edit_of_the_newest_year_copies_the_database_of_the_others(place, monkeypatch):
    """Not one row of a closed year is written into it again; of an edited closed year all are."""
    filled, database_module = [], sys.modules["generator.take.database"]
    real = database_module._fill
    monkeypatch.setattr(
        database_module, "_fill", lambda made, offer, parts, before: real(made, offer, noted(parts), before)
    )

    def noted(parts):
        for part in parts:
            filled.append(part.rows)
            yield part

    monkeypatch.setattr(forks, "cores", lambda: 1)
    copied = []  # the first one is of all years: what is kept is a copy that a test made, and not trusted
    for number, year in enumerate([YEARS[-1], YEARS[-1], YEARS[0]]):
        set_cell(place, random.Random(number), "funds", "全年执行数", f"12.3{number}", year=year)  # noqa: S311
        filled.clear()
        render(place)
        copied.append(sum(filled))
    every, newest, again = copied
    assert abs(every - again) < 9
    assert newest < every / 2


def test_workers_give_what_one_process_gives(sample, tmp_path, monkeypatch):
    other = Place(tmp_path / "publisher")
    shutil.copytree(sample, other.root, ignore=shutil.ignore_patterns(".cache", "generated"))
    monkeypatch.setattr(forks, "cores", lambda: 1)
    monkeypatch.setattr(run_module, "FEW", 99)
    render(other)
    assert tree(other) == tree(Place(sample))


@pytest.mark.parametrize("few", [run_module.FEW, 99])
def test_workers_begun_anew_give_what_forked_ones_do(sample, tmp_path, monkeypatch, few):
    """Many filings, each in one worker; and one after the other, its pages shared out.

    Nothing is left to draw: once the engine had started in this process, no later test could fork it.
    """
    other = Place(tmp_path / "publisher")
    shutil.copytree(sample, other.root, ignore=shutil.ignore_patterns(".cache", "generated"))
    shutil.copytree(Place(sample).cache / "charts", other.cache / "charts")
    begun, real = [], forks._anew

    def anew(tasks, workers):
        begun.append(len(tasks))
        return real(tasks, workers)

    monkeypatch.setattr(forks, "_anew", anew)
    monkeypatch.setattr(forks, "may_fork", lambda: False)
    monkeypatch.setattr(run_module, "FEW", few)
    render(other)
    assert len([count for count in begun if count]) == (2 if few < len(YEARS) else len(YEARS))
    assert tree(other) == tree(Place(sample))


def test_where_nothing_changed_nothing_is_read_or_touched(place, examined):
    render(place)
    before = {path: path.stat() for path in place.content.rglob("*")}
    examined.clear()
    assert render(place).changed == 0
    assert examined == []
    assert {path: path.stat() for path in place.content.rglob("*")} == before


def test_closed_years_are_not_read_again(place, examined):
    change_money(place, Chooser("2025"))
    render(place)
    assert [key.rpartition("/")[2] for key in examined] == ["2025"]


def test_of_an_edited_score_only_the_sheets_of_its_unit_are_made(place, monkeypatch):
    """And, for charts, those of units as a whole."""
    path = folder(place, random, "2025")
    with (path / "evaluations.csv").open(encoding="utf-8-sig") as stream:
        by_code = {row["评价编号"]: row for row in csv.DictReader(stream)}
    grown, edited = [], []
    real = score_module.tree_of

    def tree_of(scheme, rows, fed):
        grown.append(rows[0].evaluation)
        return real(scheme, rows, fed)

    def change(rows):
        code, score = rows[0].index("评价编号"), rows[0].index("得分")
        row = next(row for row in reversed(rows) if row[score] and by_code[row[code]]["项目编码"])
        row[score] = "0.5" if row[score] != "0.5" else "0.4"
        edited.append(row[code])

    monkeypatch.setattr(downloads_module, "_SHEETS", 1)
    edit(path / "indicators.csv", change)
    render(place)
    edit(path / "indicators.csv", change)
    monkeypatch.setattr(score_module, "tree_of", tree_of)
    monkeypatch.setattr(forks, "cores", lambda: 1)
    render(place)
    own = {code for code, row in by_code.items() if row["单位编码"] == by_code[edited[0]]["单位编码"]}
    of_units = {code for code, row in by_code.items() if not row["项目编码"]}
    assert edited[0] in grown
    assert set(grown) <= own | of_units
    assert len(own | of_units) < len(by_code)


def test_another_year_renders_only_the_unit_of_which_it_shows_the_change(place, examined, monkeypatch):
    """Money of one unit: its pages in all years show it; no list and no other unit of those years does."""
    monkeypatch.setattr(forks, "cores", lambda: 1)
    units, lists = [], []
    real = run_module.touched
    monkeypatch.setattr(
        run_module, "touched", lambda order, own: units.append((order.folder.key, own)) or real(order, own)
    )
    made = bundles_module.list_pages
    monkeypatch.setattr(bundles_module, "list_pages", lambda view: lists.append(view.base) or made(view))
    path = folder(place, random, "2024") / "funds.csv"

    def change(rows):
        source = rows[0].index("资金来源")
        spent = next(n for n, head in enumerate(rows[0]) if head.startswith("全年执行数"))
        row = next(row for row in rows[1:] if row[source] == "合计")
        row[spent] = "12.34"
        changed.append(row[rows[0].index("单位编码")])

    changed = []
    edit(path, change)
    region = path.parent.parent.name
    render(place)
    assert lists == [f"{region}/2024"]
    assert units == [(f"{region}/{year}", changed) for year in ("2023", "2025")]
    assert examined == [f"{region}/{year}" for year in ("2024", "2023", "2025")]
    assert tree(place) == clean(place)


class Chooser(random.Random):
    """Chooses the first of everything, and ``year`` of the years."""

    def __init__(self, year):
        super().__init__(0)
        self.year = year

    def choice(self, items):
        return self.year if tuple(items) == YEARS else items[0]


def test_a_changed_project_touches_its_page_its_unit_and_lists_only(place):
    chance = Chooser("2025")
    chosen = folder(place, chance)
    rows = list(csv.DictReader((chosen / "problems.csv").read_text(encoding="utf-8-sig").splitlines()))
    unit = next(row["单位编码"] for row in rows if row["存在问题"])
    before = tree(place)
    change_problem(place, chance)
    render(place)
    after = tree(place)
    changed = {address.as_posix() for address in after if after[address] != before.get(address)}
    records = {name for name in changed if "/units/" in name or "/projects/" in name}
    base = f"generated/{chosen.parent.name}/2025"
    own = {f"{base}/units/{unit}.md", f"{base}/units/{unit}.json"}
    assert own <= records
    assert {Path(name).suffix for name in records - own} <= {".md", ".json"}
    assert all("/projects/" in name for name in records - own)
    assert not any("/2023/" in name or "/2024/" in name for name in changed)


def test_templates_are_compiled_once(place, monkeypatch):
    """Not by the next run, and not by its workers, which would do so each."""
    monkeypatch.setattr("jinja2.Environment.compile", None)
    change_score(place, random.Random(1))  # noqa: S311
    assert render(place).changed > 0


def test_a_fault_is_told_and_leaves_everything_as_it_was(place):
    before = tree(place)
    set_cell(place, Chooser("2024"), "funds", "全年执行数", "12,34.5")
    set_cell(place, Chooser("2025"), "funds", "全年执行数", "abc")
    with pytest.raises(FaultyDataError) as caught:
        render(place)
    assert len(caught.value.faults) == 2
    assert tree(place) == before


def test_a_fault_found_in_a_worker_is_told(place):
    shutil.rmtree(place.cache)
    for year in YEARS:
        set_cell(place, Chooser(year), "funds", "全年执行数", "abc")
    with pytest.raises(FaultyDataError) as caught:
        render(place)
    assert len(caught.value.faults) == 3


def test_personal_data_found_in_a_worker_is_told(place):
    shutil.rmtree(place.cache)
    set_cell(place, Chooser("2025"), "problems", "存在问题", "电话 13812345678")
    with pytest.raises(PersonalDataError):
        render(place)


def test_a_mended_fault_is_rendered(place):
    chosen = folder(place, Chooser("2025")) / "funds.csv"
    good = chosen.read_bytes()
    set_cell(place, Chooser("2025"), "funds", "全年执行数", "abc")
    with pytest.raises(FaultyDataError):
        render(place)
    chosen.write_bytes(good)
    assert render(place).changed == 0
