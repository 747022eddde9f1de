"""One build in the order of ``mkdocs.commands.build.build``: what is kept, what is made."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from generator.build import known, workers
from generator.build.cache import Cache
from generator.build.listed import Documents, Facts, Listed, Named, file_at, same, written
from generator.build.pages import Job, Kept, Made, current, page_key, populate
from generator.build.site import Site, UnknownError, today
from generator.build.stage import Stage
from generator.build.templates import Listing, hasten
from generator.compiled import Compiled
from generator.store import Stamp, content, digest

_GRAMMAR = {"toc", "tables", "fenced_code", "attr_list"}
"""With these extensions, and no setting but the depth of the contents, ``markup`` converts."""


class Assembly:
    """The parts of one build, and what has become of each file of the site."""

    def __init__(self, config: MkDocsConfig, settings: dict[str, bytes], cache: Cache, stage: Stage) -> None:
        self.settings = settings
        self.cache = cache
        self.stage = stage
        folders = [config.docs_dir, *filter(None, [config.theme.custom_dir])]
        self.sources = {name: cache.tree(name) for name in folders}
        self.read: dict[str, dict[str, bytes]] = {name: {} for name in folders}
        self.compiled = Compiled(cache)
        self.outputs: dict[str, tuple[bytes, bytes]] = {}
        self.job = self._job(config)
        self.theme = self._theme()
        self.shared = self._shared()
        self.common = digest(self.shared, self.job.markdown_key, self.job.files_key)
        self.as_before = self.common == cache.manifest.get("common")

    def build(self, progress: workers.Progress | None) -> None:
        """Keep what can be kept, make the rest; files that are no pages are copied meanwhile."""
        job, config = self.job, self.job.config
        self.stage.look()
        touched, others = self._sifted()
        changed = [fact for fact in touched if not self._keep(fact)]
        self.stage.drop(fact.place for fact in changed)
        early = self._files_of(fact for fact in changed if not fact.page)
        with workers.started(job, list(early.values())) as copied:
            rest = self._keep_untouched(others)
            stale = self._files_of([*(fact for fact in changed if fact.page), *rest])
            names = sorted(config.theme.static_templates)
            templates = [name for name in names if not self._keep_template(name)]
            self.stage.clear({*self.outputs, *(file.dest_uri for file in early.values())})
            self.equip()

            def prepare() -> None:
                for name in templates:
                    self._make_template(name)

            for made in chain(workers.run(job, list(stale.values()), prepare, progress), copied):
                self._note(early.get(made.uri) or stale[made.uri], made)
        self.stage.tidy()

    def equip(self) -> None:
        """Have the environment in which pages are made."""
        job, config = self.job, self.job.config
        job.env = config.plugins.on_env(job.env, config=config, files=job.files)
        hasten(job.env, [name for name in self.sources if name != config.docs_dir])

    def _sifted(self) -> tuple[list[Facts], list[Facts]]:
        """What goes into the site: files whose source was touched since the last build, and the others."""
        now = {folder: tree.stamps for folder, tree in self.sources.items()}
        known = {folder: tree.known for folder, tree in self.sources.items()}
        parts: tuple[list[Facts], list[Facts]] = [], []
        for fact in self.facts:
            if fact.included:
                last = known.get(fact.folder, {}).get(fact.uri)
                same = last is not None and now[fact.folder].get(fact.uri) == last[1]
                parts[same or fact.folder not in now].append(fact)
        return parts

    def _files_of(self, facts: Iterable[Facts]) -> dict[str, File]:
        files = self.job.files
        return {fact.uri: file for fact in facts if (file := file_at(files, fact.uri))}

    def site(self, configuration: Path) -> Site:
        """What was built, and what to remember of it."""
        pages = [fact.uri for fact in self.facts if fact.included and fact.page]
        kept = {uri: self.job.kept[uri] for uri in pages}
        compiled = self.compiled.keep()
        records = [page.record for page in kept.values() if page.record]
        moved = self.cache.compact([*records, *compiled.values()])
        manifest = {
            "configuration": str(configuration.resolve()),
            "day": today(),
            "settings": self.settings,
            "theme": self.theme,
            "common": self.common,
            "listing": (self.listing[0], self.listing[1].names),
            "files": (self.job.files_key, written(self.facts)),
            "templates": {key: moved[place] for key, place in compiled.items()},
            "sources": {
                name: tree.fingerprints(self.cache.started, self.read[name])
                for name, tree in self.sources.items()
            },
            "pages": {
                uri: (page.key, page.linked, page.record and moved[page.record]) for uri, page in kept.items()
            },
        }
        return Site(self.outputs, manifest)

    def _job(self, config: MkDocsConfig) -> Job:
        """What MkDocs makes before it reads a page."""
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        env = config.theme.get_env()
        env.bytecode_cache = self.compiled
        self.listing = self._listing(env, config)
        files, self.facts, files_key = self._files(config)
        named = Named(files) if isinstance(files, Listed) else files
        nav = config.plugins.on_nav(get_navigation(named, config), config=config, files=files)
        job = Job(
            config=config,
            files=files,
            nav=nav,
            documents=Documents(files),
            env=env,
            cache=self.cache,
            markdown_key=_markdown_key(self.cache, config),
            files_key=files_key,
            kept=self._kept(),
            depth=_depth(config),
        )
        config.plugins.events["post_page"].append(job.note)
        return job

    def _files(self, config: MkDocsConfig) -> tuple[Files, Sequence[Facts], bytes]:
        """The files that MkDocs lists, and their fingerprint; both of last time where nothing else can be."""
        before = self.cache.manifest
        now = {name: tree.stamps for name, tree in self.sources.items()}
        if (
            before
            and config.nav
            and config.validation.nav.omitted_files <= logging.INFO  # else each is said again
            and before["settings"] == self.settings
            and before["listing"][0] == self.listing[0]
            and same(before["sources"], now)
        ):
            key, rows = before["files"]
            facts = [Facts(*row) for row in rows]
            return Listed(facts, config), facts, key
        files = get_files(config)
        files.add_files_from_theme(self.listing[1], config)  # type: ignore[arg-type]
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        facts = [Facts.of(file) for file in files]
        _refuse_collisions(facts, config)
        return files, facts, digest(*map(repr, written(facts)))

    def _listing(self, env: Environment, config: MkDocsConfig) -> tuple[bytes, Listing]:
        """The theme's templates, and what they were listed for."""
        own = self.sources.get(config.theme.custom_dir or "")
        key = digest(self.cache.maker, *self.settings.values(), *(sorted(own.stamps) if own else []))
        before = self.cache.manifest.get("listing", (b"", None))
        return key, Listing(env, before[1] if before[0] == key else None)

    def _kept(self) -> dict[str, Kept]:
        return {uri: Kept(*parts) for uri, parts in self.cache.manifest.get("pages", {}).items()}

    def _theme(self) -> bytes:
        """Fingerprint of the theme's own folder, whose templates the engine must know."""
        folder = self.job.config.theme.custom_dir or ""
        tree = self.sources.get(folder)
        found = {name: tree.digest(name) for name in sorted(tree.stamps)} if tree else {}
        self.read[folder] = found
        theme = digest(*(part for item in found.items() for part in item))
        if theme != self.cache.manifest.get("theme"):
            reason = known.unknown_template(self.job.env, Path(folder)) if tree else ""
            if reason:
                raise UnknownError(reason)
        return theme

    def _shared(self) -> bytes:
        """Fingerprint of what every page is made of; the pages of nav are read for it."""
        titles = []
        for page in self.job.nav.pages:
            uri = page.file.src_uri
            if uri not in self.job.state:
                self.job.state[uri] = populate(self.job, page.file)
            titles.append(repr((uri, page.title, page.meta)))
        return digest(self.cache.maker, *self.settings.values(), self.theme, *titles)

    def _keep(self, fact: Facts) -> bool:
        """Take over what was made of a file; whether it is what would be made now.

        Where all that pages share is as before, one whose source is too is made of what it was made of.
        """
        before = self.cache.outputs.get(fact.place)
        if before is None:
            return False
        tree = self.sources.get(fact.folder)
        if tree and not fact.page and _resized(tree.stamps.get(fact.uri), before[1][1]):
            return False
        source = tree.digest(fact.uri) if tree else b""
        stands = self.as_before and tree and source and source == tree.known.get(fact.uri, (b"",))[0]
        made_of = before[0] if stands else self._made_of(fact, source)
        if made_of != before[0] or not self.stage.bring(fact.place):
            return False
        if tree:
            self.read[fact.folder][fact.uri] = source
        self.outputs[fact.place] = made_of, before[1][0]
        return True

    def _keep_untouched(self, facts: Sequence[Facts]) -> list[Facts]:
        """The same, quicker, of files whose source was not touched since; gives those that cannot be kept."""
        if not self.as_before:
            return [fact for fact in facts if not self._keep(fact)]
        outputs, standing = self.cache.outputs, self.stage.standing
        others = []
        for fact in facts:
            if fact.place in standing:
                made_of, (sha, _stamp) = outputs[fact.place]
                self.outputs[fact.place] = made_of, sha
            else:
                others.append(fact)
        return [fact for fact in others if not self._keep(fact)]

    def _made_of(self, fact: Facts, source: bytes) -> bytes:
        """Fingerprint of all that goes into a file's place in the site; empty: nothing is known of it."""
        if not fact.page:
            return source or fact.uri.encode()  # a file of Material's is known by its version
        kept = self.job.kept.get(fact.uri)
        key = page_key(self.job.markdown_key, fact.uri, source)
        if not kept or not current(kept, key, self.job.files_key):
            return b""
        return digest("page", key, kept.linked, self.shared)

    def _note(self, file: File, made: Made) -> None:
        """Remember what became of ``file``."""
        if made.key:
            kept = self.job.kept.get(made.uri)
            if not kept or not made.known:
                linked = self.job.files_key if made.linked else b""
                record = self.cache.append(made.record) if made.record else None
                self.job.kept[made.uri] = Kept(made.key, linked, record)
        if file.src_dir in self.read:
            self.read[file.src_dir][made.uri] = made.source
        if made.output:
            source = made.source if file.src_dir in self.read else b""
            self.outputs[file.dest_uri] = self._made_of(Facts.of(file), source), made.output

    def _template_of(self, name: str) -> bytes:
        return digest("template", name, self.shared, self.job.files_key, today())

    def _keep_template(self, name: str) -> bool:
        made_of = self._template_of(name)
        before = {part: self.cache.outputs.get(part) for part in _template_files(name)}
        if not all(
            known and known[0] == made_of and self.stage.bring(part) for part, known in before.items()
        ):
            return False
        self.outputs |= {part: (made_of, known[1][0]) for part, known in before.items() if known}
        return True

    def _make_template(self, name: str) -> None:
        job = self.job
        mkdocs_build._build_theme_template(name, job.env, job.files, job.config, job.nav)  # noqa: SLF001
        for part in _template_files(name):
            if (self.stage.folder / part).exists():
                self.outputs[part] = self._template_of(name), content(self.stage.folder / part)


