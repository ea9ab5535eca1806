"""Fields of addresses and forms: what a browser or curl writes is read back, and what is malformed is refused."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plankg.server.sparql.fields import MALFORMED, fields
from plankg.server.sparql.refusals import Refusal

CHARACTERS = st.characters(exclude_categories=["Cs"])


@given(st.lists(st.tuples(st.text(CHARACTERS, min_size=1), st.text(CHARACTERS))))
def test_whatever_is_written_as_a_form_is_read_back(pairs: list[tuple[str, str]]) -> None:
    assert fields(urlencode(pairs).encode()) == pairs


@given(st.text("ab=&%+0Ff \n\r_.;"))
def test_what_is_well_formed_is_read_as_the_standard_library_reads_it(text: str) -> None:
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        expected = None
    if expected is None or MALFORMED.search(text.encode()):
        with pytest.raises(Refusal):
            fields(text.encode())
    else:
        assert fields(text.encode()) == expected


@pytest.mark.parametrize("encoded", [b"query=%", b"query=%4", b"query=%zz", b"query=%BD%CC", "query=教".encode()])
def test_what_is_no_percent_encoded_utf_8_is_refused(encoded: bytes) -> None:
    with pytest.raises(Refusal):
        fields(encoded)
