"""The tables of all units and projects and the comparison, in a browser: as readers use them."""

import csv
import io
import json
import random
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from conftest import ROOT
from look_site import chromium, served
from playwright.sync_api import expect

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
YEARS, PER_YEAR = range(2016, 2026), 3000
NAMES = ["道路", "卫生", "教育", "养老", "绿化", "Zebra", "第2期", "（续）", "水利", "安全"]
THREE = "i=wuhua/2024/units/health&i=luohu/2024/units/health&i=fengnan/2024/units/health"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.errors = []
    made.on("pageerror", lambda error: made.errors.append(str(error)))
    yield made
    assert made.errors == []
    context.close()


@pytest.fixture(scope="module")
def portal(site_dir, tmp_path_factory):
    with served(site_dir, tmp_path_factory.mktemp("portal")) as address:
        yield address


def made_up():
    """30,000 rows: (year, name, unit, budget, rate, score); None is blank, a text is filed as such."""
    draw = random.Random(7)  # noqa: S311 - made-up figures
    for year in YEARS:
        for number in range(PER_YEAR):
            name = "".join(draw.sample(NAMES, 3)) + str(number)
            budget = draw.choice([None, "无", *[round(draw.uniform(0, 9e5), 2)] * 8])
            yield (
                year,
                name,
                f"{draw.choice(NAMES)}局",
                budget,
                round(draw.uniform(0, 110), 2),
                draw.randint(0, 100),
            )


@pytest.fixture(scope="module")
def rows():
    return list(made_up())


@pytest.fixture(scope="module")
def large(site_dir, tmp_path_factory, rows):
    """The page of all projects with files of 30,000 made-up rows in place of its own."""
    site = tmp_path_factory.mktemp("large") / "site"
    (site / "lists").mkdir(parents=True)
    shutil.copytree(site_dir / "assets", site / "assets")
    text = (site_dir / "projects.html").read_text(encoding="utf-8")
    held = re.search(r'(<script type="application/json" id="table-data">)(.*?)(</script>)', text, re.DOTALL)
    island = json.loads(held[2])
    files = [f"big-{year}" for year in YEARS]
    island["filings"] = [
        {"key": f"big/{year}", "file": file, "region": "大区", "year": year, "units": 0, "projects": PER_YEAR}
        for year, file in zip(YEARS, files, strict=True)
    ]
    body = held[1] + json.dumps(island, ensure_ascii=False) + held[3]
    (site / "projects.html").write_text(text.replace(held[0], body), encoding="utf-8")
    for year, file in zip(YEARS, files, strict=True):
        own = [row for row in rows if row[0] == year]
        (site / "lists" / f"{file}-projects.js").write_text(
            columns(f"{file}-projects", own), encoding="utf-8"
        )
    return (site / "projects.html").as_uri()


def columns(name, rows):
    blank = {"w": [""], "i": [0] * len(rows)}
    money = [row[3] if isinstance(row[3], float) else None for row in rows]
    others = {str(at): row[3] for at, row in enumerate(rows) if isinstance(row[3], str)}
    data = {
        "rows": len(rows),
        "name": [row[1] for row in rows],
        "code": [f"p{at}" for at in range(len(rows))],
        "unit": [row[2] for row in rows],
        **dict.fromkeys(("operator", "level", "category", "grade", "kind"), blank),
        "budget": {"v": money, "d": 2, "x": others},
        **{field: {"v": [None] * len(rows)} for field in ("initial", "spent", "full")},
        "rate": {"v": [row[4] for row in rows], "d": 2, "s": "%"},
        "score": {"v": [row[5] for row in rows]},
        **{field: {"v": [0] * len(rows)} for field in ("differing", "findings")},
    }
    return f"discloseList({json.dumps(name)},{json.dumps(data, ensure_ascii=False)});"


def opened(page, address):
    page.goto(address)
    page.locator(".tv.ready").wait_for(timeout=20_000)
    return page


