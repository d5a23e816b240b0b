from pathlib import Path

from clause_files import FILES
from site_folder import write_site

from coursemark.loading.site import load_site
from coursemark.model import SiteConfig
from coursemark.render.downloads import downloads

HEADS = "\ufeff序号,检查项目,合格标准,查什么证据,责任岗位,结果,整改责任人,整改期限\r\n"
CHECKLIST = """
    checklists:
      - {id: ward, title: 病区, items: [{item: =在院, standard: 都在, owner: 护士}]}
"""


def files(root: Path, written: dict[str, str]) -> dict[str, str]:
    write_site(root, written)
    site = load_site(root, SiteConfig(id="https://fire.example/", title="消防")).site
    return {download.path: download.text for download in downloads(site)}


def test_sheets_as_csv(tmp_path: Path) -> None:
    found = files(tmp_path, FILES | {"data/checklists.yml": CHECKLIST})
    folder = "assets/coursemark/tables"
    assert found == {
        f"{folder}/self-inspection.csv": HEADS
        + "1,实名就医,抽10人全部相符,登记本,护士、医保办,,,\r\n"
        "2,上传<清单>,按时上传,,医保办、全员,,,\r\n",
        f"{folder}/checklist-ward.csv": HEADS + "1,'=在院,都在,,护士,,,\r\n",
    }


def test_a_site_without_registers_has_none(tmp_path: Path) -> None:
    assert files(tmp_path, {"content/p.md": "# 页\n"}) == {}
