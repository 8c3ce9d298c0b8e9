"""Partners through the one write path, and what may be shared with whom."""

from collections.abc import Iterator
from typing import Any

import pytest

from safeconduct.domains.partners import commands, queries
from safeconduct.foundation.journal.erase import is_erased
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound
from tests.assessed import assessed
from tests.conftest import Cast


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast: Cast) -> Iterator[None]:
    yield
    assert verify(cast.ledger).findings == ()


@pytest.fixture
def hope(cast: Cast) -> str:
    agency = new_id()
    commands.describe_agency(cast.act("petra"), agency=agency, name="Hope International", type="ngo_international")
    return agency


def agree(cast: Cast, agency: str, *, force: bool = True, **more: Any) -> str:
    agreement = new_id()
    says = {
        "title": "Referrals", "purposes": ("referral",), "fields": ("name", "age"), "signed_on": "2026-01-01",
        "valid_from": "2026-01-01", "valid_until": "2026-12-31", **more,
    }  # fmt: skip
    commands.describe_agreement(cast.act("petra"), agreement=agreement, agency=agency, **says)
    if force:
        assessed(cast, "agency", agency)
        act = cast.act("petra", seen=queries.seen_of_all([agreement]))
        commands.move_agreement(act, agreement=agreement, state="in_force")
    return agreement


def test_nothing_may_be_shared_without_an_agreement_in_force(cast: Cast, hope: str) -> None:
    assert queries.agreed_sharing(hope, "referral", "2026-03-04") is None
    agree(cast, hope, force=False)
    assert queries.agreed_sharing(hope, "referral", "2026-03-04") is None


def test_what_is_in_force_may_be_shared_for_its_purpose_on_its_days(cast: Cast, hope: str) -> None:
    first = agree(cast, hope)
    second = agree(cast, hope, fields=("contact",))
    found = queries.agreed_sharing(hope, "referral", "2026-03-04")
    assert found is not None
    assert (found.agreements, found.fields) == (tuple(sorted((first, second))), {"name", "age", "contact"})
    assert queries.agreed_sharing(hope, "relief", "2026-03-04") is None
    assert queries.agreed_sharing(hope, "referral", "2027-01-01") is None


def test_a_suspended_agreement_lets_nothing_pass(cast: Cast, hope: str) -> None:
    agreement = agree(cast, hope)
    act = cast.act("petra", seen=queries.seen_of_all([agreement]))
    commands.move_agreement(act, agreement=agreement, state="suspended", reason="audit")
    assert queries.agreed_sharing(hope, "referral", "2026-03-04") is None


def test_nothing_is_shared_with_an_agency_that_is_not_active(cast: Cast, hope: str) -> None:
    agree(cast, hope)
    act = cast.act("petra", seen=queries.seen_of_all([hope]))
    commands.describe_agency(act, agency=hope, name="Hope International", type="ngo_international", is_active=False)
    assert queries.agreed_sharing(hope, "referral", "2026-03-04") is None


def test_who_ends_is_erased_by_name(cast: Cast, hope: str) -> None:
    contact = new_id()
    says = {
        "agency": hope,
        "part": "focal_point",
        "name": "Ruth Amari",
        "phone": "+373 22 000 111",
        "languages": ("ar",),
    }
    assert queries.agencies_without_focal_point() == {hope}
    commands.describe_contact(cast.act("petra"), contact=contact, **says)
    assert [one.name for one in queries.contacts_of(hope)] == ["Ruth Amari"]
    assert queries.agencies_without_focal_point() == set()
    commands.end_contact(cast.act("petra", seen=queries.seen_of_all([contact])), contact=contact)
    assert queries.contacts_of(hope) == []
    assert is_erased(contact)
    assert queries.contact(contact).name == ""


def test_an_agency_is_known_on_its_node_by_its_code(cast: Cast, hope: str, settings: Any) -> None:
    assert queries.readers_of(hope) == hope
    act = cast.act("adam", seen=queries.seen_of_all([hope]))
    commands.describe_agency(act, agency=hope, name="Hope International", type="ngo_international", code="hope")
    assert queries.readers_of(hope) == "hope"
    assert not queries.runs_a_node(hope)
    settings.SAFECONDUCT_AGENCY = "hope"
    assert queries.runs_a_node(hope)


def test_no_two_agencies_have_one_code(cast: Cast, hope: str) -> None:
    act = cast.act("adam", seen=queries.seen_of_all([hope]))
    commands.describe_agency(act, agency=hope, name="Hope International", type="ngo_international", code="hope")
    with pytest.raises(Conflict, match=r"partners\.code_taken"):
        commands.describe_agency(cast.act("adam"), agency=new_id(), name="Hope Local", code="hope")


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "hana", "olga", "chidi"])
def test_nobody_else_enters_an_agency(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="access"):
        commands.describe_agency(cast.act(who), agency=new_id(), name="Hope")


def test_what_is_not_known_is_not_found(cast: Cast) -> None:
    for ask in (queries.agency, queries.contact, queries.agreement):
        with pytest.raises(NotFound, match="partners"):
            ask(new_id())
