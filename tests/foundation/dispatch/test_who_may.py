"""Who may come through which door, for what, and where: every door, role, purpose and place, against a table."""

from itertools import product

import msgspec
import pytest

from safeconduct.domains.people.commands import RegisterPerson
from safeconduct.entrypoints import wiring
from safeconduct.foundation.access import queries as users
from safeconduct.foundation.access.commands import CreateUser, RecordSignIn, SetPassphrase
from safeconduct.foundation.access.roles import ROLES, SYSTEM
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import AT_POST, PURPOSES, Leave
from safeconduct.foundation.journal.statements import first
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed

WORK = {"border_control", "protection"}
OWN, NODE, OTHER = "own post", "node", "another post"
BOUND = {"border_officer", "post_supervisor", "health_officer"}  # they sit at a post, this one
EVERYWHERE = {OWN, NODE, OTHER}

# role -> purposes and places, written down once more and not read from the wiring
AT_THE_DESK = {"border_officer": (WORK, {OWN}), "post_supervisor": (WORK, {OWN})}
BY_THE_SUPERVISOR = {"post_supervisor": (WORK, {OWN})}
BY_THE_ADMINISTRATOR = {"administrator": ({"administration"}, EVERYWHERE)}
SETTING_UP = {SYSTEM: ({"administration"}, {NODE})}
FOR_ONESELF = {
    "border_officer": ({"administration"}, {OWN, NODE}),
    "post_supervisor": ({"administration"}, {OWN, NODE}),
    "hub_analyst": ({"administration"}, EVERYWHERE),
    "administrator": ({"administration"}, EVERYWHERE),
    "oversight": ({"administration"}, EVERYWHERE),
    "protection_coordinator": ({"administration"}, EVERYWHERE),
    "referral_officer": ({"administration"}, EVERYWHERE),
    "protection_officer": ({"administration"}, EVERYWHERE),
    "health_officer": ({"administration"}, {OWN, NODE}),
    "focal_point": ({"administration"}, EVERYWHERE),
}
SIGNING_IN = {role: ({"administration"}, {NODE}) for role in (*FOR_ONESELF, "partner")}
SHOWN = {
    "border_officer": (WORK, {OWN}),
    "post_supervisor": (WORK | {"reporting"}, {OWN}),
    "hub_analyst": ({"reporting"}, EVERYWHERE),
    "administrator": ({"administration"}, EVERYWHERE),
    "oversight": ({"oversight"}, EVERYWHERE),
    "protection_coordinator": ({"protection", "reporting"}, EVERYWHERE),
    "referral_officer": ({"protection"}, EVERYWHERE),
    "protection_officer": ({"protection"}, EVERYWHERE),
    "health_officer": ({"health"}, {OWN}),
    "focal_point": ({"protection"}, EVERYWHERE),
}
BY_THE_COORDINATOR = {
    **BY_THE_ADMINISTRATOR,
    **SETTING_UP,
    "protection_coordinator": ({"administration", "protection"}, EVERYWHERE),
}
BY_WHO_CALLS = BY_THE_COORDINATOR | AT_THE_DESK
IN_CONFIDENCE = {"protection_officer": ({"protection"}, EVERYWHERE)}
NOT_SIGNING = {"border_officer", "hub_analyst", "referral_officer", "health_officer", "focal_point"}
SIGNING_RULES = {role: leave for role, leave in SHOWN.items() if role not in NOT_SIGNING}
AT_THE_HEALTH_DESK = {"health_officer": ({"health"}, {OWN})}
BY_WHO_REFERS = AT_THE_DESK | {"protection_coordinator": ({"protection"}, EVERYWHERE)}
AT_THE_AGENCY = {"referral_officer": ({"protection"}, EVERYWHERE)}
CHILDREN = (
    "TakeNotice", "AskErasure", "OpenChild", "OpenOneOf", "DescribeChild", "ArrangeCare", "VisitCare", "EraseChild",
    "BeginMandate", "EndMandate", "DescribeGuardian", "RetireGuardian", "EraseGuardian",
    "ClaimRelationship", "CheckRelationship", "AssessInterests", "DetermineInterests", "DetermineAge",
    "ConfirmDecision", "CloseChild", "ReopenChild",
    "OpenTracing", "ActOnTracing", "JudgeMatch", "SaySharing", "CloseTracing", "EraseTracing",
    "OpenReunification", "SayReunificationConsent", "AllowReunification", "LookAtDestination",
    "PlanTravel", "RecordArrival", "FollowUp",
)  # fmt: skip
CASES = (
    "OpenCase", "TakeStep", "PlanAction", "SettleAction", "PlanVisit", "SettleVisit", "SignOff", "DirectCase",
    "OfferHandOver", "AnswerHandOver", "ReassignCase", "SayCapacity", "ProposeClosing", "WithdrawStep", "ReopenCase",
    "PrintCase",
)  # fmt: skip
BY_PROTECTION = {role: ({"protection"}, EVERYWHERE) for role in ("protection_coordinator", "protection_officer")}
WHO_SEES_WHO_IS_HELD = {"protection_coordinator": ({"protection"}, {OWN, OTHER})}
BY_THE_FOCAL_POINT = {"focal_point": ({"protection"}, EVERYWHERE)}
MISCONDUCT = (
    "TakeMisconduct", "AcknowledgeMisconduct", "NoteMisconductStep", "CloseMisconduct", "ReopenMisconduct",
    "EraseMisconduct",
)  # fmt: skip
OTHERWISE = {
    **dict.fromkeys(
        (
            "RecordDeprivation",
            "CorrectDeprivation",
            "VoidDeprivation",
            "ReviewDeprivation",
            "MoveDeprivation",
            "GiveConsularNotice",
            "RecordConsularNotice",
            "AssessAlternatives",
            "NoteAppeal",
            "EndAlternative",
        ),
        BY_THE_SUPERVISOR | WHO_SEES_WHO_IS_HELD,
    ),
    **dict.fromkeys(("ImposeAlternative", "ReviewAlternative", "RecordBreach"), BY_THE_SUPERVISOR),
    "AcknowledgeAlarms": {"oversight": ({"oversight"}, EVERYWHERE)},
    "EraseLiberty": {
        "protection_coordinator": ({"protection"}, EVERYWHERE),
        SYSTEM: ({"protection"}, {OWN, OTHER}),
    },
    **dict.fromkeys(MISCONDUCT, BY_THE_FOCAL_POINT),
    "NameFocalPoint": SETTING_UP | {"oversight": ({"oversight"}, EVERYWHERE)},
    "AnswerPostComplaint": BY_THE_SUPERVISOR,
    "ErasePostComplaint": {SYSTEM: ({"protection"}, {OWN, OTHER})},
    "ReportTurnBack": BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "RetractTurnBack": BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "ReviewAtSecondLine": BY_THE_SUPERVISOR,
    "RaiseHold": AT_THE_DESK | AT_THE_HEALTH_DESK | BY_PROTECTION,
    "ReleaseHold": BY_PROTECTION,
    "GiveClearance": BY_PROTECTION,
    "RefuseEntry": BY_THE_SUPERVISOR,
    "CarryOutRefusal": BY_THE_SUPERVISOR,
    "WithdrawRefusal": BY_THE_SUPERVISOR | BY_PROTECTION,
    "NoteAttempt": BY_THE_SUPERVISOR | BY_PROTECTION,
    "ReturnPerson": BY_THE_SUPERVISOR,
    "TransferPerson": BY_THE_SUPERVISOR,
    "ReadmitPerson": BY_THE_SUPERVISOR,
    "OpenPost": BY_THE_ADMINISTRATOR | SETTING_UP,
    "CreateUser": BY_THE_ADMINISTRATOR | SETTING_UP,
    "RegisterCompartment": BY_THE_ADMINISTRATOR | SETTING_UP,
    "IntroducePeer": BY_THE_ADMINISTRATOR | SETTING_UP,
    "RevokePeer": BY_THE_ADMINISTRATOR | SETTING_UP,
    "RemoveAside": BY_THE_ADMINISTRATOR,
    "WriteAssessment": BY_THE_ADMINISTRATOR | BY_PROTECTION,
    "SignAssessment": BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "WithdrawAssessment": BY_THE_ADMINISTRATOR | BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "ProposeFledStates": BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "SignFledStates": BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "AllowProvisionally": BY_THE_ADMINISTRATOR | SETTING_UP,
    "DescribeAgency": BY_THE_COORDINATOR,
    "DescribeContact": BY_THE_COORDINATOR,
    "EndContact": BY_THE_COORDINATOR,
    "DescribeAgreement": BY_THE_COORDINATOR,
    "MoveAgreement": BY_THE_COORDINATOR,
    "DescribeService": BY_THE_COORDINATOR,
    "AnswerChange": BY_THE_COORDINATOR,
    "SetCapacity": BY_WHO_CALLS,
    "ConfirmService": BY_WHO_CALLS,
    "RequestChange": AT_THE_AGENCY,
    "TakeIn": IN_CONFIDENCE,
    "OpenFile": IN_CONFIDENCE,
    "HoldInterview": IN_CONFIDENCE,
    "ReassessNeeds": IN_CONFIDENCE,
    "SettleNeed": IN_CONFIDENCE,
    "EraseFile": IN_CONFIDENCE,
    "DeclareEvent": AT_THE_HEALTH_DESK,
    "ProlongEvent": AT_THE_HEALTH_DESK,
    "EndEvent": AT_THE_HEALTH_DESK,
    "CheckHealth": AT_THE_HEALTH_DESK,
    "BeginIsolation": AT_THE_HEALTH_DESK,
    "ReviewIsolation": AT_THE_HEALTH_DESK,
    "EndIsolation": AT_THE_HEALTH_DESK,
    "CallAmbulance": AT_THE_HEALTH_DESK,
    "MoveAmbulance": AT_THE_HEALTH_DESK,
    "TellAuthority": AT_THE_HEALTH_DESK,
    "PlaceSealed": AT_THE_DESK | AT_THE_HEALTH_DESK | {SYSTEM: ({"protection"}, EVERYWHERE)},
    **dict.fromkeys(CHILDREN, IN_CONFIDENCE),
    **dict.fromkeys(CASES, IN_CONFIDENCE),
    "EraseCase": IN_CONFIDENCE | {SYSTEM: ({"protection"}, EVERYWHERE)},
    "ProposeTable": SHOWN,
    "RefuseTable": SHOWN,
    "SignTable": SIGNING_RULES,
    "OpenReferral": BY_WHO_REFERS,
    "CorrectReferral": BY_WHO_REFERS,
    "SayConsent": BY_WHO_REFERS | AT_THE_AGENCY,
    "SendReferral": BY_WHO_REFERS,
    "MoveReferral": BY_WHO_REFERS | AT_THE_AGENCY,
    "HandOverReferral": BY_WHO_REFERS,
    "LogMessage": BY_WHO_REFERS | AT_THE_AGENCY,
    "ReviewException": {
        "protection_coordinator": ({"protection"}, EVERYWHERE),
        "oversight": ({"oversight"}, EVERYWHERE),
    },
    "MakeComplaint": BY_WHO_REFERS | {"oversight": ({"oversight"}, EVERYWHERE)},
    "AnswerComplaint": {
        "protection_coordinator": ({"protection"}, EVERYWHERE),
        "oversight": ({"oversight"}, EVERYWHERE),
    },
    "EraseComplaint": {SYSTEM: ({"protection"}, {OWN, OTHER})},
    "EraseReferral": {SYSTEM: ({"protection"}, {OWN, OTHER})},
    "RenameUser": BY_THE_ADMINISTRATOR,
    "ChangeRoles": BY_THE_ADMINISTRATOR,
    "DisableUser": BY_THE_ADMINISTRATOR,
    "ProposeReset": BY_THE_ADMINISTRATOR,
    "AnswerReset": BY_THE_ADMINISTRATOR | {"post_supervisor": ({"administration"}, {OWN})},
    "SetPassphrase": FOR_ONESELF,
    "SetCredential": FOR_ONESELF,
    "RemoveCredential": FOR_ONESELF,
    "SpendCode": FOR_ONESELF,
    "RecordSignIn": SIGNING_IN,
    "RecordFailure": SETTING_UP,
    "RecordLook": SHOWN,
    "RecordExport": SHOWN,
    "RecordPrint": SHOWN,
    "OpenScreening": AT_THE_DESK | {SYSTEM: ({"protection"}, {OWN, OTHER})},
    "EndScreening": BY_THE_SUPERVISOR | {SYSTEM: ({"protection"}, {OWN, OTHER})},
    "ResumeScreening": BY_THE_SUPERVISOR | {SYSTEM: ({"protection"}, {OWN, OTHER})},
    "IssueForms": BY_THE_SUPERVISOR,
    "ProposeSeparationRelease": BY_THE_SUPERVISOR,
    "ConfirmSeparationRelease": BY_THE_SUPERVISOR,
    "PlaceLegalHold": BY_THE_SUPERVISOR,
    "LiftLegalHold": BY_THE_SUPERVISOR,
    "AnswerObjection": BY_THE_SUPERVISOR,
    "GiveKey": IN_CONFIDENCE | BY_THE_FOCAL_POINT,
    "TakeKey": BY_PROTECTION,
    "LoseKey": SETTING_UP,
    "PrintSheets": IN_CONFIDENCE | BY_THE_FOCAL_POINT,
    "PassDrill": IN_CONFIDENCE | BY_THE_FOCAL_POINT,
    "OpenEmergency": IN_CONFIDENCE | BY_THE_FOCAL_POINT,
    "ReviewEmergency": BY_PROTECTION | {"oversight": ({"oversight"}, EVERYWHERE)},
    "ProposeErasure": BY_THE_SUPERVISOR,
    "ErasePerson": BY_THE_SUPERVISOR,
    "VoidCrossing": AT_THE_DESK | {SYSTEM: ({"border_control"}, {OWN, OTHER})},
    "RestoreCrossing": AT_THE_DESK | {SYSTEM: ({"border_control"}, {OWN, OTHER})},
}
DOORS = {door.command.__name__: door for door in wiring.DOORS}


