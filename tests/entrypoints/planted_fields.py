"""A person of whom every field says a word of its own, on a post and on a protection agency's node."""

from datetime import timedelta
from typing import Any

from safeconduct.domains.crossings import commands as crossing
from safeconduct.domains.health import commands as health
from safeconduct.domains.liberty import commands as liberty
from safeconduct.domains.partners import commands as partner
from safeconduct.domains.people import commands as people
from safeconduct.domains.protection import commands as child
from safeconduct.domains.protection.rules import file_of
from safeconduct.domains.protection.states import WEIGHED
from safeconduct.domains.referrals import commands as referral
from safeconduct.domains.reviews import commands as review
from safeconduct.domains.screening import commands as screening
from safeconduct.domains.screening.rules import screening_of
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.seen import seen_of_all
from safeconduct.kernel.ids import derived_id, new_id
from tests.assessed import assessed

AT_A_POST = {
    "given names": "qzgiven", "family name": "qzfamily", "name in its own script": "قزاسم", "birth as said": "qzborn",
    "where from": "qzorigin", "where to": "qzgoal", "contact onward": "+373 555 7127 741", "document number": "QZP7719",
    "photo": "qzphoto", "note on the group": "qznote", "where the group is from": "qzgrouporigin",
    "where the group goes": "qzgroupgoal", "why it was corrected": "qzcorrected", "place of the wait": "qzhall",
    "why separated": "qzmoved", "number plate": "QZK 447", "driver": "qzdriver",
    "driver's contact": "+373 555 8128 002",
    "where the vehicle goes": "qzport", "remarks of the shift": "qzshift", "why a legal hold": "qzhold",
    "why referred": "qzreason", "what the agency is told": "qztold",
    "message about a referral": "qzmessage", "words of consent": "qzconsent",
    "complaint about an agency": "qzcomplaint",
    "how the complainant is reached": "qzreach", "isolation order": "qzorder",
    "where the ambulance goes": "qzambulance",
    "objection": "qzobjection",
    "what is said of somebody held": "qzheld",
}  # fmt: skip
AT_AN_AGENCY = {
    "child's name": "qzchild", "child's nickname": "qznick", "who cares for the child": "qzcarer",
    "where the child lives": "qzhome", "remark on care": "qzcare", "guardian": "qzguardian",
    "guardian's phone": "+373 555 3111 222", "mandate's basis": "qzbasis", "who claims the child": "qzclaimant",
    "the claimant's contact": "+373 555 4111 333", "remark on the claim": "qzclaim", "plan for the child": "qzplan",
    "who is looked for": "qzlooked", "note in a confidential file": "qzfile",
}  # fmt: skip
COMPARTMENTS = ("protection", "child_protection", "gbv", "health", "legal")


