"""Zstandard frames (RFC 8878): made small, and opened only as far as was agreed.

From Python 3.14 on the module is the standard library's `compression.zstd`.
"""

from backports import zstd


class TooLarge(ValueError):
    """A frame whose content is larger than agreed, or that does not say how large it is."""


def compress(content: bytes) -> bytes:
    """One frame that says how large its content is."""
    return zstd.compress(content)


def decompress(frame: bytes, *, at_most: int) -> bytes:
    """The content of one frame. Raises TooLarge before anything is opened, ValueError for a damaged one."""
    try:
        size = zstd.get_frame_info(frame).decompressed_size
        if size is None or size > at_most:
            raise TooLarge("the frame is larger than agreed, or does not say how large it is")
        opened = zstd.ZstdDecompressor()
        content = opened.decompress(frame, max_length=at_most + 1)
    except zstd.ZstdError as damaged:
        raise ValueError("this is no frame of Zstandard, or a damaged one") from damaged
    if not opened.eof or opened.unused_data or len(content) != size:
        raise ValueError("the frame is cut short, or something follows it")
    return content
