"""What the last build knew: its pages' records, and the site before the last one.

Beside what every ``Store`` has, the folder holds ``new``, in which the next site is put together: the
site before the last one, brought up to date with hard links to the last. It takes the place of the
site, and the old site takes its place: so a small change touches few files, however large the site.

The manifest holds fingerprints of everything read (settings, content, theme) and written (the site),
and where each page's record stands; the records are converted pages and compiled templates.
"""

from __future__ import annotations

from pathlib import Path

from generator.store import Fingerprint, Store, Tree


class Cache(Store):
    """The folder of one publisher's builds."""

    def __init__(self, folder: Path, maker: str) -> None:
        super().__init__(folder, maker)
        self.stage = folder / "new"
        if self.stage.is_symlink() or self.stage.is_file():
            self.stage.unlink()
        self._trees: dict[str, Tree] = {}

    def tree(self, folder: str) -> Tree:
        """The files below a folder of sources, looked at once in a build."""
        if folder not in self._trees:
            before = self.manifest.get("sources", {})
            self._trees[folder] = Tree(Path(folder), before.get(folder, {}), follow=True)
        return self._trees[folder]

    def look_around(self) -> None:
        """Look at all folders of sources that there were in the last build."""
        for folder in self.manifest.get("sources", {}):
            self.tree(folder)

    def look_again(self) -> None:
        """See what has come of them since."""
        for tree in self._trees.values():
            tree.look_again()

    @property
    def outputs(self) -> dict[str, tuple[bytes, Fingerprint]]:
        """Files of the last site: what each was made of, and its fingerprint."""
        outputs: dict[str, tuple[bytes, Fingerprint]] = self.manifest.get("outputs", {})
        return outputs