class Planted:
    """The ids under which the words were planted, by the names that addresses use."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast
        self.logged: list[str] = []
        self.unlogged: set[tuple[str, ...]] = set()
        self.ids: dict[str, str] = {"post": cast.post, "post_id": cast.post, "user": cast.ids["zainab"]}

    def submit(self, who: str, *commands: Any, sees: tuple[str, ...] = (), **more: Any) -> None:
        """One act of one of the cast, on a page drawn just now."""
        submit(self.cast.act(who, seen=seen_of_all(sees), **more), *commands)

    def new(self, name: str) -> str:
        self.ids[name] = derived_id("planted", name)
        return self.ids[name]

    def compartments(self) -> None:
        for code in COMPARTMENTS:
            act = self.cast.act("adam", place="node", purpose="administration")
            register_compartment(act, compartment=code, agency="river_aid", public=make_keys(code))


def at_a_post(cast: Any) -> Planted:
    """Registered, let through, moved, held, referred; every word once."""
    word, here = AT_A_POST, Planted(cast)
    here.compartments()
    assessed(cast, "use", "registered")
    person, group, other = here.new("person_id"), here.new("group_id"), derived_id("planted other")
    _register(here, person, group, other)
    _cross(here, person, group)
    _move(here, person, group)
    _refer(here, person)
    submit(cast.act("bilal"), review.RequestRefusal(person=person, post=cast.post, crossing=here.ids["crossing_id"],
                                                    ground="entry_conditions"))  # fmt: skip
    here.submit("samira", people.PlaceLegalHold(person=person, basis="claim", reason=word["why a legal hold"],
                                                review_on="2026-05-01"))  # fmt: skip
    _care(here, person)
    _hold(here, person)
    return here


def _register(here: Planted, person: str, group: str, other: str) -> None:
    word = AT_A_POST
    here.submit(
        "bilal",
        people.RegisterGroup(
            group=group, level=2, size=2, note=word["note on the group"], origin=word["where the group is from"],
            destination=word["where the group goes"],
        ),
        people.RegisterPerson(
            person=person, level=3, group=group, given_names=word["given names"], family_name=word["family name"],
            name_native=word["name in its own script"], origin=word["where from"], destination=word["where to"],
            onward_contact=word["contact onward"], language="ar",
            birth=people.BirthDateGiven(kind="age", age=34, as_of="2026-03-04", original=word["birth as said"]),
            documents=(people.DocumentGiven(id=derived_id("planted document"), type="passport",
                                            number=word["document number"]),),
        ),
        people.RegisterPerson(
            person=other, level=2, group=group, given_names="Omar", family_name="Said",
            birth=people.BirthDateGiven(kind="age", age=40, as_of="2026-03-04"),
        ),
    )  # fmt: skip
    jpeg = bytes.fromhex("ffd8ffe0") + word["photo"].encode() + bytes.fromhex("ffd9")
    here.submit("bilal", people.TakePhoto(person=person, jpeg=jpeg))
    why = people.CorrectPerson(person=person, changes={"sex": "F"}, reason=word["why it was corrected"])
    here.submit("bilal", why, sees=(person,))


def _cross(here: Planted, person: str, group: str) -> None:
    word, name = AT_A_POST, here.new("crossing_id")
    here.ids["screening_id"] = screening_of(name)
    soon = here.cast.clock.now() + timedelta(hours=1)
    here.submit(
        "bilal",
        crossing.RecordCrossing(crossing=name, post=here.cast.post, direction="entry", level=2, group=group,
                                persons=(person,), number=2, language="ar"),
    )  # fmt: skip
    wait = crossing.Decide(
        crossing=name, decision="wait", place=word["place of the wait"], reason="post_full", next_time=soon
    )
    here.submit("bilal", wait, sees=(name,))
    here.submit(
        "bilal",
        crossing.RecordVehicle(
            vehicle=here.new("vehicle_id"), post=here.cast.post, kind="car", plate=word["number plate"],
            driver_name=word["driver"], driver_contact=word["driver's contact"],
            destination=word["where the vehicle goes"],
        ),
    )  # fmt: skip
    shift, left = here.new("shift_id"), {"open_queue": 1, "open_verifications": 0, "open_flags": 0}
    here.submit("samira", crossing.OpenShift(shift=shift, post=here.cast.post))
    over = crossing.HandOverShift(shift=shift, to=here.cast.ids["tomas"], remarks=word["remarks of the shift"], **left)
    here.submit("samira", over)


def _move(here: Planted, person: str, group: str) -> None:
    second = derived_id("planted second group")
    here.submit("bilal", people.RegisterGroup(group=second, level=2, size=1))
    moved = people.MovePerson(person=person, from_group=group, to_group=second, relation="", reason="care_arranged",
                              explanation=AT_A_POST["why separated"])  # fmt: skip
    here.submit("bilal", moved, sees=(person, group))


def _refer(here: Planted, person: str) -> None:
    word = AT_A_POST
    agency, agreement, service, name = (here.new(one) for one in ("agency", "agreement", "service", "referral_id"))
    here.submit(
        "petra",
        partner.DescribeAgency(agency=agency, name="Hope", type="ngo_international", code="hope"),
        partner.DescribeAgreement(
            agreement=agreement, agency=agency, title="A", purposes=("referral",), fields=("name", "age"),
            signed_on="2026-01-01", valid_from="2026-01-01", valid_until="2026-12-31",
        ),
        referral.DescribeService(service=service, agency=agency, name="Clinic", types=("health",)),
    )  # fmt: skip
    assessed(here.cast, "agency", agency)
    here.submit("petra", partner.MoveAgreement(agreement=agreement, state="in_force"), sees=(agreement,))
    here.submit(
        "bilal",
        referral.OpenReferral(
            referral=name, service=service, type="health", urgency="urgent", person=person, reference="R-QZ",
            arrival_code="1", passphrase="p", reason=word["why referred"],
        ),
        purpose="protection",
    )  # fmt: skip
    steps = [
        referral.SayConsent(referral=name, answer="given", fields=("name",), words=word["words of consent"]),
        referral.SendReferral(referral=name, fields=("name",), disclosed={"name": word["what the agency is told"]}),
        referral.LogMessage(referral=name, channel="phone", direction="out", outcome="reached",
                            words=word["message about a referral"]),
    ]  # fmt: skip
    for step in steps:
        here.submit("bilal", step, sees=(name,), purpose="protection")
    complaint = referral.MakeComplaint(
        complaint=here.new("complaint"), agency=agency, about="abuse", referral=name,
        words=word["complaint about an agency"], reach=word["how the complainant is reached"],
    )  # fmt: skip
    here.submit("bilal", complaint, purpose="protection")


def _care(here: Planted, person: str) -> None:
    event, until = here.new("event_id"), here.cast.clock.now() + timedelta(days=7)
    here.submit(
        "nadia",
        health.DeclareEvent(event=event, post=here.cast.post, disease="cholera", name="River delta",
                            basis="Ministry 12", signs=("watery_stool",), exposures=("water",), until=until),
        health.BeginIsolation(isolation=here.new("isolation_id"), post=here.cast.post, at="room", basis="ordered",
                              hours=4, event=event, person=person, order=AT_A_POST["isolation order"]),
    )  # fmt: skip
    call = here.new("ambulance_id")
    here.submit("nadia", health.CallAmbulance(ambulance=call, post=here.cast.post, person=person))
    for step, where in (("arrived", ""), ("left", AT_A_POST["where the ambulance goes"])):
        here.submit("nadia", health.MoveAmbulance(ambulance=call, step=step, where=where), sees=(call,))


def _hold(here: Planted, person: str) -> None:
    word, since = AT_A_POST, here.cast.clock.now() - timedelta(hours=1)
    here.submit("bilal", people.MakeObjection(person=person, about="identity", by="self", words=word["objection"]))
    held = liberty.RecordDeprivation(
        person=person, deprivation=here.new("deprivation_id"), post=here.cast.post, since=since, is_registered=True,
        ground="identity", words={"description": word["what is said of somebody held"]},
    )  # fmt: skip
    here.submit("samira", held)


def at_an_agency(cast: Any) -> Planted:
    """A notice of a child and everything that follows, and a confidential file; every word once."""
    here = Planted(cast)
    here.compartments()
    _child(here)
    _file(here)
    return here


def _child(here: Planted) -> None:
    word, act = AT_AN_AGENCY, {"place": "node"}
    notice = {
        "form": "child_notice", "person": derived_id("planted child"), "crossing": derived_id("crossing"),
        "token": "B-0163-M", "post": here.cast.post, "post_name": "Kadar Bridge", "day": "2026-03-04", "minor": "yes",
        "sex": "M", "age_band": "5-11", "relation": "not_related", "grounds": ["adult_not_parent"], "companions": [],
    }  # fmt: skip
    entry = new_id()
    name, whole = file_of(notice, entry)
    here.ids["child_id"] = name
    here.submit("esther", child.TakeNotice(child=name, whole=whole, entry=entry, content=notice), **act)
    guardian, request = here.new("guardian_id"), here.new("request_id")
    steps = [
        child.DescribeChild(child=name, status="unaccompanied",
                            says={"given_names": word["child's name"], "nickname": word["child's nickname"]}),
        child.ArrangeCare(child=name, care="kinship", since="2026-03-04", carer=word["who cares for the child"],
                          place=word["where the child lives"], remark=word["remark on care"]),
        child.DescribeGuardian(guardian=guardian, sort="person", name=word["guardian"], capacity=20,
                               phone=word["guardian's phone"], vetted_on="2026-03-01"),
        child.BeginMandate(child=name, mandate=new_id(), guardian=guardian, appointer="court", scope="full",
                           starts="2026-03-04", ends="2026-12-31", basis=word["mandate's basis"],
                           checked=("not_border", "not_carer", "not_claimant")),
        child.ClaimRelationship(child=name, claim=new_id(), claimant=word["who claims the child"], relation="mother",
                                contact=word["the claimant's contact"], remark=word["remark on the claim"]),
        child.AssessInterests(child=name, conclusion="stays", weighed=WEIGHED, child_heard=True,
                              plan=word["plan for the child"]),
        child.OpenTracing(request=request, relation="mother", child=name,
                          says={"sought": word["who is looked for"]}),
    ]  # fmt: skip
    for step in steps:
        here.submit("esther", step, sees=(name,), **act)


def _file(here: Planted) -> None:
    word, name = AT_AN_AGENCY, here.new("file_id")
    about = {"token": "B-0164-N", "post_name": "Kadar Bridge", "note": word["note in a confidential file"]}
    here.submit("esther", screening.OpenFile(file=name, about=about), place="node")
