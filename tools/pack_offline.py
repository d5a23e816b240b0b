"""Packs a built site into a zip that opens from a folder: pack_offline.py SITE_DIR OUTPUT.zip

The same site always gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = "医保学堂"
UNZIP_FIRST = """\
1. 先把整个压缩包解压到一个文件夹，不要在压缩包里直接打开。
2. 打开文件夹里的 index.html，用 Chrome、Edge 或 360 浏览器极速模式。
3. 学习记录存在这台电脑的这个浏览器里。学完到“我的学习”导出记录，交给培训管理员。
4. 更新站点时用新文件夹整个替换旧文件夹。
""".replace("\n", "\r\n")
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(site: Path, output: Path) -> None:
    """Writes `output` with everything under `site` in one folder, and a note on how to open it."""
    output.parent.mkdir(parents=True, exist_ok=True)
    files = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in {".gz", ".map"}
    }
    files["使用说明.txt"] = UNZIP_FIRST.encode("utf-8-sig")
    with ZipFile(output, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = ZipInfo(f"{FOLDER}/{name}", EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    site, output = Path(sys.argv[1]), Path(sys.argv[2])
    pack(site, output)
    print(f"{output}: {output.stat().st_size / 1_000_000:.1f} MB")


if __name__ == "__main__":
    main()
