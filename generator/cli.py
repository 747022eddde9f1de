"""The command line: composes the stages, and is the only module that knows more than one of them."""

from __future__ import annotations

import atexit
import csv
import gc
import json
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator import __version__, forks, words
from generator.errors import EXIT_CLEAN, EXIT_FINDINGS, DiscloseError
from generator.load import read_settings
from generator.model import Finding
from generator.publish import Place, build, examine, render
from generator.words import _

atexit.register(gc.freeze)  # or Python goes through all that a run has made once more before it ends


class Group(click.Group):
    """Says data's faults in the language of the site, whatever command meets them."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a missing file or folder is said in words, not as a traceback."""
        try:
            with forks.seldom_collecting():
                return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader, as `head`, has what it wants: click ends quietly
        except OSError as error:
            raise DiscloseError(_("读写文件时出错：{error}").format(error=error)) from error


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(),
    help="The folder with data/, content/ and mkdocs.yml.  [default: here]",
)  # fmt: skip
@click.version_option(__version__)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Publish budget performance evaluations: check, render, build and serve the public site.

    \b
    Examples:
      disclose check                 what does not agree in data/
      disclose build                 data/ -> site/
      disclose --root demo serve     look at the site while editing demo/data
    """  # noqa: D301 - for click: below it lines stay as they are
    context.obj = Place(root)
    words.use("zh_CN")


@main.command("check")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.pass_obj
def check_command(place: Place, form: str) -> None:
    """Recompute every score, sum and rate, and list what does not agree.

    Exit code: 0 clean, 1 findings, 3 faults of shape in the files, 4 personal data in the files.

    \b
    Examples:
      disclose check
      disclose check --format json > findings.json
      disclose check --format csv | column -s, -t
    """  # noqa: D301 - for click: below it lines stay as they are
    findings = examine(place)
    printer = {"text": _as_text, "json": _as_json, "csv": _as_csv}[form]
    printer(findings)
    sys.exit(EXIT_FINDINGS if findings else EXIT_CLEAN)


@main.command("render")
@click.pass_obj
def render_command(place: Place) -> None:
    """Write the Markdown pages below content/generated; `mkdocs build` can take it from there.

    \b
    Examples:
      disclose render
      disclose render && mkdocs build
    """  # noqa: D301 - for click: below it lines stay as they are
    made = render(place, _progress)
    said = _("已生成页面：{changed} 个文件有变化；{count} 条检查结果。")
    click.echo(said.format(changed=made.changed, count=made.findings))


@main.command("build")
@click.option(
    "--site", "target", type=click.Path(path_type=Path), help="Where the site goes.  [default: site/]"
)
@click.pass_obj
def build_command(place: Place, target: Path | None) -> None:
    """Load, score, check, draw, render and build: data/ becomes site/.

    Findings about figures are published and do not stop a build; faults of shape do.

    \b
    Examples:
      disclose build
      disclose build --site /srv/www/jixiao
    """  # noqa: D301 - for click: below it lines stay as they are
    started = time.perf_counter()
    made = build(place, target or place.root / "site", _progress)
    seconds = time.perf_counter() - started
    said = _("网站已生成：{pages} 个页面，{count} 条检查结果，用时 {seconds:.1f} 秒。")
    click.echo(said.format(pages=made.pages, count=made.findings, seconds=seconds))


@main.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one."
)
@click.pass_obj
def serve_command(place: Place, port: int) -> None:
    """Serve the site on this machine and rebuild it whenever data or content change.

    A fault in the data is said and the last good site stays up.

    \b
    Examples:
      disclose serve
      disclose serve --port 8080
    """  # noqa: D301 - for click: below it lines stay as they are
    from generator.serve import serve

    def rebuild() -> None:
        try:
            made = build(place, place.root / "site")
            said = _("已更新：{pages} 个页面，{count} 条检查结果。")
            click.echo(said.format(pages=made.pages, count=made.findings))
        except DiscloseError as error:
            error.show()

    watched = [
        place.data,
        place.content / "pages",
        place.content / "glossary.yml",
        place.root / "theme",
    ]
    serve(place.root / "site", watched, rebuild, port, read_settings(place.data).sub_path)


@main.command("sample")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--regions", type=click.IntRange(1), default=1, show_default=True, help="Regions.")
@click.option("--units", type=click.IntRange(1), default=8, show_default=True, help="Units a region.")
@click.option("--projects", type=click.IntRange(1), default=5, show_default=True, help="Projects a unit.")
@click.option("--years", type=click.IntRange(1, 100), default=1, show_default=True, help="Years.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option(
    "--faults", type=click.FloatRange(0, 1), default=0.05, show_default=True, help="Share at fault."
)
@click.pass_obj
def sample_command(place: Place, /, target: Path, faults: float, **sizes: int) -> None:
    """Write made-up data in the project's own formats to DIR/data, to try things out and to measure.

    \b
    Examples:
      disclose sample /tmp/demo
      disclose sample /tmp/district --units 80 --projects 36 --years 2 --seed 7
    """  # noqa: D301 - for click: below it lines stay as they are
    from generator.sample import write_sample

    rate = Decimal(str(faults))
    rows = write_sample(target, **sizes, fault_rate=rate, schemes=place.data / "schemes")
    click.echo(_("已写出示例数据：{rows} 行，在 {folder}。").format(rows=rows, folder=target / "data"))


@main.command("bench")
@click.option("--regions", type=click.IntRange(1), default=1, show_default=True, help="Regions.")
@click.option("--units", type=click.IntRange(1), default=80, show_default=True, help="Units a region.")
@click.option("--projects", type=click.IntRange(1), default=36, show_default=True, help="Projects a unit.")
@click.option("--years", type=click.IntRange(1, 100), default=1, show_default=True, help="Years.")
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed gives the same data.")
@click.option(
    "--json", "kept", type=click.Path(dir_okay=False, path_type=Path), help="Keep the figures here."
)
@click.option(
    "--compare", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Figures kept earlier."
)
@click.pass_obj
def bench_command(place: Place, /, kept: Path | None, compare: Path | None, seed: int, **sizes: int) -> None:
    """Measure check, build and first search on made-up data, with plain `mkdocs build` beside it.

    Searches are typed into Debian's chromium, where it and Playwright are installed (`make test` does that).

    \b
    Examples:
      disclose bench
      disclose bench --years 10 --json docs/bench-30000.json
      disclose bench --compare docs/bench-3000.json
    """  # noqa: D301 - for click: below it lines stay as they are
    from generator.bench import bench
    from generator.bench.report import report
    from generator.sample import write_sample

    before = json.loads(compare.read_text(encoding="utf-8")) if compare else None
    with TemporaryDirectory(prefix="disclose-bench-") as name:
        folder = Path(name)
        schemes = place.data / "schemes"
        write_sample(folder, **sizes, seed=seed, fault_rate=Decimal("0.05"), schemes=schemes)
        made = bench(folder, place.root, {**sizes, "seed": seed}, lambda name: click.echo(_(name), err=True))
    for line in report(made, before):
        click.echo(line)
    if kept:
        figures = made.plain(datetime.now(UTC).date())
        kept.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _progress(names: Sequence[str]) -> Iterable[str]:
    """The names of what is to be done, with a bar on a terminal and silently elsewhere."""
    if not sys.stderr.isatty():
        yield from names
        return
    with click.progressbar(names, label=_("生成页面"), file=sys.stderr) as bar:
        yield from bar


def _as_text(findings: Sequence[Finding]) -> None:
    for f in findings:
        where = f.source.file + (_(" 第 {row} 行").format(row=f.source.row) if f.source.row else "")
        where += _(" {column} 列").format(column=f.source.column) if f.source.column else ""
        click.echo(f"[{_(f.severity)}] {f.code}  {where}")
        click.echo(f"    {f.message}")
        if f.reconciles:
            click.echo("    " + _("可使其一致：{reconciles}").format(reconciles=f.reconciles))
    counts = {s: sum(f.severity == s for f in findings) for s in ("不符", "舍入", "提示")}
    said = _("共 {count} 条：不符 {differs}，舍入 {rounding}，提示 {note}。")
    click.echo(
        said.format(count=len(findings), differs=counts["不符"], rounding=counts["舍入"], note=counts["提示"])
    )


def _as_json(findings: Sequence[Finding]) -> None:
    from generator.render import plain  # with all of rendering, which takes as long to load as the rest

    click.echo(json.dumps([plain.finding(f) for f in findings], ensure_ascii=False, indent=1))


def _as_csv(findings: Sequence[Finding]) -> None:
    from generator.render import plain

    heads = ["code", "severity", "region", "year", "unit", "project", "item", "filed", "computed"]
    heads += ["reconciles", "message", "file", "row", "column"]
    writer = csv.DictWriter(sys.stdout, heads, extrasaction="ignore")
    writer.writeheader()
    for f in findings:
        values = plain.finding(f)
        writer.writerow(values | values["source"])


if __name__ == "__main__":
    main()
