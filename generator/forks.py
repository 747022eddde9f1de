"""Work shared over all cores by forked processes, which see everything made before without a copy."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from enum import Enum, auto
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from traceback import format_exception
from typing import Any, Self, TypeVar

from generator.errors import BuildError
from generator.words import _

R = TypeVar("R")


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Few collections of garbage: nearly everything that a run makes stays until its end.

    A third of the time to load and score thousands of projects went into looking for what could go.
    """
    before = gc.get_threshold()
    gc.set_threshold(500_000, 50, 1000)
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
    """How many workers there will be; 1: none are forked, as in a worker, or where there is no fork."""
    if _inside or not _may_fork():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    return "fork" in get_all_start_methods() and sys.platform != "darwin"


def each(tasks: Sequence[Callable[[], R]]) -> Iterator[tuple[int, R]]:
    """Do ``tasks``; gives the number and the result of each as it is done, in any order."""
    with started(tasks) as done:
        yield from done


def all_of(tasks: Sequence[Callable[[], R]]) -> list[R]:
    """The results of ``tasks``, in their order."""
    done = dict(each(tasks))
    return [done[number] for number in range(len(tasks))]


@contextmanager
def started(
    tasks: Sequence[Callable[[], R]], workers: int | None = None
) -> Iterator[Iterator[tuple[int, R]]]:
    """Begin ``tasks`` in forked workers, or do them here where there is one task or one core.

    ``workers``: at most so many, in place of one for each core. The body runs while the workers do; drawing
    from what is given waits for them. Results must be picklable, tasks need not be. What a task raises is
    raised here, where its result is drawn; raises ``WorkerLostError`` where a worker was killed.
    """
    if len(tasks) < 2 or cores() == 1:
        yield ((number, task()) for number, task in enumerate(tasks))
        return
    global _tasks
    before, _tasks = _tasks, tasks  # a task may itself share out work
    gc.freeze()  # or the workers' first collection copies all that they share
    try:
        most = min(workers or cores(), len(tasks))
        with ProcessPoolExecutor(most, get_context("fork"), _quiet) as pool:
            futures = {pool.submit(_do, number): number for number in range(len(tasks))}
            try:
                yield _finished(futures)
            except BaseException:
                pool.shutdown(cancel_futures=True)  # else a process apart waits for its workers for ever
                raise
    except BrokenProcessPool as error:
        raise WorkerLostError from error
    finally:
        _tasks = before
        gc.unfreeze()


@contextmanager
def _told() -> Iterator[None]:
    """A worker that is gone as ``WorkerLostError``."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLostError from error


@contextmanager
def apart(task: Callable[[Callable[[], None]], Iterator[R]], meanwhile: Callable[[], object]) -> Iterator[R]:
    """Do ``task`` in a forked process of its own, which shares out work as this one would.

    Gives what the task yields, which it does once; what it does after that is done beside the body, and is
    done at its end. The task is handed a function to call once it is clear that it will take a while: then
    ``meanwhile`` is done here. Where there is one core, or no fork, all of the task is done here before the
    body, and nothing meanwhile. Raises what the task raises, and ``WorkerLostError`` where its process was
    killed.
    """
    if cores() == 1:
        (result,) = task(lambda: None)
        yield result
        return
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_apart, args=(task, there))
    process.start()
    there.close()
    try:
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
    try:
        for result in task(lambda: home.send((_Told.BUSY, None))):
            home.send((_Told.RESULT, result))
        told: tuple[_Told, object] = _Told.DONE, None
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised at home
        error.add_note("".join(format_exception(error)))
        told = _Told.RAISED, error
    with suppress(BrokenPipeError):  # home has ended: Ctrl-C, or what it did meanwhile failed
        home.send(told)


def _heard(here: Connection) -> tuple[_Told, Any]:
    try:
        kind, value = here.recv()
    except EOFError as error:
        raise WorkerLostError from error
    if kind is _Told.RAISED:
        raise value
    return kind, value


class Beside:
    """A worker beside this process, forked when first asked and kept until the end, with what it made.

    ``workers``: or so many. Where there is no fork, the work is done here. Used in a ``with``.
    """

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, function: Callable[..., R], *arguments: object) -> Callable[[], R]:
        """Begin ``function``, a picklable one; gives what waits for its result, and raises as ``each``."""
        if not _may_fork():
            return partial(function, *arguments)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("fork"), _quiet)
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


def _finished(futures: dict[Future[Any], int]) -> Iterator[tuple[int, Any]]:
    for future in as_completed(futures):
        yield futures[future], future.result()


def _quiet() -> None:
    global _inside
    _inside = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process


def _do(number: int) -> object:
    return _tasks[number]()
