"""Work shared over all cores by forked processes, which see everything made before without a copy.

Where there is no fork, only long work is shared out: its workers are begun anew and are handed a copy of
all that their tasks hold.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from enum import Enum, auto
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from threading import Thread
from traceback import format_exception
from typing import Any, Self, TypeVar

from generator import words
from generator.errors import BuildError
from generator.words import _

R = TypeVar("R")


_SELDOM = 500_000, 50, 1000
"""How seldom garbage is looked for (``gc.set_threshold``)."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Few collections of garbage: nearly everything that a run makes stays until its end.

    A third of the time to load and score thousands of projects went into looking for what could go.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class WorkerLostError(BuildError):
    """A worker ended without an answer: killed, most likely for want of memory."""

    def __init__(self) -> None:
        super().__init__(_("一个工作进程意外终止，可能是内存不足；没有改动已公开的网站。"))

    def __reduce__(self) -> tuple[type[WorkerLostError], tuple[()]]:
        """Sent home from a worker that lost one itself."""
        return WorkerLostError, ()


_inside = False
"""Whether this is a worker: the cores are busy with its like."""

_tasks: Sequence[Callable[[], Any]] = ()
"""What the workers are to do; set before they are forked."""


def cores() -> int:
    """How many workers there may be; 1: none, as in a worker."""
    if _inside:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def may_fork() -> bool:
    """Whether workers are forked; libraries of macOS do not bear it."""
    return "fork" in get_all_start_methods() and sys.platform != "darwin"


def each(tasks: Sequence[Callable[[], R]], *, long: bool = False) -> Iterator[tuple[int, R]]:
    """Do ``tasks``; gives the number and the result of each as it is done, in any order."""
    with started(tasks, long=long) as done:
        yield from done


def all_of(tasks: Sequence[Callable[[], R]]) -> list[R]:
    """The results of ``tasks``, in their order."""
    return in_order(each(tasks))


def in_order(results: Iterable[tuple[int, R]]) -> list[R]:
    """What ``each`` or ``started`` gives, in the order of the tasks."""
    done = dict(results)
    return [done[number] for number in sorted(done)]


@contextmanager
def started(
    tasks: Sequence[Callable[[], R]], workers: int | None = None, *, long: bool = False
) -> Iterator[Iterator[tuple[int, R]]]:
    """Begin ``tasks`` in workers, or do them here where there is one task or one core.

    ``workers``: at most so many, in place of one for each core; then one task has a worker too. ``long``:
    they take seconds, and are picklable; others are done here where there is no fork. The body runs while
    the workers do; drawing from what is given waits for them. Results must be picklable. What a task
    raises is raised here, where its result is drawn; raises ``WorkerLostError`` where a worker was killed.
    """
    if len(tasks) < (1 if workers else 2) or cores() == 1 or not (long or may_fork()):
        yield ((number, task()) for number, task in enumerate(tasks))
        return
    most = min(workers or cores(), len(tasks))
    with _told(), _forked(tasks, most) if may_fork() else _anew(tasks, most) as pool:
        futures = {pool.submit(_do, number): number for number in range(len(tasks))}
        letting_go = Thread(target=pool.shutdown)
        try:
            yield _finished(letting_go, futures)
        except BaseException:
            if letting_go.ident is None:
                pool.shutdown(cancel_futures=True)  # else a process apart waits for its workers for ever
            raise
        finally:
            if letting_go.ident is not None:
                letting_go.join()


