"""Keys of a trainer, and opening what a page has sealed to one: libsodium's sealed box.

Anybody can seal to the public key, which stands in `mkdocs.yml`; only the private key opens. What
that proves and what not is in docs/sealing.md. The browser's side is `browser/transfer/seal.js`.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

from coursemark.codes import digest

KEY_BYTES = 32
_NAME_LENGTH = 8
_LONGEST_FILE = 4096


class KeyFault(ValueError):
    """Text or a file that is no key; the message says why, in Chinese."""


@dataclass(frozen=True)
class Key:
    """A private key, under the name of its public one."""

    name: str
    """`key_name` of the public key: what a sealed file says it was sealed to."""
    private: bytes
    file: Path | None = None
    """Where it was read; never taken for a record."""


def key_name(public: str) -> str:
    """The short name of a public key given in base64: eight letters and digits."""
    return digest(public, _NAME_LENGTH)


def new_key() -> tuple[Key, str]:
    """A new private key and its public key in base64."""
    from nacl.public import PrivateKey

    private = PrivateKey.generate()
    return _key(bytes(private)), _public(bytes(private))


def key_text(key: Key) -> str:
    """The text of a private key's file."""
    secret = base64.b64encode(key.private).decode("ascii")
    return (
        f"# Coursemark 私钥 {key.name}：能打开用对应公钥密封的学习记录。\n"
        "# 只由培训管理员保管：不要发给别人，不要放进网站。\n"
        "# 请在别处另存一份：丢了它，用它密封的记录就再也打不开。\n"
        f"{secret}\n"
    )


def read_key(path: Path) -> Key:
    """The private key in a file that `coursemark keys` wrote; raises KeyFault, OSError."""
    with path.open("rb") as stream:
        start = stream.read(_LONGEST_FILE + 1)
    lines = start.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    values = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if len(values) != 1 or len(start) > _LONGEST_FILE:
        raise KeyFault("不是私钥文件；请用 coursemark keys 生成的 coursemark.key")
    if values[0].startswith("seal_key:"):
        raise KeyFault("是公钥，打不开密封的记录；请用同时生成的 coursemark.key")
    key = _key(decoded(values[0]))
    return Key(key.name, key.private, path)


def decoded(text: str) -> bytes:
    """The 32 bytes of a key in base64; raises KeyFault."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise KeyFault("钥匙不是 base64 文字，可能没有复制完整") from None
    if len(found) != KEY_BYTES:
        raise KeyFault(f"钥匙应是 {KEY_BYTES} 字节，这里有 {len(found)} 字节，可能没有复制完整")
    return found


def open_sealed(box: bytes, key: Key) -> bytes | None:
    """What was sealed; None when this key does not open it or the box is damaged."""
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        opened: bytes = SealedBox(PrivateKey(key.private)).decrypt(box)
    except (CryptoError, ValueError, TypeError):
        return None
    return opened


def _key(private: bytes) -> Key:
    return Key(key_name(_public(private)), private)


def _public(private: bytes) -> str:
    from nacl.public import PrivateKey

    return base64.b64encode(bytes(PrivateKey(private).public_key)).decode("ascii")
