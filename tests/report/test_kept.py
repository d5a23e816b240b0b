"""Results kept in a file: in order, as often as they are asked for, by other processes too."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import msgspec
import pytest
from record_builder import right
from report_builder import file_of, result
from taken_in import SITE, learner

from coursemark.report.kept import Kept, packed, some_of


def results():
    """Everything a result can hold, of several learners."""
    who = [learner(n) for n in range(6)]
    who[0].attempt(right("q0", "q1", "q2", "q3", "q4"))
    return [*result(who[0], *(file_of(one, f"{one.id}.jsonl") for one in who), site=SITE).learners]


@pytest.fixture
def kept():
    found = Kept()
    # As the processes give them: not in order, and in parts.
    all_ = [packed(n % 3, one) for n, one in enumerate(results())]
    found.add(all_[3:])
    found.add([])
    found.add(all_[:3])
    found.ordered()
    return found


def test_in_the_order_of_ranks_and_ids(kept):
    given = results()
    expected = [given[n] for n in (0, 3, 1, 4, 2, 5)]
    assert list(kept) == list(kept) == expected
    assert (len(kept), kept.get(given[4].id)) == (6, given[4])


def test_some_of_them(kept):
    all_ = [*kept]
    for places in (range(2), range(1, 4), range(4, 6), range(6, 9), range(0)):
        expected = all_[places.start : places.stop]
        assert [*kept.some(places)] == [*some_of(kept, places)] == expected
        assert [*some_of(tuple(all_), places)] == expected


def test_read_by_two_at_once(kept):
    assert [(one.id, other.id) for one, other in zip(kept, kept, strict=True)] == [
        (one.id, one.id) for one in kept
    ]


def test_another_result_stands_in_the_same_place(kept):
    before = [one.id for one in kept]
    changed = msgspec.structs.replace(kept.get(before[2]), check_note="请核实")
    kept.replace(changed)
    assert [one.id for one in kept] == before
    assert list(kept)[2] == changed


def test_who_is_not_there(kept):
    with pytest.raises(KeyError):
        kept.get("没有")
    assert kept.get("10000") in kept
    assert msgspec.structs.replace(kept.get("10000"), name="别人") not in kept


def _ids(kept: Kept) -> list[str]:
    return [one.id for one in kept]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_another_process_reads_it_and_takes_nothing_away(kept, method):
    expected = _ids(kept)
    with ProcessPoolExecutor(1, multiprocessing.get_context(method)) as pool:
        assert pool.submit(_ids, kept).result() == expected
    assert _ids(kept) == expected


def test_its_file_is_gone_when_it_is():
    given_back = Kept()
    given_back.add([packed(0, one) for one in results()])
    given_back.ordered()
    folder = given_back._path.parent
    copy = pickle.loads(pickle.dumps(given_back))
    assert _ids(copy) == _ids(given_back)
    del copy
    gc.collect()
    assert folder.is_dir()
    del given_back
    gc.collect()
    assert not folder.exists()
