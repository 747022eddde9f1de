"""The files that MkDocs lists, each made when it is asked for where their list is the one of the last build.

To list 70,000 files, match them with what is excluded and lay out a page for each takes MkDocs longer than
everything else in a build after an edit. No plugin is known to the engine, so that nothing but the settings
and the names of files decides what is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple, Self, overload

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import is_markdown_file

_DRAFT = InclusionLevel.DRAFT.value


class Facts(NamedTuple):
    """What is known of a file without making it: ``uri`` below ``folder``, where it goes, ``inclusion``."""

    uri: str
    folder: str
    place: str
    inclusion: int

    @classmethod
    def of(cls, file: File) -> Self:
        """Those of ``file``."""
        return cls(file.src_uri, file.src_dir or "", file.dest_uri, file.inclusion.value)

    @property
    def included(self) -> bool:
        """Whether it goes into the site."""
        return self.inclusion > _DRAFT

    @property
    def page(self) -> bool:
        """Whether it is written in Markdown."""
        return is_markdown_file(self.uri)


class Listed(Files):
    """``Files`` that were listed before. Whatever goes over all of them makes all of them."""

    def __init__(self, facts: Sequence[Facts], config: MkDocsConfig) -> None:
        self.facts = {fact.uri: fact for fact in facts}
        self._config = config
        self._made: dict[str, File] = {}
        self._whole: dict[str, File] | None = None

    @property
    def _src_uris(self) -> dict[str, File]:  # type: ignore[override]
        if self._whole is None:
            self._whole = {uri: self._file(uri) for uri in self.facts}
            for file in self.documentation_pages():
                if file.page is None:
                    Page(None, file, self._config)
        return self._whole

    def get_file_from_path(self, path: str) -> File | None:
        """The file at ``path``, made if need be."""
        return self.at(PurePath(path).as_posix())

    def at(self, uri: str) -> File | None:
        """The file with this very ``src_uri``, made if need be."""
        return self._file(uri) if uri in self.facts else None

    def _file(self, uri: str) -> File:
        file = self._made.get(uri)
        if file is None:
            fact, config = self.facts[uri], self._config
            level = InclusionLevel(fact.inclusion)
            file = File(uri, fact.folder, config.site_dir, config.use_directory_urls, inclusion=level)
            self._made[uri] = file
        return file


def file_at(files: Files, uri: str) -> File | None:
    """That of ``files`` with this very ``src_uri``: ``get_file_from_path`` takes its path to pieces first."""
    return files.at(uri) if isinstance(files, Listed) else files.src_uris.get(uri)


class Named(Files):
    """Of ``files`` those that navigation names: with them MkDocs lays it out, and no page of any other."""

    def __init__(self, files: Files) -> None:
        self._every = files

    def get_file_from_path(self, path: str) -> File | None:
        """As ``files`` has it."""
        return self._every.get_file_from_path(path)

    def documentation_pages(
        self,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,  # noqa: ARG002
    ) -> Sequence[File]:
        """None: those that are not named in the navigation get their page when they are built."""
        return ()


class Documents(Sequence[File]):
    """The pages of ``files``, which no template that the engine knows looks at but the site map's."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files.documentation_pages())

    @overload
    def __getitem__(self, place: int) -> File: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[File]: ...
    def __getitem__(self, place: int | slice) -> File | Sequence[File]:
        return self._files.documentation_pages()[place]

    def __iter__(self) -> Iterator[File]:
        return iter(self._files.documentation_pages())


def written(facts: Iterable[Facts]) -> list[tuple[str, str, str, int]]:
    """``facts`` as they can be written down."""
    return [(*fact,) for fact in facts]


def same(before: Mapping[str, Mapping[str, object]], now: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether two sets of folders hold files of the same names."""
    return before.keys() == now.keys() and all(before[name].keys() == now[name].keys() for name in now)
