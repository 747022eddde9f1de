"""Pages and files made in workers over all cores, or here where there are few."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from operator import itemgetter

from mkdocs.structure.files import File

from generator import forks
from generator.build.listed import file_at
from generator.build.pages import Job, Made, Messages, make

Progress = Callable[[Sequence[str]], Iterable[str]]
"""Wraps the addresses of the pages to make, and is drawn from as each is made."""

_CHUNK = 12
_HEAVY = 4_000_000
"""Bytes of a file that is a portion of its own."""

_FEW = 24
"""Work that is done before the workers would have started."""

_MANY = 300
"""Work for which it pays to begin workers anew, where they cannot be forked."""

_Work = tuple[list[Made], list[tuple[int, str]]]
"""What a worker gives back: what it made, and the warnings it met."""


def run(
    job: Job, files: Sequence[File], prepare: Callable[[], None], progress: Progress | None
) -> Iterator[Made]:
    """Make ``files``; what comes of each, in any order. Warnings are logged again here.

    ``prepare``: what must be done before the first page, while other files are already copied.
    """
    pages = [file for file in files if file.is_documentation_page()]
    others = [file for file in files if not file.is_documentation_page()]
    with started(job, others) as copied:
        prepare()
        with started(job, pages) as made:
            names = [file.src_uri for file in pages]
            bar = iter(progress(names)) if progress and names else iter(names)
            for item in made:
                next(bar, None)
                yield item
            for _name in bar:
                pass
        yield from copied


@contextmanager
def started(job: Job, files: Sequence[File]) -> Iterator[Iterator[Made]]:
    """Begin to make ``files``; gives what comes of each."""
    if len(files) <= _FEW or forks.cores() == 1:
        yield (make(job, file) for file in files)
        return
    tasks = [partial(_work, job, [file.src_uri for file in chunk]) for chunk in _chunks(files)]
    with forks.started(tasks, long=len(files) > _MANY) as done:
        yield _told(done)


def _told(done: Iterator[tuple[int, _Work]]) -> Iterator[Made]:
    """What was made, once the warnings met on the way are logged here."""
    for _number, (made, messages) in done:
        for level, message in messages:
            logging.getLogger("mkdocs").log(level, message)
        yield from made


def _chunks(files: Sequence[File]) -> list[list[File]]:
    """Files in portions; the largest first, and alone, so that no worker is left with one at the end."""
    weighed = sorted(((_weight(file), file) for file in files), key=itemgetter(0), reverse=True)
    chunks = [[file] for weight, file in weighed if weight > _HEAVY]
    rest = iter([file for weight, file in weighed if weight <= _HEAVY])
    while chunk := list(islice(rest, _CHUNK)):
        chunks.append(chunk)
    return chunks


def _weight(file: File) -> int:
    return os.stat(file.abs_src_path).st_size if file.abs_src_path else 0  # noqa: PTH116 - of every file


def _work(job: Job, names: Sequence[str]) -> _Work:
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    try:
        return [make(job, file) for name in names if (file := file_at(job.files, name))], messages.found
    finally:
        logger.removeHandler(messages)
