"""Scenes of the protection desk: agencies with an agreement, and services of the directory."""

import re
from html import unescape

from safeconduct.domains.partners import commands as partners
from safeconduct.domains.partners import queries as agreements
from safeconduct.domains.referrals import commands as referrals
from safeconduct.domains.referrals import queries as directory
from safeconduct.domains.referrals.opening import Opening
from safeconduct.kernel.ids import derived_id, new_id
from tests.assessed import assessed

FIELDS = ("name", "sex", "age", "language", "needs", "reason", "contact", "family")


def value_of(answer, name):
    """What stands in an ordinary field."""
    return unescape(re.search(rf'name="{name}"[^>]* value="([^"]*)"', answer.content.decode()).group(1))


def agency(cast, name="Hope International", *, agreed=FIELDS, **more):
    """An agency, with an agreement in force that lets these fields be shared; None for no agreement."""
    subject = derived_id("agency", name.casefold())
    partners.describe_agency(
        cast.act("petra"), **{"agency": subject, "name": name, "type": "ngo_international", **more}
    )
    if agreed is not None:
        assessed(cast, "agency", subject)
        agreement = derived_id("agreement", name)
        partners.describe_agreement(
            cast.act("petra"), agreement=agreement, agency=subject, title="Referrals", purposes=("referral",),
            fields=agreed, signed_on="2026-01-01", valid_from="2026-01-01", valid_until="2026-12-31",
        )  # fmt: skip
        act = cast.act("petra", seen=agreements.seen_of_all([agreement]))
        partners.move_agreement(act, agreement=agreement, state="in_force")
    return subject


def service(cast, of, name="Riverside clinic", **more):
    """A service of an agency, confirmed two days ago, open on working days."""
    subject = derived_id("service", name)
    says = {
        "types": ("health",), "languages": ("ar", "en"),
        "hours": (Opening(("MO", "TU", "WE", "TH", "FR"), "08:00", "17:00"),),
        "place": "Sarn", "address": "4 Mill Lane", "latitude": 47.1, "longitude": 28.2, "day_phone": "+373 22 200 300",
        "night_phone": "+373 69 000 111", "confirmed_on": "2026-03-02", **more,
    }  # fmt: skip
    referrals.describe_service(cast.act("petra"), service=subject, agency=of, name=name, **says)
    return subject


def referral(cast, to, who="Amal", *, by="bilal", **more):
    """A referral to a service, of somebody without a record; not sent yet."""
    subject = new_id()
    kind = directory.service(to).types[0] if to else ""
    says = {"urgency": "urgent", "people": 1, **more}
    referrals.open_referral(
        cast.act(by), referral=subject, service=to, type=kind, who=who, reference=f"R-{subject[-6:]}",
        arrival_code=subject[-8:], passphrase="river stone lamp", **says,
    )  # fmt: skip
    return subject
