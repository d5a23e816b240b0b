"""`coursemark report --from clickhouse+http://…`: the same report as of the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from clickhouse.database import Database, running
from inspected_site import finish, make_site
from record_builder import Learner

from coursemark.commands.report import command

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with running(tmp_path_factory.mktemp("clickhouse")) as found:
        yield found


def run(folder: Path, *args: object) -> Result:
    # A table does not know departments and roles.
    roster = folder / "roster.csv"
    roster.write_text(
        "工号,姓名,科室,岗位\n001,学员001,内科,护士\n002,学员002,外科,医师\n", "utf-8"
    )
    fixed = ["-f", folder / "mkdocs.yml", "--as-of", "2026-11-22", "--json", folder / "o.json"]
    fixed += ["--roster", roster]
    return CliRunner().invoke(
        command, [str(arg) for arg in (*args, *fixed)], catch_exceptions=False
    )


def learnt(folder: Path) -> dict[str, Any]:
    """What does not depend on how the statements came."""
    report = json.loads((folder / "o.json").read_text("utf-8"))
    by_files = {"files", "checks", "check_note"}
    return {
        "items": report["items"],
        "statements": report["statements"],
        "learners": [
            {name: one[name] for name in one if name not in by_files} for one in report["learners"]
        ],
        "problems": report["problems"],
    }


def test_the_same_report_and_only_who_changed_is_read_again(
    database: Database, tmp_path: Path
) -> None:
    site = make_site(tmp_path)
    people = [finish(Learner(id_, f"学员{id_}", site=site)) for id_ in ("001", "002", "003")]
    records = tmp_path / "records"
    records.mkdir()
    for one in people[:2]:
        one.hand_in(records)
    assert run(tmp_path, records).exit_code == 0
    of_files = learnt(tmp_path)
    table = database.table()
    database.insert(table, *(each for one in people[:2] for each in one.log))
    address = f"clickhouse+http://127.0.0.1:{database.port}/xapi/{table.table}"
    kept = ["--from", address, "--store", tmp_path / "kept"]

    first = run(tmp_path, *kept)
    assert first.exit_code == 0, first.output
    assert "取了 2 人的记录" in first.output
    found = learnt(tmp_path)
    assert found == of_files

    again = run(tmp_path, *kept)
    assert "取了 0 人的记录" in again.output
    assert learnt(tmp_path) == found

    database.insert(table, *people[2].log)
    later = run(tmp_path, *kept)
    assert "取了 1 人的记录" in later.output
    assert [one["id"] for one in learnt(tmp_path)["learners"]] == ["001", "002", "003"]


def test_a_table_that_is_not_there_is_wrong_use(database: Database, tmp_path: Path) -> None:
    make_site(tmp_path)
    done = run(tmp_path, "--from", f"clickhouse+http://127.0.0.1:{database.port}/xapi/none")
    assert done.exit_code == 2
    assert "none" in done.output
    assert not (tmp_path / "o.json").exists()
