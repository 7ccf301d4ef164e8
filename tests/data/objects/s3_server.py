"""A server that speaks as much of S3 as objects need, over a socket: signed requests, paths, XML, pages of listings.

Source: Amazon S3 API Reference, PutObject, GetObject, ListObjectsV2, DeleteObject; "Authenticating Requests (AWS
Signature Version 4)".
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

ACCESS_KEY, SECRET_KEY, REGION, BUCKET = "quill", "a secret of the tests", "garage", "everquill"
A_PAGE = 2
"""Keys in one listing."""


class S3Server(ThreadingHTTPServer):
    """The server; what it keeps is open to tests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kept: dict[str, bytes] = {}
        self.failing: int | None = None
        self.requests: list[str] = []

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def store(self) -> S3Server:
        assert isinstance(self.server, S3Server)
        return self.server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (it is called so in the base)
        """Say nothing."""

    def do_PUT(self) -> None:
        body = self._body()
        if self._let_in(body):
            self.store.kept[self._key()] = body
            self._say(200)

    def do_GET(self) -> None:
        if not self._let_in(b""):
            return
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if "list-type" in query:
            self._say(200, self._listing(query))
        elif (found := self.store.kept.get(self._key())) is not None:
            self._say(200, found)
        else:
            self._fail(404, "NoSuchKey")

    def do_DELETE(self) -> None:
        if self._let_in(b""):
            self.store.kept.pop(self._key(), None)
            self._say(204)

    def _listing(self, query: dict[str, str]) -> bytes:
        prefix, after = unquote(query.get("prefix", "")), query.get("continuation-token", "")
        keys = sorted(key for key in self.store.kept if key.startswith(prefix) and key > after)
        page = keys[:A_PAGE]
        more = len(keys) > A_PAGE
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        items = "".join(f"<Contents><Key>{escape(key)}</Key><Size>1</Size></Contents>" for key in page)
        return (
            '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{items}</ListBucketResult>"
        ).encode()

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path.removeprefix(f"/{BUCKET}/"))

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def _let_in(self, body: bytes) -> bool:
        self.store.requests.append(f"{self.command} {self.path}")
        if self.store.failing:
            self._fail(self.store.failing, "SlowDown")
            return False
        if not self.path.startswith(f"/{BUCKET}"):
            self._fail(404, "NoSuchBucket")
            return False
        if not self._is_signed(body):
            self._fail(403, "SignatureDoesNotMatch")
            return False
        return True

    def _is_signed(self, body: bytes) -> bool:
        """Whether the signature is what the secret makes of this very request."""
        scheme, _, rest = self.headers.get("Authorization", "").partition(" ")
        parts: dict[str, str] = {}
        for part in rest.split(","):
            name, _, value = part.strip().partition("=")
            parts[name] = value
        signed = parts.get("SignedHeaders", "").split(";")
        access, day, *_ = parts.get("Credential", "//").split("/")
        hashed = self.headers.get("x-amz-content-sha256", "")
        if scheme != "AWS4-HMAC-SHA256" or access != ACCESS_KEY or hashed != hashlib.sha256(body).hexdigest():
            return False
        split = urlsplit(self.path)
        query = sorted(parse_qsl(split.query, keep_blank_values=True))
        canonical = "\n".join(
            [
                self.command,
                split.path,
                "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in query),
                *(f"{name}:{' '.join(self.headers.get(name, '').split())}" for name in signed),
                "",
                ";".join(signed),
                hashed,
            ]
        )
        scope = f"{day}/{REGION}/s3/aws4_request"
        stamp = self.headers.get("x-amz-date", "")
        told = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = f"AWS4{SECRET_KEY}".encode()
        for part in (day, REGION, "s3", "aws4_request"):
            key = hmac.digest(key, part.encode(), "sha256")
        return hmac.compare_digest(hmac.new(key, told.encode(), "sha256").hexdigest(), parts.get("Signature", ""))

    def _fail(self, status: int, code: str) -> None:
        self._say(status, f'<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'.encode())

    def _say(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """A server for the length of a block."""
    server = S3Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
