from datetime import date
from pathlib import Path

from site_folder import write_site

from coursemark.loading.registers import read_registers


def test_what_is_read(tmp_path: Path) -> None:
    data = """
        documents:
          - {title: 正本, year: 2026年度, storage: 档案室, owner: 王,
             expires: 2026-12-31, example: true}
    """
    write_site(tmp_path, {"data/documents.yml": data})
    registers, problems = read_registers(tmp_path, "data")
    [document] = registers.documents
    assert problems == []
    assert (document.storage, document.expires, document.example) == (
        "档案室",
        date(2026, 12, 31),
        True,
    )