@contextmanager
def _forked(tasks: Sequence[Callable[[], Any]], workers: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that see ``tasks`` as they are here."""
    global _tasks
    before, _tasks = _tasks, tasks  # a task may itself share out work
    gc.freeze()  # or the workers' first collection copies all that they share
    try:
        with ProcessPoolExecutor(workers, get_context("fork"), _quiet) as pool:
            yield pool
    finally:
        _tasks = before
        gc.unfreeze()


def _anew(tasks: Sequence[Callable[[], Any]], workers: int) -> ProcessPoolExecutor:
    """Workers that are begun anew, each with a copy of ``tasks``, what they share copied once."""
    given = words.language(), pickle.dumps(tasks, 5)
    return ProcessPoolExecutor(workers, get_context("spawn"), _given, given)


@contextmanager
def _told() -> Iterator[None]:
    """A worker that is gone as ``WorkerLostError``."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLostError from error


@contextmanager
def apart(
    task: Callable[[Callable[[], None]], Iterator[R]],
    at_once: Callable[[], object],
    meanwhile: Callable[[], object],
) -> Iterator[R]:
    """Do ``task`` in a forked process of its own, which shares out work as this one would.

    Gives what the task yields, which it does once; what it does after that is done beside the body, and is
    done at its end. ``at_once`` is done here beside it. The task is handed a function to call once it is
    clear that it will take a while: then ``meanwhile`` is done here too. Where there is one core, or no fork,
    all of the task is done here before the body, and nothing beside it. Raises what the task raises, and
    ``WorkerLostError`` where its process was killed.
    """
    if cores() == 1 or not may_fork():
        (result,) = task(lambda: None)
        yield result
        return
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_apart, args=(task, there))
    process.start()
    there.close()
    try:
        at_once()
        kind, value = _heard(here)
        if kind is _Told.BUSY:
            meanwhile()
            _kind, value = _heard(here)
        yield value
        _heard(here)
    finally:
        here.close()
        process.join()


class _Told(Enum):
    """What a process apart tells."""

    BUSY = auto()
    RESULT = auto()
    DONE = auto()
    RAISED = auto()


def _apart(task: Callable[[Callable[[], None]], Iterator[object]], home: Connection) -> None:
    global _held
    _held = []
    try:
        for result in task(lambda: home.send((_Told.BUSY, None))):
            home.send((_Told.RESULT, result))
        told: tuple[_Told, object] = _Told.DONE, None
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised at home
        error.add_note("".join(format_exception(error)))
        told = _Told.RAISED, error
    with suppress(BrokenPipeError):  # home has ended: Ctrl-C, or what it did meanwhile failed
        home.send(told)


def linger(value: object) -> None:
    """Hold ``value`` to the end of this process where it is one apart: it need not be taken to pieces."""
    if _held is not None:
        _held.append(value)


_held: list[object] | None = None


def _heard(here: Connection) -> tuple[_Told, Any]:
    try:
        kind, value = here.recv()
    except EOFError as error:
        raise WorkerLostError from error
    if kind is _Told.RAISED:
        raise value
    return kind, value


class Beside:
    """A worker beside this process, begun when first asked and kept until the end, with what it made.

    ``workers``: or so many. Used in a ``with``.
    """

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, function: Callable[..., R], *arguments: object, long: bool = False) -> Callable[[], R]:
        """Begin ``function``, a picklable one; gives what waits for its result, and raises as ``each``.

        Where there is no fork, it is done here unless it is ``long``, or something before was.
        """
        if self._pool is None:
            if may_fork():
                self._pool = ProcessPoolExecutor(self._workers, get_context("fork"), _quiet)
            elif long:
                self._pool = _anew((), self._workers)
            else:
                return partial(function, *arguments)
        with _told():
            future = self._pool.submit(function, *arguments)

        def wait() -> R:
            with _told():
                return future.result()

        return wait

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """As ``stop``."""
        self.stop()

    def stop(self) -> None:
        """Let the worker go; asked again, there is a new one."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _finished(letting_go: Thread, futures: dict[Future[Any], int]) -> Iterator[tuple[int, Any]]:
    """What came of ``futures``; then workers are let go of, and what they hold, beside what is done here.

    A thread waits for them to end, and ``started`` for that thread: a process apart that ended sooner would
    wait for ever, for it closes the queue by which they are told to.
    """
    for future in as_completed(futures):
        yield futures[future], future.result()
    letting_go.start()


def _quiet() -> None:
    global _inside
    _inside = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process


def _given(language: str, tasks: bytes) -> None:
    """Make this worker what a forked one is."""
    global _tasks
    _quiet()
    words.use(language)
    gc.set_threshold(*_SELDOM)
    _tasks = pickle.loads(tasks)  # noqa: S301 - handed over a moment ago


def _do(number: int) -> object:
    return _tasks[number]()