@pytest.fixture
def places(cast):
    return {OWN: cast.post, NODE: "node", OTHER: cast.other_post}


@pytest.fixture
def actors(cast):
    """One actor a role; officer and supervisor are bound to one post."""
    made = {role: derived_id("bound", role) for role in ROLES}
    act = Act(id=new_id(), actor="system", purpose="administration", place="node")
    for role, user in made.items():
        posts = (cast.post,) if role in BOUND else ()
        create = CreateUser(user=user, login=role, display_name=role, roles=(role,), posts=posts)
        submit(msgspec.structs.replace(act, id=new_id()), create)
    return made | {SYSTEM: SYSTEM}


def passes(door, actor, purpose, place):
    """As dispatch judges: first the roles at the place, then the door."""
    try:
        roles = users.roles_of(actor, place)
        door.check_access(roles, Act(id="", actor=actor, purpose=purpose, place=place))
    except NotAllowed:
        return False
    return True


def test_every_door_lets_through_whom_the_table_names_for_what_and_where_and_nobody_else(actors, places):
    asked = 0
    for name, door in DOORS.items():
        expected = OTHERWISE.get(name, AT_THE_DESK)
        for role, purpose, where in product(actors, [*sorted(PURPOSES), "", "curiosity", "Border_control"], places):
            purposes, allowed_at = expected.get(role, (set(), set()))
            wanted = purpose in purposes and where in allowed_at
            assert passes(door, actors[role], purpose, places[where]) is wanted, (name, role, purpose, where)
            asked += 1
    assert asked == len(DOORS) * len(actors) * (len(PURPOSES) + 3) * 3


