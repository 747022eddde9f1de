"""Work in forked processes gives what it gives here."""

import gc
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import pytest

from generator import forks, words
from generator.errors import Fault, FaultyDataError


@pytest.fixture(params=[1, 3])
def cores(request, monkeypatch):
    monkeypatch.setattr(forks, "cores", lambda: request.param)
    return request.param


@pytest.fixture
def no_fork(monkeypatch):
    monkeypatch.setattr(forks, "may_fork", lambda: False)
    monkeypatch.setattr(forks, "cores", lambda: 2)


def cores_there():
    """How many cores a worker takes to be free."""
    return forks.cores()


def test_every_task_is_done_once(cores):
    tasks = [partial(pow, number, 2) for number in range(50)]
    assert sorted(forks.each(tasks)) == [(number, number**2) for number in range(50)]


def test_results_of_all_tasks_stand_in_the_order_of_the_tasks(cores):
    def late(seconds):
        time.sleep(seconds)
        return seconds

    waits = [0.2, 0.0, 0.1, 0.0]
    assert forks.all_of([partial(late, seconds) for seconds in waits]) == waits


def test_tasks_run_beside_each_other_in_other_processes(cores):
    seen = {pid for _number, pid in forks.each([os.getpid] * 40)}
    assert (os.getpid() in seen) == (cores == 1)


def test_a_task_may_share_out_work_itself(monkeypatch):
    monkeypatch.setattr(forks, "cores", lambda: 2)

    def inner(number):
        return sorted(forks.each([partial(pow, number, power) for power in (1, 2, 3)]))

    done = dict(forks.each([partial(inner, number) for number in range(8)]))
    assert done == {n: [(0, n), (1, n**2), (2, n**3)] for n in range(8)}


def test_beside_is_one_other_process_until_the_end():
    with forks.Beside() as beside:
        first, second = beside.begin(os.getpid), beside.begin(os.getpid)
        assert first() == second() != os.getpid()
        begun = first()
    with pytest.raises(ProcessLookupError):
        os.kill(begun, 0)


def test_a_loss_in_a_worker_is_told_as_it_is():
    lost = pickle.loads(pickle.dumps(forks.WorkerLostError()))  # noqa: S301 - our own
    assert (type(lost), lost.message) == (forks.WorkerLostError, forks.WorkerLostError().message)


def test_without_fork_beside_is_here(monkeypatch):
    monkeypatch.setattr(forks, "may_fork", lambda: False)
    with forks.Beside() as beside:
        assert beside.begin(os.getpid)() == os.getpid()
        assert beside.begin(pow, 2, 5)() == 32


def test_without_fork_long_work_beside_is_done_in_a_process_begun_anew(no_fork):
    with forks.Beside() as beside:
        first = beside.begin(os.getpid, long=True)()
        assert first != os.getpid()
        assert beside.begin(os.getpid)() == first  # it is there already


def test_what_is_raised_beside_is_raised_here():
    with forks.Beside() as beside, pytest.raises(ZeroDivisionError):
        beside.begin(divmod, 1, 0)()


def test_a_process_beside_that_is_killed_is_told():
    with forks.Beside() as beside, pytest.raises(forks.WorkerLostError):
        beside.begin(os._exit, 9)()
    with forks.Beside() as beside:
        for _again in range(2):
            with pytest.raises(forks.WorkerLostError):
                beside.begin(os._exit, 9)()


def test_without_fork_long_work_is_shared_out_all_the_same(no_fork):
    tasks = [partial(pow, number, 2) for number in range(20)]
    assert sorted(forks.each(tasks, long=True)) == [(number, number**2) for number in range(20)]
    assert os.getpid() not in dict(forks.each([os.getpid] * 20, long=True)).values()


def test_without_fork_short_work_is_done_here(no_fork):
    assert set(dict(forks.each([os.getpid] * 20)).values()) == {os.getpid()}


def test_a_process_begun_anew_is_like_a_forked_one(no_fork):
    """It speaks the same language, shares out nothing itself, and collects as seldom."""
    words.use("en")
    try:
        with forks.seldom_collecting():
            tasks = [words.language, cores_there, gc.get_threshold] * 2
            done = dict(forks.each(tasks, long=True))
            assert [done[number] for number in range(6)] == ["en", 1, gc.get_threshold()] * 2
    finally:
        words.use("zh_CN")


def test_what_goes_wrong_in_a_process_begun_anew_is_told(no_fork):
    with pytest.raises(ZeroDivisionError):
        list(forks.each([partial(divmod, 1, 0), partial(divmod, 1, 1)], long=True))
    with pytest.raises(forks.WorkerLostError):
        list(forks.each([partial(os._exit, 9)] * 2, long=True))


