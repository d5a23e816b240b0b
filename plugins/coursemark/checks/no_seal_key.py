"""A sealed assessment has no key to seal with, or the site's key is none.

`coursemark keys` makes a pair: the public key goes into `mkdocs.yml`, the other stays with the
trainer.

Fails, in a site without the plugin option `seal_key`::

    mode: exam
    sealed: true

Passes, with a `seal_key:` that `coursemark keys` printed::

    mode: exam
    sealed: true
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Place, Problem

ID = "no-seal-key"
LEVEL: Level = "error"

BYTES = 32
"""Length of an X25519 public key."""


def check(site: Site, today: date) -> Iterator[Problem]:
    key = site.config.seal_key
    if key and not _is_key(key):
        text = "插件选项 seal_key 不是公钥；请原样复制 coursemark keys 打印的那一行"
        yield Problem(Place("mkdocs.yml"), ID, text, LEVEL)
    for assessment in site.assessments.values():
        if assessment.sealed and not key:
            text = (
                f"测评 {assessment.id} 要密封，站点却没有公钥；"
                "请运行 coursemark keys，把公钥写进 mkdocs.yml 的插件选项 seal_key:"
            )
            yield Problem(assessment.places.get("sealed", assessment.place), ID, text, LEVEL)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == BYTES
    except (binascii.Error, ValueError):
        return False