def column(page, field):
    """The texts of a column among the rows shown, in order."""
    return page.evaluate(
        """field => {
          const heads = [...document.querySelectorAll('.tv-table thead th')].filter(th => !th.hidden);
          const at = heads.findIndex(th => th.dataset.field === field);
          const lines = [...document.querySelectorAll('.tv-table tbody tr')];
          return lines.map(tr => tr.children[at].textContent);
        }""",
        field,
    )


def query(page):
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def sort(page, head):
    page.locator("thead").get_by_role("button", name=head, exact=True).click()


def taken(page, kind):
    with page.expect_download() as download:
        page.locator(f"[data-take={kind}]").click()
    return Path(download.value.path()).read_bytes()


def money(value):
    return "未填报" if value is None else value if isinstance(value, str) else f"{value:,.2f}"


def test_money_sorts_by_number_with_what_is_no_number_last(page, large, rows):
    opened(page, large)
    known = sorted(row[3] for row in rows if isinstance(row[3], float))
    sort(page, "全年预算数")
    assert column(page, "budget") == [money(value) for value in known[:50]]
    expect(page.locator("th[data-field=budget]")).to_have_attribute("aria-sort", "ascending")
    sort(page, "全年预算数")
    assert column(page, "budget") == [money(value) for value in reversed(known[-50:])]
    expect(page.locator("th[data-field=budget]")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="最后一页").click()
    assert set(column(page, "budget")) <= {"未填报", "无"}


def test_rates_and_scores_sort_by_number(page, large, rows):
    opened(page, f"{large}?sort=-rate")
    assert column(page, "rate") == [
        f"{rate:.2f}%" for rate in sorted((r[4] for r in rows), reverse=True)[:50]
    ]
    sort(page, "得分")
    assert column(page, "score") == [str(score) for score in sorted(row[5] for row in rows)[:50]]


def test_names_sort_as_a_chinese_dictionary_does(page, large, rows):
    opened(page, large)
    sort(page, "项目名称")
    shown = column(page, "name")
    wrong = page.evaluate(
        """names => { const by = new Intl.Collator('zh-Hans', {sensitivity: 'base'});
        return names.slice(1).filter((name, at) => by.compare(names[at], name) > 0) }""",
        shown,
    )
    assert wrong == []
    first = page.evaluate(
        "names => names.sort(new Intl.Collator('zh-Hans', {sensitivity: 'base'}).compare)[0]",
        [row[1] for row in rows],
    )
    assert shown[0] == first


def test_every_condition_holds_of_every_row_and_of_none_left_out(page, large, rows):
    opened(page, large)
    page.locator("#tv-q").press_sequentially("卫生 道路")
    page.locator("#tv-year").select_option("2020")
    page.get_by_text("金额、执行率和得分的范围").click()
    page.locator("[name=score-min]").fill("50")
    page.locator("[name=budget-max]").fill("400000")
    page.locator("[name=budget-max]").press("Tab")
    wanted = [
        row
        for row in rows
        if row[0] == 2020
        and all(word in f"{row[1]}\n{row[2]}" for word in ("卫生", "道路"))
        and row[5] >= 50
        and isinstance(row[3], float)
        and row[3] <= 400000
    ]
    assert 0 < len(wanted) < 300
    expect(page.locator(".tv-count")).to_contain_text(f"符合条件的 {len(wanted)} 条")
    assert column(page, "name") == [row[1] for row in wanted[:50]]
    assert query(page) == {
        "q": "卫生 道路", "year": "2020", "score-min": "50", "budget-max": "400000",
    }  # fmt: skip


