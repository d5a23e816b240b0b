"""Keys of a trainer, and what only they open."""

from __future__ import annotations

import base64
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox
from transferring import transferred

from coursemark.records.sealed import unsealed
from coursemark.sealing import (
    KeyFault,
    decoded,
    key_name,
    key_text,
    new_key,
    open_sealed,
    read_key,
)

KEY, PUBLIC = new_key()
BOX = SealedBox(PublicKey(base64.b64decode(PUBLIC)))


def test_a_key_opens_what_was_sealed_to_it():
    assert open_sealed(BOX.encrypt(b"record"), KEY) == b"record"


def test_another_key_does_not():
    assert open_sealed(BOX.encrypt(b"record"), new_key()[0]) is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    assert open_sealed(data, KEY) is None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 48 + 6 - 1), st.integers(1, 255))
def test_any_byte_changed_is_seen(at, change):
    box = bytearray(BOX.encrypt(b"record"))
    box[at] ^= change
    # The top bit of the ephemeral key does not count in X25519, yet the nonce comes of it too.
    assert open_sealed(bytes(box), KEY) is None


def test_libsodium_opens_what_a_page_sealed():
    for text in ("", "记录\n", "张三" * 50_000):
        sealed = transferred(text, PUBLIC).sealed
        assert unsealed(sealed.encode(), [KEY]).decode() == text


def test_a_key_written_is_read_again(tmp_path):
    file = tmp_path / "coursemark.key"
    file.write_text(key_text(KEY), "utf-8")
    found = read_key(file)
    assert (found.name, found.private, found.file) == (key_name(PUBLIC), KEY.private, file)


def test_the_text_of_a_key_says_what_it_is():
    secret = base64.b64encode(KEY.private).decode()
    assert key_text(KEY) == (
        f"# Coursemark 私钥 {KEY.name}：能打开用对应公钥密封的学习记录。\n"
        "# 只由培训管理员保管：不要发给别人，不要放进网站。\n"
        "# 请在别处另存一份：丢了它，用它密封的记录就再也打不开。\n"
        f"{secret}\n"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "不是私钥文件；请用 coursemark keys 生成的 coursemark.key"),
        ("a\nb\n", "不是私钥文件；请用 coursemark keys 生成的 coursemark.key"),
        ("A" * 5000, "不是私钥文件；请用 coursemark keys 生成的 coursemark.key"),
        (f"seal_key: {PUBLIC}\n", "是公钥，打不开密封的记录；请用同时生成的 coursemark.key"),
        ("钥匙", "钥匙不是 base64 文字，可能没有复制完整"),
        ("AAAA", "钥匙应是 32 字节，这里有 3 字节，可能没有复制完整"),
    ],
    ids=["empty", "no-key", "long", "public", "no-base64", "short"],
)
def test_what_is_no_key(tmp_path, text, fault):
    (tmp_path / "k").write_text(text, "utf-8")
    with pytest.raises(KeyFault) as raised:
        read_key(tmp_path / "k")
    assert str(raised.value) == fault


def test_a_key_in_base64_is_32_bytes():
    assert decoded(PUBLIC) == base64.b64decode(PUBLIC)


def test_the_library_is_imported_only_when_a_key_is_used():
    code = "import coursemark.commands.report, sys; print('nacl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
