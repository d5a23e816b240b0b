#!/bin/sh
# Makes sure that the programs which only tests need are there: Chromium, a Chinese font, LibreOffice.
set -eu
missing=
command -v chromium >/dev/null || missing="$missing chromium"
fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing="$missing fontconfig fonts-noto-cjk"
command -v soffice >/dev/null || missing="$missing libreoffice-calc-nogui"
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    "$(dirname "$0")/apt.sh" $missing
fi