def test_a_list_whose_rows_are_all_alike_says_so_in_its_place(page, large, rows):
    opened(page, large)
    year, unit = page.locator("#tv-year"), page.locator("#tv-unit")
    before = unit.bounding_box()
    page.locator("#tv-q").press_sequentially(next(row[1] for row in rows if row[0] == 2020))
    expect(page.locator(".tv-count")).to_contain_text("符合条件的 1 条")
    expect(year).to_be_disabled()
    assert year.inner_text() == "2020 (1)"
    assert unit.bounding_box() == before
    assert set(query(page)) == {"q"}
    page.get_by_role("button", name="清除条件").click()
    expect(year).to_be_enabled()
    year.select_option("2020")
    expect(year).to_be_enabled()


def test_nothing_found_says_what_to_do(page, large):
    opened(page, large)
    page.locator("#tv-q").fill("没有这样的项目")
    expect(page.locator(".tv-count")).to_contain_text("没有符合条件的。可以去掉")
    page.get_by_role("button", name="清除条件").click()
    expect(page.locator(".tv-count")).to_contain_text("符合条件的 30,000 条")


def test_pages_go_through_all_rows_with_few_in_the_document(page, large, rows):
    opened(page, large)
    expect(page.locator(".tv-where")).to_have_text("第 1 页，共 600 页")
    page.get_by_role("button", name="下一页").click()
    assert column(page, "name") == [row[1] for row in rows[50:100]]
    page.get_by_role("button", name="最后一页").click()
    assert column(page, "name") == [row[1] for row in rows[-50:]]
    assert query(page) == {"page": "600"}
    assert page.locator("tbody tr").count() == 50
    expect(page.get_by_role("button", name="下一页")).to_have_attribute("aria-disabled", "true")


def test_sort_and_filter_of_30000_rows_take_a_tenth_of_a_second(page, large):
    """From the press of the key or button to the rows standing in the document; the best of five."""
    opened(page, large)
    page.wait_for_timeout(1000)
    spent = page.evaluate(
        """() => { const best = (act) => Math.min(...[1, 2, 3, 4, 5].map(() => {
            const start = performance.now();
            act();
            document.body.offsetHeight;
            return performance.now() - start; }));
          const press = (field) => document.querySelector(`th[data-field=${field}] button`).click();
          const find = document.getElementById('tv-q');
          const words = ['卫', '卫生', '道路', '绿', '教育'];
          return { money: best(() => press('budget')), name: best(() => press('name')),
            words: best(() => { find.value = words.shift();
              find.dispatchEvent(new Event('input', { bubbles: true })); }) }; }"""
    )
    assert max(spent.values()) <= 100, spent


def test_the_address_holds_the_state_and_back_returns_to_it(page, large):
    opened(page, large)
    sort(page, "全年预算数")
    before = column(page, "name")
    page.locator("#tv-year").select_option("2021")
    assert column(page, "name") != before
    page.go_back()
    assert column(page, "name") == before
    assert page.locator("#tv-year").input_value() == ""
    page.go_forward()
    assert page.locator("#tv-year").input_value() == "2021"
    shown = column(page, "name")
    opened(page, page.url)
    assert column(page, "name") == shown
    expect(page.locator("th[data-field=budget]")).to_have_attribute("aria-sort", "ascending")


def test_typing_is_one_step_to_go_back_over(page, large):
    opened(page, large)
    page.locator("#tv-q").press_sequentially("卫生")
    assert query(page) == {"q": "卫生"}
    page.go_back()
    assert query(page) == {}
    assert page.locator("#tv-q").input_value() == ""


def test_columns_are_chosen_and_stay_in_the_address(page, portal):
    opened(page, f"{portal}projects.html")
    page.get_by_text("选择显示的列").click()
    page.get_by_label("资金级次", exact=True).and_(page.locator("[data-column]")).check()
    page.get_by_label("等级", exact=True).and_(page.locator("[data-column]")).uncheck()
    heads = page.locator("thead th:visible button").all_inner_texts()
    assert "资金级次" in heads
    assert "等级" not in heads
    opened(page, page.url)
    assert page.locator("thead th:visible button").all_inner_texts() == heads


