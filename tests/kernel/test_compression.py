"""Frames of Zstandard: what was made small comes back, and nothing is opened further than was agreed."""

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.kernel.compression import TooLarge, compress, decompress

CONTENT = b"Kadar Bridge, Sarn Rail. " * 400
AT_MOST = len(CONTENT)


@given(st.binary(max_size=4000))
def test_what_was_made_small_comes_back(content):
    assert decompress(compress(content), at_most=4000) == content


def test_it_is_small():
    assert len(compress(CONTENT)) < len(CONTENT) / 20
    assert decompress(compress(CONTENT), at_most=AT_MOST) == CONTENT


def undeclared(content: bytes) -> bytes:
    return zstd.compress(content, options={zstd.CompressionParameter.content_size_flag: 0})


@pytest.mark.parametrize(
    "frame",
    [compress(CONTENT + b"x"), compress(bytes(1 << 28)), undeclared(CONTENT)],
    ids=["one byte too large", "a bomb", "hides its size"],
)
def test_what_is_too_large_is_refused_before_it_is_opened(frame):
    with pytest.raises(TooLarge):
        decompress(frame, at_most=AT_MOST)


@pytest.mark.parametrize(
    "frame",
    [
        compress(CONTENT)[:-3],
        compress(CONTENT) + compress(CONTENT),
        compress(CONTENT) + b"more",
        b"",
        b"no frame at all",
        compress(CONTENT)[:9] + b"\xff" + compress(CONTENT)[10:],
    ],
    ids=["cut", "two", "followed", "empty", "rubbish", "damaged"],
)
def test_anything_else_is_refused(frame):
    with pytest.raises(ValueError, match="frame"):
        decompress(frame, at_most=AT_MOST)
