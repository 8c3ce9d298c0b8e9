"""The scripted family of five: one passport under the reader, four people typed. Also measured by the benchmarks."""

from tests.foundation.web.conftest import eventually
from tests.foundation.web.test_bursts_on_a_page import read_into
from tests.walks.keyboard import Desk

# ICAO Doc 9303-4; the check digits are right.
AMINA_MRZ = "P<SYRHADDAD<<AMINA<<<<<<<<<<<<<<<<<<<<<<<<<<\nN012844138SYR9109021F3302082<<<<<<<<<<<<<<<8\n"
# given names, family name ("" keeps the group's), sex, age, relation as it begins in the list, document as it begins
OTHERS = (
    ("Yusuf", "", "m", "~9", "Son"),
    ("Layla", "", "f", "~6", "Dau"),
    ("Khadija", "Mansour", "f", "1954", "Moth"),
    ("Sami", "", "m", "~13", "Not r"),
)


def register_family(desk: Desk) -> str:
    """Register the five from the page "Register"; ends on the group's page. Returns the token."""
    desk.press("Control+a")
    desk.type("5")
    desk.go("F2")
    read_into(desk.page, AMINA_MRZ)
    assert eventually(lambda: desk.page.input_value("[name=document_number]"))
    desk.go("F2")
    for given, family, sex, born, relation in OTHERS:
        desk.type(given)
        desk.press("Enter")
        if family:
            desk.press("Control+a")
            desk.type(family)
        desk.press("Enter", "Enter", sex, "Enter")
        desk.type(born)
        desk.press("Enter", "Enter", "Enter")
        desk.type(relation)
        desk.go("F2")
    return str(desk.page.inner_text(".token"))
