"""The roles, as data: what each is for. What each may do is said door by door in entrypoints/wiring.py."""

BORDER_OFFICER = "border_officer"
POST_SUPERVISOR = "post_supervisor"
HUB_ANALYST = "hub_analyst"
ADMINISTRATOR = "administrator"
OVERSIGHT = "oversight"
PROTECTION_COORDINATOR = "protection_coordinator"
REFERRAL_OFFICER = "referral_officer"
PROTECTION_OFFICER = "protection_officer"
HEALTH_OFFICER = "health_officer"
FOCAL_POINT = "focal_point"
SYSTEM = "system"  # reactions and setting up; never given to a person
PARTNER = "partner"  # a person known to the node, without any access

ROLES = {
    BORDER_OFFICER: "counts, registers and decides at a post",
    POST_SUPERVISOR: "leads a shift: lists with names, releases, hand-over, staffing",
    HUB_ANALYST: "sees counts, never names",
    ADMINISTRATOR: "users, posts, health of the node; no persons",
    OVERSIGHT: "the access log, waits and corrections",
    PROTECTION_COORDINATOR: "agencies, agreements, the service directory, every referral and complaint",
    REFERRAL_OFFICER: "takes referrals at an agency that runs a node of its own",
    PROTECTION_OFFICER: "opens what was sealed and interviews in confidence, on a protection agency's node",
    HEALTH_OFFICER: "runs the health desk of a post: events, isolation, ambulance, notification",
    FOCAL_POINT: "receives complaints of misconduct, on the node of the agency that holds their compartment",
    PARTNER: "no access here",
}
SYSTEM_ACTOR = "system"

# Who holds the key of which compartment on an agency's node; of every other one it is the protection officer.
_HOLDERS = {"misconduct": FOCAL_POINT}
HOLDERS = (PROTECTION_OFFICER, FOCAL_POINT)


def holder_role(compartment: str) -> str:
    """The role whose officers hold the key of this compartment, and read what is sealed in it."""
    return _HOLDERS.get(compartment, PROTECTION_OFFICER)


# Everyone who has a desk here.
STAFF = frozenset(
    {
        BORDER_OFFICER, POST_SUPERVISOR, HUB_ANALYST, ADMINISTRATOR, OVERSIGHT, PROTECTION_COORDINATOR,
        REFERRAL_OFFICER, PROTECTION_OFFICER, HEALTH_OFFICER, FOCAL_POINT,
    }
)  # fmt: skip

# For what each role may look at data; the first is taken until another is chosen.
PURPOSES = {
    BORDER_OFFICER: ("border_control", "protection"),
    POST_SUPERVISOR: ("border_control", "protection", "reporting"),
    HUB_ANALYST: ("reporting",),
    ADMINISTRATOR: ("administration",),
    OVERSIGHT: ("oversight",),
    PROTECTION_COORDINATOR: ("protection", "reporting"),
    REFERRAL_OFFICER: ("protection",),
    PROTECTION_OFFICER: ("protection",),
    HEALTH_OFFICER: ("health",),
    FOCAL_POINT: ("protection",),
}

# What each purpose of reading rests on; what is read for reporting names nobody. Kept with every look by its purpose.
LEGAL_BASIS = {
    "border_control": "the State's border law; Schengen Borders Code article 8, where it applies",
    "protection": "1951 Convention article 33; CAT article 3; CRC articles 3 and 20; IOM data protection principle 2",
    "health": "International Health Regulations 2005, articles 23, 31 and 45",
    "oversight": "GDPR articles 5(2) and 32; IOM data protection principle 12",
    "administration": "GDPR article 32: accounts and devices of those who work here",
    "reporting": "GDPR article 89: statistics in which nobody is named",
    "training": "invented people; no law is needed to read of them",
}
NAMELESS = frozenset({"reporting"})


def purposes_of(roles: frozenset[str]) -> tuple[str, ...]:
    """The purposes open to these roles, the usual one first; none for who has no desk."""
    found = [purpose for role, purposes in PURPOSES.items() if role in roles for purpose in purposes]
    return tuple(dict.fromkeys(found))
