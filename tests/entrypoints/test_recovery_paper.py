"""The printed recovery set of the command line: three pages that open the node again."""

import shutil
import subprocess
from datetime import UTC, date, datetime

import pytest

from safeconduct.entrypoints.recovery_paper import recovery_pdf
from safeconduct.foundation.vault.derived_keys import new_root_key
from safeconduct.foundation.vault.recovery_set import make_recovery_set, qr_payload, read_share, recover, share_lines


def test_any_two_of_the_three_printed_sheets_give_the_key_again(tmp_path):
    root = new_root_key()
    made = make_recovery_set(root, day=date(2026, 3, 4))
    sheets = [(share_lines(share), qr_payload(share)) for share in made.shares]
    paper = recovery_pdf(
        "Kadar Bridge", made.record.set_id, sheets, made_at=datetime(2026, 3, 4, tzinfo=UTC), training=True
    )
    assert paper.startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        pytest.skip("reading the pages back needs the Debian package poppler-utils")
    (tmp_path / "set.pdf").write_bytes(paper)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "set.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.strip("\f").split("\f")
    assert len(pages) == 3
    for (lines, _), page in zip(sheets, pages, strict=True):
        assert all(line.split()[0] in page for line in lines)
    assert recover([read_share(sheets[0][0]), read_share(sheets[2][0])], record=made.record) == root