def test_the_csv_is_the_rows_found_in_their_order_and_columns(page, large, rows):
    opened(page, f"{large}?year=2018&sort=budget&cols=unit,budget,rate")
    data = taken(page, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    told = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    own = [row for row in rows if row[0] == 2018]
    known = sorted((row for row in own if isinstance(row[3], float)), key=lambda row: row[3])
    last = [row for row in own if not isinstance(row[3], float)]
    assert told[0] == ["项目名称", "单位", "全年预算数（万元）", "执行率（%）"]
    assert [row[0] for row in told[1:]] == [row[1] for row in (*known, *last)]
    assert [float(row[2]) for row in told[1 : len(known) + 1]] == [row[3] for row in known]
    assert [row[2] for row in told[len(known) + 1 :]] == [row[3] or "" for row in last]


def test_the_workbook_opens_with_numbers_as_numbers(page, large, rows):
    opened(page, f"{large}?year=2018&cols=unit,budget,score&sort=-score")
    book = openpyxl.load_workbook(io.BytesIO(taken(page, "xlsx")))
    sheet = book.active
    told = list(sheet.iter_rows(values_only=True))
    own = sorted((row for row in rows if row[0] == 2018), key=lambda row: -row[5])
    assert told[0] == ("项目名称", "单位", "全年预算数（万元）", "得分（分）")
    assert told[1:] == [(row[1], row[2], row[3], row[5]) for row in own]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert not sheet["A2"].font.bold


def test_the_downloads_hold_what_the_real_table_shows(page, site_dir):
    opened(page, (site_dir / "units.html").as_uri())
    book = openpyxl.load_workbook(io.BytesIO(taken(page, "xlsx")))
    told = list(book.active.iter_rows(values_only=True))
    shown = page.locator("tbody tr").all()
    assert len(told) == len(shown) + 1
    assert [row[0] for row in told[1:]] == column(page, "name")
    scores = [row[told[0].index("得分（分）")] for row in told[1:]]
    printed = [text.replace(",", "") for text in column(page, "score")]
    assert [None if text == "未填报" else float(text) for text in printed] == scores


def test_rows_chosen_in_the_table_are_compared(page, portal):
    opened(page, f"{portal}units.html?sort=-score")
    boxes = page.locator("tbody input")
    boxes.nth(0).check()
    expect(page.get_by_role("link", name="比较所选")).to_be_hidden()
    boxes.nth(1).check()
    names = column(page, "name")[:2]
    page.get_by_role("link", name="比较所选").click()
    expect(page.locator(".cmp-chosen a")).to_have_text(names)
    assert page.locator(".cmp-table").count() >= 1


def test_different_schemes_are_compared_by_shares_and_the_page_says_so(page, portal):
    page.goto(f"{portal}compare.html?{THREE}")
    expect(page.locator(".cmp-out")).to_contain_text("比较的是得分占满分的百分比")
    table = page.get_by_role("region", name="一级分组得分")
    line = table.locator("tr", has=page.locator("th", has_text=re.compile("^部门绩效$")))
    expect(line.locator("td").nth(1)).to_contain_text("87.8%")  # 52.68 of 60
    expect(line.locator("td").nth(1)).to_contain_text("满分 60")
    expect(line.locator("td").nth(0)).to_contain_text("方案无此分组")
    figure = page.get_by_role("img", name=re.compile("^得分占满分"))
    assert figure.get_attribute("aria-label") == "得分占满分：A 98%、B 88.17%、C 未填报。"


def test_six_are_the_most(page, portal):
    keys = [f"fengnan/2024/projects/p{number:02}" for number in range(1, 9)]
    page.goto(f"{portal}compare.html?" + "&".join(f"i={key}" for key in keys))
    expect(page.locator(".cmp-chosen li")).to_have_count(6)
    expect(page.locator(".cmp-said")).to_contain_text("已选六个")
    assert page.locator(".cmp-table").first.locator("thead th").count() == 7


def test_regions_are_compared(page, portal):
    page.goto(f"{portal}compare.html?i=wuhua/2024&i=luohu/2024")
    table = page.get_by_role("region", name="主要数字")
    line = table.locator("tr", has=page.get_by_text("全年预算数（万元）"))
    expect(line.locator("td")).to_have_text(["3,810.81", "571,010.03"])


def test_what_the_address_names_in_vain_is_said(page, portal):
    page.goto(f"{portal}compare.html?i=wuhua/2024/units/health&i=wuhua/2024/units/nobody")
    expect(page.locator(".cmp-said")).to_contain_text("没有找到：wuhua/2024/units/nobody")
    expect(page.locator(".cmp-said")).to_contain_text("再选一个")


def test_the_keyboard_chooses_what_to_compare(page, portal):
    page.goto(f"{portal}luohu/2024/units/health.html")
    page.get_by_role("link", name="加入比较").press("Enter")
    expect(page.locator(".cmp-chosen a")).to_have_count(1)
    field = page.get_by_role("combobox")
    field.focus()
    page.keyboard.type("五华")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".cmp-chosen a")).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query)["i"][0] == "luohu/2024/units/health"
    page.go_back()
    expect(page.locator(".cmp-chosen a")).to_have_count(1)


