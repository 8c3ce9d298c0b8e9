"""The page of the States that people flee: names, a second signature, who is refused."""

import pytest

from safeconduct.domains.assessments import queries
from safeconduct.kernel.acts import NODE
from tests.desks.border_post.scenes import field, ok, sent, words

pytestmark = pytest.mark.django_db
PAGE = "/protection/states-fled/"


def test_the_page_takes_names_and_a_second_person_signs(desk):
    form = ok(desk("petra").get(PAGE))
    given = {"context": NODE, "states": "Syria, UKR", "reason": "War"}
    wrong = ok(desk("petra").post(f"{PAGE}propose/", sent(**{**given, "states": "Xyzzyq"})), 422)
    assert "is no State" in words(wrong)
    assert 'value="Xyzzyq"' in wrong.content.decode()
    ok(desk("petra").post(f"{PAGE}propose/", sent(**given, seen=field(form, "seen"))), 302)
    assert queries.fled_states() == {"SYR", "UKR"}
    assert f"{PAGE}sign/" not in ok(desk("petra").get(PAGE)).content.decode()
    page = ok(desk("olga").get(PAGE))
    assert "waits for a signature" in words(page)
    answer = sent(context=NODE, proposal=field(page, "proposal"), seen=field(page, "seen"))
    ok(desk("olga").post(f"{PAGE}sign/", answer), 302)
    assert "signed by two" in words(ok(desk("petra").get(PAGE)))


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "adam", "chidi"])
def test_everyone_else_is_refused(desk, who):
    assert desk(who).get(PAGE).status_code == 403
    for path in ("propose/", "sign/"):
        assert desk(who).post(f"{PAGE}{path}", sent(context=NODE, states="SYR", reason="x")).status_code == 403