def test_every_name_in_the_table_is_a_door():
    assert OTHERWISE.keys() <= DOORS.keys()


def test_no_door_is_open_to_the_partner_but_signing_in():
    assert [name for name, door in DOORS.items() if any("partner" in one.roles for one in door.leave)] == [
        "RecordSignIn"
    ]


REGISTER = [
    ("bilal", "border_control", OWN, ""),
    ("bilal", "protection", OWN, ""),
    ("bilal", "reporting", OWN, "access.other_purpose"),
    ("bilal", "training", OWN, "access.other_purpose"),
    ("bilal", "curiosity", OWN, "access.unknown_purpose"),
    ("bilal", "", OWN, "access.unknown_purpose"),
    ("bilal", "border_control", NODE, "access.choose_post"),
    ("adam", "administration", NODE, "access.not_your_role"),
    ("olga", "oversight", NODE, "access.not_your_role"),
    ("dalia", "border_control", OWN, "access.not_your_role"),
]


@pytest.mark.parametrize(("who", "purpose", "where", "code"), REGISTER)
def test_dispatch_asks_before_anything_is_written(cast, places, who, purpose, where, code):
    person = new_id()
    act = cast.act(who, purpose=purpose, place=places[where])
    before = first("SELECT COUNT(*) FROM journal_entry")
    if code:
        with pytest.raises(NotAllowed) as refused:
            submit(act, RegisterPerson(person=person, level=2, given_names="Amina"))
        assert refused.value.code == code
    else:
        submit(act, RegisterPerson(person=person, level=2, given_names="Amina"))
    assert (first("SELECT COUNT(*) FROM journal_entry") == before) is bool(code)


