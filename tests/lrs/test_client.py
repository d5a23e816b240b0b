"""What a store may answer over HTTP, and what is made of it."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from lrs.scripted_store import Asked, Reply, ScriptedStore, result, serving

from coursemark.lrs import Credentials, LrsFault, Page, endpoint_of, pages

PLAIN = {"id": "a"}
USER = Credentials("lrs", "s3cret")
TOKEN = "Basic bHJzOnMzY3JldA=="


def read(address: str, waits: list[float] | None = None) -> list[Page]:
    sleep = (waits if waits is not None else []).append
    return list(pages(endpoint_of(address, USER), sleep=sleep))


def fault_of(address: str, waits: list[float] | None = None) -> str:
    with pytest.raises(LrsFault) as fault:
        read(address, waits)
    host = address.split("/")[2]
    return str(fault.value).replace(host, "store.test")


def in_turn(*replies: Reply) -> Callable[[Asked], Reply]:
    """One reply after the other, the last for ever."""
    numbers = count()
    return lambda _: replies[min(next(numbers), len(replies) - 1)]


def test_the_store_is_told_the_version_and_who_asks() -> None:
    with serving(lambda _: result([PLAIN])) as served:
        assert [page.statements for page in read(served.address)] == [[PLAIN]]
    headers = served.asked[0].headers
    assert headers["X-Experience-API-Version"] == "1.0.3"
    assert headers["Authorization"] == TOKEN
    assert headers["Accept-Encoding"] == "identity"


def test_a_store_without_users_is_told_nothing() -> None:
    with serving(lambda _: result([])) as served:
        list(pages(endpoint_of(served.address)))
    assert "Authorization" not in served.asked[0].headers


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(401, b"no"), "不认登录信息（401）；请检查登录文件里的“用户名:密码”"),
        (Reply(403), "不让这个用户读记录（403）；请管理员给它读 statements 的权限"),
        (Reply(404, b"<h1>404"), "没有这个地址（404）；请检查地址，一般以 /xAPI 结尾"),
        (
            Reply(400, b'{"detail": "limit\x1b[31m"}'),
            '拒绝了请求（400）：{"detail": "limit\\u001b[31m"}；请检查地址，或请管理员查看',
        ),
        (
            Reply(400, f"got {TOKEN} of lrs:s3cret".encode()),
            "拒绝了请求（400）：got Basic *** of lrs:***；请检查地址，或请管理员查看",
        ),
        (Reply(405, b"<p>no"), "拒绝了请求（405）；请检查地址，或请管理员查看"),
        (Reply(204), "拒绝了请求（204）；请检查地址，或请管理员查看"),
        (
            Reply(400, b"{}", {"X-Experience-API-Version": "2.0.0"}),
            "说的是 xAPI 2.0.0，不是 1.0.3；请换用支持 1.0.3 的地址",
        ),
        (
            Reply(429, headers={"Retry-After": "3600"}),
            "要我们等 3600 秒再来；请过一会儿再运行",
        ),
        (
            Reply(200, b" " * ((64 << 20) + 1)),
            "一次回答超过 64 MB；请在地址里用 activity 等参数缩小范围",
        ),
    ],
)
def test_what_no_further_try_mends(reply: Reply, words: str) -> None:
    with serving(lambda _: reply) as served:
        waits: list[float] = []
        assert fault_of(served.address, waits) == f"记录库 http://store.test/xAPI {words}"
        assert waits == []
    assert len(served.asked) == 1


SHORT = Reply(200, b'{"statements": [', length=99)
LATER = {"Retry-After": "Thu, 05 Mar 2026 12:00:30 GMT"}


@pytest.mark.parametrize(
    ("replies", "waited"),
    [
        ([Reply(500)], [1]),
        ([Reply(503), Reply(502, b"<h1>"), Reply(504)], [1, 2, 4]),
        ([Reply(429, headers={"Retry-After": "7"}), Reply(429)], [7, 2]),
        ([Reply(429, headers=LATER)], [30]),
        ([Reply(429, headers={"Retry-After": "soon"})], [1]),
        ([Reply(503, headers={"Retry-After": "-5"})], [1]),
        ([SHORT], [1]),
        ([Reply(0)], [1]),
    ],
)
def test_what_another_try_mends(replies: list[Reply], waited: list[float]) -> None:
    with serving(in_turn(*replies, result([PLAIN]))) as served:
        waits: list[float] = []
        assert [page.statements for page in read(served.address, waits)] == [[PLAIN]]
    assert waits == waited


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(500, b'{"detail": "query failed"}'), '回答 500：{"detail": "query failed"}'),
        (Reply(503, b"<h1>"), "回答 503"),
        (SHORT, "回答到一半断了"),
        (Reply(0), "断开了连接"),
    ],
)
def test_a_fault_that_lasts(reply: Reply, words: str) -> None:
    with serving(lambda _: reply) as served:
        waits: list[float] = []
        assert fault_of(served.address, waits) == (
            f"记录库 http://store.test/xAPI {words}，试了 6 次；请过一会儿再运行，或请管理员查看"
        )
    assert waits == [1, 2, 4, 8, 16]
    assert len(served.asked) == 6


CHUNKS = {"Transfer-Encoding": "chunked"}


def chunks(*texts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(text), text) for text in texts)


def test_an_answer_in_chunks_and_one_cut_between_them() -> None:
    cut = Reply(200, chunks(b'{"statements": '), CHUNKS, length=-1)
    whole = Reply(200, chunks(b'{"statements": ', b'[{"id": "a"}]}', b""), CHUNKS, length=-1)
    with serving(in_turn(cut, whole)) as served:
        waits: list[float] = []
        assert [page.statements for page in read(served.address, waits)] == [[PLAIN]]
    assert waits == [1]


def test_a_connection_that_was_closed_meanwhile_costs_no_time() -> None:
    with serving(
        in_turn(result([PLAIN], "/xAPI/statements?page=2"), Reply(0), result([]))
    ) as served:
        waits: list[float] = []
        assert len(read(served.address, waits)) == 2
    assert waits == [0]


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_nobody_answers() -> None:
    assert fault_of(f"lrs+http://127.0.0.1:{closed_port()}/xAPI") == (
        "记录库 http://store.test/xAPI 没有开：这个端口上没有程序应答，试了 6 次；"
        "请过一会儿再运行，或请管理员查看"
    )


def test_no_such_host() -> None:
    assert fault_of("lrs+http://no-such-host.invalid/xAPI") == (
        "记录库 http://store.test/xAPI 的主机名找不到，试了 6 次；请过一会儿再运行，或请管理员查看"
    )


def test_a_redirect_within_the_store_is_followed() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/xAPI/statements":
            return Reply(307, b"moved", {"Location": "/xAPI/statements/"})
        return result([PLAIN])

    with serving(answer) as served:
        assert [page.statements for page in read(served.address)] == [[PLAIN]]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_elsewhere_is_refused(status: int) -> None:
    with serving(lambda _: result([])) as other:
        place = f"http://127.0.0.1:{other.port}/xAPI/statements"
        with serving(lambda _: Reply(status, headers={"Location": place})) as served:
            assert fault_of(served.address) == (
                f"记录库 http://store.test/xAPI 要把我们转到 {place}；登录信息不会发到别处，"
                "如果它搬家了，请改用新地址"
            )
    assert other.asked == []


def test_redirects_without_end_end() -> None:
    with serving(lambda _: Reply(302, headers={"Location": "/xAPI/statements"})) as served:
        assert fault_of(served.address) == (
            "记录库 http://store.test/xAPI 一直在转来转去（重定向太多）；请检查地址"
        )
    assert len(served.asked) == 5


def test_https_at_a_port_of_http() -> None:
    with serving(lambda _: result([])) as served:
        address = served.address.replace("lrs+http:", "lrs+https:")
        assert fault_of(address) == (
            "记录库 https://store.test/xAPI 说的不是 https；请检查端口，或改写成 lrs+http://…"
        )


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[tuple[ScriptedStore, Path]]:
    """A store over https with a certificate that it signed itself."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=store.test"
    made = [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    with serving(lambda _: result([PLAIN]), both) as served:
        yield served, certificate


@pytest.mark.peer
def test_a_certificate_that_nobody_vouches_for(secured: tuple[ScriptedStore, Path]) -> None:
    assert fault_of(secured[0].address) == (
        "记录库 https://store.test/xAPI 的证书不受信任（self-signed certificate）；"
        "请把单位的根证书文件写进环境变量 SSL_CERT_FILE"
    )


@pytest.mark.peer
def test_a_certificate_of_the_hospital(
    secured: tuple[ScriptedStore, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secured[1]))
    assert [page.statements for page in read(secured[0].address)] == [[PLAIN]]