def test_the_keyboard_alone_sorts_and_pages(page, large):
    opened(page, large)
    page.locator("#tv-q").focus()
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th')?.dataset.field") == "score":
            break
    page.keyboard.press("Enter")
    expect(page.locator("th[data-field=score]")).to_have_attribute("aria-sort", "ascending")
    assert page.evaluate("document.activeElement.closest('th')?.dataset.field") == "score"


def test_nothing_is_loaded_twice_and_lists_only_where_they_are_shown(page, portal):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{portal}index.html")
    assert not [url for url in asked if "/lists/" in url]
    opened(page, f"{portal}projects.html")
    loaded = [url for url in asked if "/lists/" in url]
    assert len(loaded) == len(set(loaded)) == 3  # the filings that list projects
    assert all(url.endswith("-projects.js") for url in loaded)


def test_a_file_that_does_not_come_is_named(page, portal):
    page.route("**/lists/luohu-2024-units.js", lambda route: route.abort())
    opened(page, f"{portal}units.html")
    expect(page.locator(".tv-count")).to_contain_text("没有载入：罗湖区 2024")
    assert page.locator("tbody tr").count() > 0


def test_without_scripts_the_rows_are_a_link_away(browser, site_dir):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("units", "projects", "compare"):
        page.goto((site_dir / f"{name}.html").as_uri())
        expect(page.get_by_text("需要浏览器运行脚本")).to_be_visible()
        expect(page.locator(".tv, .cmp").first).to_be_hidden()
    page.goto((site_dir / "projects.html").as_uri())
    page.locator("#content a[href='fengnan/2024/projects.html']").click()
    expect(page.get_by_role("link", name="公费医疗管理项目").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", ["units.html?pick=wuhua/2024/units/health", f"compare.html?{THREE}",
                                     "projects.html?differing=1", "compare.html"])  # fmt: skip
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_keeps_its_width(browser, portal, address, width, theme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.goto(portal + address)
    page.locator(".tv.ready, .cmp").first.wait_for()
    page.wait_for_timeout(300)
    for summary in page.locator(".tv summary").all():
        summary.click()
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)[
        "violations"
    ]
    said = [(v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in found]
    assert not found, json.dumps(said, ensure_ascii=False, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => {
          const all = '.tv button, .tv select, .tv label input, .tv summary, .cmp button, .cmp-kinds label';
          return [...document.querySelectorAll(all)]
            .filter(e => e.checkVisibility())
            .map(e => e.matches('input') ? e.closest('label') : e)
            .filter(e => { const r = e.getBoundingClientRect(); return Math.min(r.width, r.height) < 24 })
            .map(e => e.outerHTML.slice(0, 80)); }"""
    )
    assert small == []
    context.close()
