"""One command run in a process of its own: wall time, processor time, and memory of it and its workers."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from generator.records import dataclass

_EVERY = 0.1
"""Seconds between two looks at memory, at least."""
_REST, _LONGEST = 40, 0.3
"""Times as long as the last look took is none taken, in seconds at most: a look holds up whom it looks at."""


@dataclass(frozen=True)
class Measured:
    """``seconds`` by the clock, ``processor`` seconds over all cores, ``memory`` at its peak in bytes.

    Memory is the proportional share (Pss) of the process and all below it: pages that forked workers
    share are counted once. 0 where the system does not tell.
    """

    seconds: float
    processor: float
    memory: int
    code: int
    said: str


def run(command: Sequence[str], folder: Path) -> Measured:
    """Run ``command`` in ``folder`` to its end."""
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watch = _Watch(process.pid)
    watch.start()
    said, _nothing = process.communicate()
    seconds = time.perf_counter() - started
    watch.stop()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(seconds, used, watch.peak, process.returncode, said)


class _Watch(threading.Thread):
    """Looks at the memory of a process and all below it until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        """Look again and again."""
        took = 0.0
        while not self._done.wait(min(max(_EVERY, _REST * took), _LONGEST)):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(_share(pid) for pid in _family(self._pid)))
            took = time.perf_counter() - started

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self.join()


def _family(pid: int) -> list[int]:
    """``pid`` and the processes below it."""
    found, new = [pid], [pid]
    while new:
        path = Path(f"/proc/{new.pop()}/task")
        try:
            texts = [(task / "children").read_text(encoding="ascii") for task in path.iterdir()]
        except OSError:
            continue
        below = [int(word) for text in texts for word in text.split()]
        found += below
        new += below
    return found


def _share(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