def test_who_is_bound_to_a_post_acts_at_no_other_and_not_as_the_node(cast, actors):
    bound = actors["border_officer"]
    for place, code in [(cast.other_post, "access.not_your_post"), ("node", "access.choose_post")]:
        with pytest.raises(NotAllowed) as refused:
            submit(cast.act(actor=bound, place=place), RegisterPerson(person=new_id(), level=2, given_names="Amina"))
        assert refused.value.code == code
    submit(cast.act(actor=bound), RegisterPerson(person=new_id(), level=2, given_names="Amina"))


def test_signing_in_and_the_own_proofs_come_before_any_post(cast, actors):
    bound = actors["border_officer"]
    act = cast.act(actor=bound, place="node", purpose="administration")
    submit(act, RecordSignIn(looks=new_id(), user=bound, method="totp"))
    own = cast.act(actor=bound, place="node", purpose="administration")
    submit(own, SetPassphrase(user=bound, passphrase={"hash": "x"}))


def test_what_is_done_at_the_node_alone_is_not_done_at_a_post(cast):
    with pytest.raises(NotAllowed, match=r"access\.not_at_a_post"):
        submit(
            cast.act(actor="system", purpose="administration"),
            CreateUser(user=new_id(), login="eve", display_name="Eve", roles=("partner",)),
        )


def test_a_second_role_does_not_lend_its_purpose_to_the_first(cast):
    both = new_id()
    act = Act(id=new_id(), actor="system", purpose="administration", place="node")
    roles = ("border_officer", "administrator")
    submit(act, CreateUser(user=both, login="both", display_name="Both", roles=roles))
    with pytest.raises(NotAllowed, match=r"access\.other_purpose"):
        submit(
            cast.act(actor=both, purpose="administration"),
            RegisterPerson(person=new_id(), level=2, given_names="Amina"),
        )
    submit(
        cast.act(actor=both, purpose="administration"),
        CreateUser(user=new_id(), login="eve", display_name="Eve", roles=("partner",)),
    )


def test_a_leave_for_a_purpose_that_does_not_exist_cannot_be_written():
    with pytest.raises(ValueError, match="curiosity"):
        Leave(frozenset({"border_officer"}), frozenset({"curiosity"}), AT_POST)
