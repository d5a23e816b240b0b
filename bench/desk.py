"""What the trainer's desk costs beside a bare JSON.parse of the same text, in one run of Node.

    .venv/bin/python bench/desk.py [--learners 5000] [--statements 60] [--keep FOLDER]

The records are those of bench/plain_records.py, with a roster. `--keep` leaves site data and
records in a folder, to be dropped on the desk of a browser.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from plain_records import DAY, write_inputs

from coursemark.checks import check_site
from coursemark.desk_rules import desk_rules
from coursemark.loading.config import read_config
from coursemark.render.site_data import site_payload


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=5000)
    parser.add_argument("--statements", type=int, default=60, help="in each record")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = options.keep or Path(folder)
        if not (root / "desk.json").exists():
            root.mkdir(exist_ok=True)
            write_inputs(root, options.learners, options.statements)
            site, _ = check_site(root, read_config(root / "mkdocs.yml"), DAY)
            data = {"site": site_payload(site, str), "rules": desk_rules(site, DAY)}
            (root / "desk.json").write_text(json.dumps({**data, "day": str(DAY)}), "utf-8")
        subprocess.run(["node", Path(__file__).with_suffix(".cjs"), root], check=True)


if __name__ == "__main__":
    main()