def _resized(source: Stamp | None, copy: Stamp | None) -> bool:
    """Whether a file has another length than its copy in the site: it need not be read to see that."""
    return source is not None and copy is not None and source[0] != copy[0]


def _refuse_collisions(facts: Sequence[Facts], config: MkDocsConfig) -> None:
    """Where two files want one place, the order of writing decides: not known here."""
    places = Counter(fact.place for fact in facts if fact.included)
    places.update(part for name in config.theme.static_templates for part in _template_files(name))
    twice = [place for place, count in places.items() if count > 1]
    if twice:
        raise UnknownError(twice[0])


def _template_files(name: str) -> list[str]:
    return [name, f"{name}.gz"] if name == "sitemap.xml" else [name]


def _markdown_key(cache: Cache, config: MkDocsConfig) -> bytes:
    """Fingerprint of what a page's record is made of beside its source."""
    parts = config.markdown_extensions, config.mdx_configs, config.validation, config.use_directory_urls
    return digest(cache.maker, repr(parts))


def _depth(config: MkDocsConfig) -> int | None:
    """Deepest heading in contents, where the small grammar is what Markdown makes of it; else None."""
    options = {name: dict(values) for name, values in config.mdx_configs.items() if values}
    toc = options.get("toc", {})
    depth = toc.pop("toc_depth", 6)
    if toc.get("permalink") is False:  # as without
        del toc["permalink"]
    if set(config.markdown_extensions) != _GRAMMAR or any(options.values()) or not isinstance(depth, int):
        return None
    return depth
