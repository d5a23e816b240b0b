#!/bin/sh
# Installs Debian packages, as root or through sudo.
set -eu
sudo=
if [ "$(id -u)" != 0 ]; then sudo=sudo; fi
if ! command -v apt-get >/dev/null; then
    echo "please install by hand: $*" >&2
    exit 1
fi
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
