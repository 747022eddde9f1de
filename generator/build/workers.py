"""Pages and files made in forked workers over all cores, or here where there is no fork."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from mkdocs.structure.files import File

from generator.build.pages import Job, Made, Messages, make
from generator.errors import BuildError
from generator.words import _

Progress = Callable[[Sequence[str]], Iterable[str]]
"""Wraps the addresses of the pages to make, and is drawn from as each is made."""

_CHUNK = 12
_FEW = 24
"""Work that is done before the workers would have started."""

_Work = tuple[list[Made], list[tuple[int, str]]]
"""What a worker gives back: what it made, and the warnings it met."""

_job: Job
"""What the workers share; set before they are forked."""


def run(
    job: Job, files: Sequence[File], prepare: Callable[[], None], progress: Progress | None
) -> Iterator[Made]:
    """Make ``files``; what comes of each, in any order. Warnings are logged again here.

    ``prepare``: what must be done before the first page, while other files are already copied.
    """
    pages = [file for file in files if file.is_documentation_page()]
    others = [file for file in files if not file.is_documentation_page()]
    with _started(job, others) as copied:
        prepare()
        with _started(job, pages) as made:
            names = [file.src_uri for file in pages]
            bar = iter(progress(names)) if progress and names else iter(names)
            for item in made:
                next(bar, None)
                yield item
            for _name in bar:
                pass
        yield from copied


def cores() -> int:
    """How many workers there will be; 1: none are forked."""
    if "fork" not in get_all_start_methods() or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _started(job: Job, files: Sequence[File]) -> Iterator[Iterator[Made]]:
    """Begin to make ``files``; gives what comes of each."""
    if len(files) <= _FEW or cores() == 1:
        yield (make(job, file) for file in files)
        return
    global _job
    _job = job
    job.places = {file.src_uri: file for file in files}
    gc.freeze()  # or the workers' first collection copies all that they share
    try:
        with ProcessPoolExecutor(cores(), get_context("fork"), _prepare) as pool:
            yield _finished([pool.submit(_work, chunk) for chunk in _chunks(files)])
    except BrokenProcessPool as error:
        raise BuildError(_("生成页面的进程意外终止，可能是内存不足。")) from error
    finally:
        gc.unfreeze()


def _finished(futures: list[Future[_Work]]) -> Iterator[Made]:
    for done in as_completed(futures):
        made, messages = done.result()
        for level, message in messages:
            logging.getLogger("mkdocs").log(level, message)
        yield from made


def _chunks(files: Sequence[File]) -> list[list[str]]:
    """Names in portions; the largest pages first, so that no worker is left with one at the end."""
    ordered = iter(sorted(files, key=_weight, reverse=True))
    chunks = []
    while chunk := [file.src_uri for file in islice(ordered, _CHUNK)]:
        chunks.append(chunk)
    return chunks


def _weight(file: File) -> int:
    return Path(file.abs_src_path).stat().st_size if file.abs_src_path else 0


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process


def _work(names: list[str]) -> _Work:
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    try:
        return [make(_job, _job.places[name]) for name in names], messages.found
    finally:
        logger.removeHandler(messages)
