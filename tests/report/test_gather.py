"""A report from a store is the report of the same files in memory."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken_in import a_roster, assert_equal, from_store, in_memory, write_records

from coursemark.intake import ingest, processes
from coursemark.report import gather
from coursemark.report.workbook import write_workbook


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hospital") / "records"
    folder.mkdir()
    write_records(folder)
    return folder


@pytest.fixture
def two_processes(monkeypatch):
    """However little there is to do."""
    for module in (ingest, gather):
        monkeypatch.setattr(module, "cores", lambda: 2)
        monkeypatch.setattr(module, "_FEW", 0)
    monkeypatch.setattr(ingest, "_BATCH_FILES", 3)


@pytest.fixture(
    params=sorted(
        {"fork", "spawn", "forkserver"}.intersection(multiprocessing.get_all_start_methods())
    )
)
def start_method(request, monkeypatch):
    """As on Linux; as on Windows and macOS."""
    context = multiprocessing.get_context(request.param)
    pool = partial(ProcessPoolExecutor, mp_context=context)
    monkeypatch.setattr(processes, "ProcessPoolExecutor", pool)


@pytest.mark.parametrize("roster", [None, a_roster()], ids=["no roster", "roster"])
@pytest.mark.parametrize("keys", [(), None], ids=["no key", "key"])
def test_one_process(records, tmp_path, roster, keys):
    given = {} if keys is None else {"keys": keys}
    expected = in_memory([records], roster, **given)
    assert_equal(from_store(tmp_path / "store", [records], roster, **given), expected)


def test_two_processes(records, tmp_path, two_processes, start_method):
    expected = in_memory([records], a_roster())
    found = from_store(tmp_path / "store", [records], a_roster())
    assert_equal(found, expected)
    with processes.workers(2, found) as pool:
        write_workbook(found, tmp_path / "two.xlsx", pool=pool)
    write_workbook(expected, tmp_path / "one.xlsx")
    assert (tmp_path / "two.xlsx").read_bytes() == (tmp_path / "one.xlsx").read_bytes()


def plain(rep):
    """The report without what names the file that happened to come first."""
    bare = [msgspec.structs.replace(one, checks="", check_note="", files=0) for one in rep.learners]
    return {
        "learners": bare,
        "items": rep.items,
        "assessments": rep.assessments,
        "departments": rep.departments,
        "statements": rep.statements,
        "problems": Counter((p.kind, p.learner) for p in rep.problems if p.kind not in NAMING),
        "questions": rep.questions,
        "notes": Counter(rep.notes),
    }


NAMING = ("duplicate", "identity-conflict")
"""Kinds of problems that name a file or a learner that came before."""


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_files_counts_for_nothing(records, tmp_path_factory, seed):
    files = sorted(path for path in records.rglob("*") if path.is_file())
    Random(seed).shuffle(files)
    store = tmp_path_factory.mktemp("order") / "store"
    found = from_store(store, files, a_roster())
    assert_equal(found, in_memory(files, a_roster()))
    assert plain(found) == plain(in_memory([records], a_roster()))
    # The other way round, of what is known already.
    files.reverse()
    assert_equal(from_store(store, files, a_roster()), in_memory(files, a_roster()))
