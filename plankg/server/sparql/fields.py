"""The fields of an address or a form, https://url.spec.whatwg.org/#urlencoded-parsing, as strictly as the protocol wants UTF-8."""

from __future__ import annotations

import re
from binascii import a2b_qp

from plankg.server.sparql.refusals import Refusal

MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def fields(encoded: bytes) -> list[tuple[str, str]]:
    """Names and values in order. Raises Refusal for what is no percent-encoded UTF-8.

    >>> fields(b"query=ASK%20%7B%7D&default")
    [('query', 'ASK {}'), ('default', '')]
    """
    if not encoded.isascii() or MALFORMED.search(encoded):
        raise Refusal(400, "request_encoding")
    pairs = (field.partition(b"=") for field in encoded.split(b"&") if field)
    try:
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise Refusal(400, "request_encoding") from None


def _decoded(text: bytes) -> str:
    """Decode as quoted-printable, which is the same with another sign, and which Python does twenty times faster."""
    return a2b_qp(text.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"=")).decode()