def test_one_task_is_done_here(cores):
    assert list(forks.each([os.getpid])) == [(0, os.getpid())]
    assert list(forks.each([])) == []


def test_what_a_task_raises_is_raised_here(cores):
    with pytest.raises(ZeroDivisionError):
        list(forks.each([partial(divmod, 1, 0), partial(divmod, 1, 1)]))


def test_a_worker_that_is_killed_is_told(monkeypatch):
    monkeypatch.setattr(forks, "cores", lambda: 2)
    with pytest.raises(forks.WorkerLostError):
        list(forks.each([partial(os._exit, 9)] * 2))


def nothing():
    """What is done meanwhile."""


def test_apart_is_another_process_that_shares_out_work(cores):
    seen = []

    def task(busy):
        busy()
        yield os.getpid(), dict(forks.each([os.getpid] * 2))

    def note(name):
        return lambda: seen.append((name, os.getpid()))

    with forks.apart(task, note("at once"), note("meanwhile")) as (apart, workers):
        assert seen == [("at once", os.getpid()), ("meanwhile", os.getpid())] * (cores > 1)
    assert (apart == os.getpid()) == (cores == 1)
    assert (apart in workers.values()) == (cores == 1)


OVER_AND_OVER = """
import os
from generator import forks

def task(busy):
    yield dict(forks.each([os.getpid] * 2))

forks.cores = lambda: 2
for _time in range(300):
    with forks.apart(task, lambda: None, lambda: None):
        pass
"""


def test_a_process_apart_ends_whose_workers_were_done_at_its_very_end():
    """It hung, one time in a few hundred: in a process of its own, so that the test ends if it does again."""
    process = subprocess.Popen([sys.executable, "-c", OVER_AND_OVER], start_new_session=True)
    try:
        assert process.wait(timeout=90) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_nothing_is_done_meanwhile_where_nothing_takes_long(cores):
    def never():
        pytest.fail("not asked for")

    with forks.apart(lambda _busy: iter(["done"]), nothing, never) as result:
        assert result == "done"


def test_what_fails_here_at_once_ends_what_is_apart(monkeypatch):
    monkeypatch.setattr(forks, "cores", lambda: 2)

    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), forks.apart(lambda _busy: iter(["done"]), fail, nothing):
        pass
    assert multiprocessing.active_children() == []


def test_what_is_done_after_the_result_is_done_at_the_end(cores, tmp_path):
    def task(_busy):
        yield 1
        if cores > 1:  # it must be beside the body, which waits here for nothing else
            while not (tmp_path / "body").exists():
                time.sleep(0.01)
        (tmp_path / "after").write_text("kept")

    with forks.apart(task, nothing, nothing):
        (tmp_path / "body").touch()
    assert (tmp_path / "after").read_text() == "kept"


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("error", [FaultyDataError([Fault("a.csv", 1, "B", "", "", "错")]), OSError(2, "x")])
def test_what_is_raised_apart_is_raised_here(cores, error, late):
    def task(busy):
        busy()
        if late:
            yield 1
        raise error
        yield

    with pytest.raises(type(error)) as caught, forks.apart(task, nothing, nothing):
        pass
    assert str(caught.value) == str(error)


class Taken:
    """Says when it is taken to pieces."""

    def __init__(self, path):
        self.path = path

    def __del__(self):
        self.path.touch()


def test_what_lingers_is_not_taken_to_pieces_apart(cores, tmp_path):
    def task(_busy):
        item = Taken(tmp_path / "gone")
        forks.linger(item)
        yield 1

    with forks.apart(task, nothing, nothing):
        pass
    assert (tmp_path / "gone").exists() == (cores == 1)


def test_where_the_body_fails_what_is_done_beside_it_is_still_done(cores, tmp_path):
    def task(_busy):
        yield 1
        time.sleep(0.2)
        (tmp_path / "after").touch()

    with pytest.raises(ZeroDivisionError), forks.apart(task, nothing, nothing):
        raise ZeroDivisionError
    assert (tmp_path / "after").exists()


def test_what_fails_apart_beside_its_own_workers_is_raised_here(monkeypatch):
    """It must not wait for workers that wait for work."""
    monkeypatch.setattr(forks, "cores", lambda: 2)

    def task(_busy):
        with forks.started([partial(time.sleep, 0.2)] * 3, workers=1):
            raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError), forks.apart(task, nothing, nothing):
        pass


@pytest.mark.parametrize("after", [0, 1])
def test_a_process_apart_that_is_killed_is_told(monkeypatch, after):
    monkeypatch.setattr(forks, "cores", lambda: 2)

    def task(_busy):
        yield from range(after)
        os._exit(9)

    with pytest.raises(forks.WorkerLostError), forks.apart(task, nothing, nothing):
        pass
