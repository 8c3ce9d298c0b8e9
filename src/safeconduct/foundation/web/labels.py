"""The word for every code of the code lists, translated. Which codes exist is decided by the rooms that own them.

A list is a dict from code to a lazily translated word; the order of the dict is the order on the page. A room adds
its own with `register_labels`. Countries and languages are not here: their names come from CLDR.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Word = str | Promise

LABELS: dict[str, dict[str, Word]] = {
    "activation_state": {
        "ordinary": pgettext_lazy("activation state", "Ordinary"),
        "preparedness": pgettext_lazy("activation state", "Preparedness"),
        "response": pgettext_lazy("activation state", "Response"),
        "recovery": pgettext_lazy("activation state", "Recovery"),
    },
    "theme": {
        "auto": pgettext_lazy("theme", "Auto"),
        "day": pgettext_lazy("theme", "Day"),
        "night": pgettext_lazy("theme", "Night"),
        "sun": pgettext_lazy("theme", "Sun"),
    },
    # who
    "sex": {
        "F": "F",
        "M": "M",
        "X": "X",
        "unknown": "?",
    },
    "sex_word": {
        "F": pgettext_lazy("sex word", "Female"),
        "M": pgettext_lazy("sex word", "Male"),
        "X": pgettext_lazy("sex word", "Other (X)"),
        "unknown": pgettext_lazy("sex word", "Not known"),
    },
    "age_band": {
        "0-4": "0–4",
        "5-11": "5–11",
        "12-17": "12–17",
        "5-17": "5–17",
        "0-17": "0–17",
        "18-59": "18–59",
        "60+": "60+",
        "18+": "18+",
        "unknown": pgettext_lazy("age band", "Age not known"),
    },
    "minor": {
        "yes": pgettext_lazy("minor", "Child"),
        "no": pgettext_lazy("minor", "Adult"),
        "maybe": pgettext_lazy("minor", "Perhaps a child"),
    },
    "nationality_group": {
        "national": pgettext_lazy("nationality group", "National"),
        "neighbour": pgettext_lazy("nationality group", "Neighbour"),
        "other": pgettext_lazy("nationality group", "Other"),
        "unknown": pgettext_lazy("nationality group", "Not known"),
    },
    "calendar": {
        "gregorian": pgettext_lazy("calendar", "Gregorian"),
        "hijri": pgettext_lazy("calendar", "Hijri"),
        "ethiopian": pgettext_lazy("calendar", "Ethiopian"),
        "persian": pgettext_lazy("calendar", "Persian"),
    },
    "relation": {
        "focal_point": pgettext_lazy("relation", "Focal point"),
        "spouse": pgettext_lazy("relation", "Spouse"),
        "partner": pgettext_lazy("relation", "Partner"),
        "son": pgettext_lazy("relation", "Son"),
        "daughter": pgettext_lazy("relation", "Daughter"),
        "child": pgettext_lazy("relation", "Child"),
        "father": pgettext_lazy("relation", "Father"),
        "mother": pgettext_lazy("relation", "Mother"),
        "parent": pgettext_lazy("relation", "Parent"),
        "brother": pgettext_lazy("relation", "Brother"),
        "sister": pgettext_lazy("relation", "Sister"),
        "sibling": pgettext_lazy("relation", "Brother or sister"),
        "grandparent": pgettext_lazy("relation", "Grandparent"),
        "grandchild": pgettext_lazy("relation", "Grandchild"),
        "uncle_aunt": pgettext_lazy("relation", "Uncle or aunt"),
        "nephew_niece": pgettext_lazy("relation", "Nephew or niece"),
        "cousin": pgettext_lazy("relation", "Cousin"),
        "in_law": pgettext_lazy("relation", "In-law"),
        "step_child": pgettext_lazy("relation", "Stepchild"),
        "foster_child": pgettext_lazy("relation", "Foster child"),
        "ward": pgettext_lazy("relation", "Child in their care"),
        "other_relative": pgettext_lazy("relation", "Other relative"),
        "not_related": pgettext_lazy("relation", "Not related"),
        "unknown": pgettext_lazy("relation", "Not known"),
    },
    # documents
    "document_type": {
        "passport": pgettext_lazy("document type", "Passport"),
        "identity_card": pgettext_lazy("document type", "Identity card"),
        "refugee_travel_document": pgettext_lazy("document type", "Refugee travel document"),
        "stateless_travel_document": pgettext_lazy("document type", "Stateless person's travel document"),
        "emergency_travel_document": pgettext_lazy("document type", "Emergency travel document"),
        "laissez_passer": pgettext_lazy("document type", "Laissez-passer"),
        "residence_permit": pgettext_lazy("document type", "Residence permit"),
        "visa": pgettext_lazy("document type", "Visa"),
        "asylum_certificate": pgettext_lazy("document type", "Asylum-seeker certificate"),
        "refugee_certificate": pgettext_lazy("document type", "Refugee certificate"),
        "birth_certificate": pgettext_lazy("document type", "Birth certificate"),
        "family_book": pgettext_lazy("document type", "Family book"),
        "marriage_certificate": pgettext_lazy("document type", "Marriage certificate"),
        "driving_licence": pgettext_lazy("document type", "Driving licence"),
        "seafarer_document": pgettext_lazy("document type", "Seafarer's document"),
        "military_card": pgettext_lazy("document type", "Military card"),
        "consular_card": pgettext_lazy("document type", "Consular card"),
        "school_certificate": pgettext_lazy("document type", "School certificate"),
        "other": pgettext_lazy("document type", "Other document"),
        "none": pgettext_lazy("document type", "No document"),
    },
    "document_condition": {
        "original": pgettext_lazy("document condition", "Original"),
        "copy": pgettext_lazy("document condition", "Copy"),
        "lost": pgettext_lazy("document condition", "Lost"),
    },
    "read_by": {
        "typed": pgettext_lazy("read by", "Typed"),
        "mrz": pgettext_lazy("read by", "Read by machine"),
    },
    # needs: what has to be done, never why
    "need": {
        "doctor_now": pgettext_lazy("need", "Doctor now"),
        "wheelchair": pgettext_lazy("need", "Wheelchair"),
        "step_free": pgettext_lazy("need", "Step-free"),
        "interpreter": pgettext_lazy("need", "Interpreter"),
        "child_care": pgettext_lazy("need", "Child care"),
    },
    "count_flag": {
        "uasc": pgettext_lazy("count flag", "Child alone"),
        "pregnant": pgettext_lazy("count flag", "Pregnant"),
        "disability": pgettext_lazy("count flag", "Disability"),
        "medical": pgettext_lazy("count flag", "Medical"),
        "injured": pgettext_lazy("count flag", "Injured"),
    },
    # the crossing
    "direction": {
        "entry": pgettext_lazy("direction", "Entry"),
        "exit": pgettext_lazy("direction", "Exit"),
    },
    "level": {
        "0": pgettext_lazy("level", "Headcount"),
        "1": pgettext_lazy("level", "Group"),
        "2": pgettext_lazy("level", "Individual"),
        "3": pgettext_lazy("level", "Full"),
    },
    "level_code": {
        "0": "L0",
        "1": "L1",
        "2": "L2",
        "3": "L3",
    },
    "procedure": {
        "ordinary": pgettext_lazy("procedure", "Ordinary"),
        "simplified": pgettext_lazy("procedure", "Simplified"),
    },
    "transport": {
        "foot": pgettext_lazy("transport", "On foot"),
        "bicycle": pgettext_lazy("transport", "Bicycle"),
        "motorcycle": pgettext_lazy("transport", "Motorcycle"),
        "car": pgettext_lazy("transport", "Car"),
        "minibus": pgettext_lazy("transport", "Minibus"),
        "bus": pgettext_lazy("transport", "Bus"),
        "truck": pgettext_lazy("transport", "Truck"),
        "animal": pgettext_lazy("transport", "Animal"),
        "train": pgettext_lazy("transport", "Train"),
        "boat": pgettext_lazy("transport", "Boat"),
        "ferry": pgettext_lazy("transport", "Ferry"),
        "aircraft": pgettext_lazy("transport", "Aircraft"),
        "other": pgettext_lazy("transport", "Other"),
        "unknown": pgettext_lazy("transport", "Not known"),
    },
    "vehicle_kind": {
        "car": pgettext_lazy("vehicle kind", "Car"),
        "minibus": pgettext_lazy("vehicle kind", "Minibus"),
        "bus": pgettext_lazy("vehicle kind", "Bus"),
        "truck": pgettext_lazy("vehicle kind", "Truck"),
        "motorcycle": pgettext_lazy("vehicle kind", "Motorcycle"),
        "train": pgettext_lazy("vehicle kind", "Train"),
        "boat": pgettext_lazy("vehicle kind", "Boat"),
        "ferry": pgettext_lazy("vehicle kind", "Ferry"),
        "aircraft": pgettext_lazy("vehicle kind", "Aircraft"),
        "other": pgettext_lazy("vehicle kind", "Other"),
    },
    "decision": {
        "admit": pgettext_lazy("decision", "Admit"),
        "admit_deferred": pgettext_lazy("decision", "Admit, check later"),
        "second_line": pgettext_lazy("decision", "Second line"),
        "wait": pgettext_lazy("decision", "Wait"),
    },
    "decision_made": {
        "admit": pgettext_lazy("decision made", "Admitted"),
        "admit_deferred": pgettext_lazy("decision made", "Admitted, check open"),
        "second_line": pgettext_lazy("decision made", "At second line"),
        "wait": pgettext_lazy("decision made", "Waiting"),
    },
    "verification_outcome": {
        "verified": pgettext_lazy("verification outcome", "Verified"),
        "not_found": pgettext_lazy("verification outcome", "Not found"),
        "not_needed": pgettext_lazy("verification outcome", "Not needed"),
    },
    "step": {
        "registration": pgettext_lazy("step", "Registration"),
        "second_line": pgettext_lazy("step", "Second line"),
        "medical": pgettext_lazy("step", "Medical"),
        "waiting_area": pgettext_lazy("step", "Waiting area"),
        "onward": pgettext_lazy("step", "Onward"),
    },
    "routing": {
        "national_returning": pgettext_lazy("routing", "National returning"),
        "third_country_national": pgettext_lazy("routing", "Third-country national"),
        "stateless": pgettext_lazy("routing", "Stateless"),
    },
    "wait_reason": {
        "capacity": pgettext_lazy("wait reason", "No lane free"),
        "interpreter": pgettext_lazy("wait reason", "Interpreter on the way"),
        "medical": pgettext_lazy("wait reason", "With the doctor"),
        "document_check": pgettext_lazy("wait reason", "Document being checked"),
        "transport": pgettext_lazy("wait reason", "Transport on the way"),
        "family": pgettext_lazy("wait reason", "Waiting for family"),
        "other": pgettext_lazy("wait reason", "Other reason"),
    },
    "move_reason": {
        "entered_in_wrong_group": pgettext_lazy("move reason", "Entered in the wrong group"),
        "families_travel_on_apart": pgettext_lazy("move reason", "Families travel on apart"),
        "family_found": pgettext_lazy("move reason", "Family found"),
        "own_wish": pgettext_lazy("move reason", "Own wish"),
        "with_guardian": pgettext_lazy("move reason", "With a guardian"),
        "medical": pgettext_lazy("move reason", "Taken to a doctor"),
        "other": pgettext_lazy("move reason", "Other reason"),
    },
    "purpose": {
        "safety": pgettext_lazy("purpose", "Seeking safety"),
        "return": pgettext_lazy("purpose", "Returning home"),
        "family": pgettext_lazy("purpose", "Family"),
        "work": pgettext_lazy("purpose", "Work"),
        "commuting": pgettext_lazy("purpose", "Commuting"),
        "trade": pgettext_lazy("purpose", "Trade"),
        "study": pgettext_lazy("purpose", "Study"),
        "medical": pgettext_lazy("purpose", "Medical care"),
        "transit": pgettext_lazy("purpose", "Transit"),
        "visit": pgettext_lazy("purpose", "Visit"),
        "other": pgettext_lazy("purpose", "Other"),
        "unknown": pgettext_lazy("purpose", "Not known"),
    },
    # counting
    "count_method": {
        "counted": pgettext_lazy("count method", "Counted"),
        "estimated": pgettext_lazy("count method", "Estimated"),
    },
    "hour_remark": {
        "post_closed": pgettext_lazy("hour remark", "Post closed"),
        "not_staffed": pgettext_lazy("hour remark", "Nobody counting"),
        "insecurity": pgettext_lazy("hour remark", "Insecurity"),
        "weather": pgettext_lazy("hour remark", "Weather"),
        "power_cut": pgettext_lazy("hour remark", "Power cut"),
        "crowd_too_large": pgettext_lazy("hour remark", "Crowd too large to count"),
        "partly_estimated": pgettext_lazy("hour remark", "Partly estimated"),
    },
    # places and people at work
    "post_type": {
        "road": pgettext_lazy("post type", "Road"),
        "rail": pgettext_lazy("post type", "Rail"),
        "ferry": pgettext_lazy("post type", "Ferry"),
        "port": pgettext_lazy("post type", "Port"),
        "airport": pgettext_lazy("post type", "Airport"),
        "green_border": pgettext_lazy("post type", "Green border"),
    },
    "role": {
        "border_officer": pgettext_lazy("role", "Border officer"),
        "post_supervisor": pgettext_lazy("role", "Post supervisor"),
        "hub_analyst": pgettext_lazy("role", "Hub analyst"),
        "administrator": pgettext_lazy("role", "Administrator"),
        "oversight": pgettext_lazy("role", "Oversight"),
        "partner": pgettext_lazy("role", "Partner without access"),
    },
    "access_purpose": {
        "border_control": pgettext_lazy("access purpose", "Border control"),
        "protection": pgettext_lazy("access purpose", "Protection"),
        "oversight": pgettext_lazy("access purpose", "Oversight"),
        "administration": pgettext_lazy("access purpose", "Administration"),
        "reporting": pgettext_lazy("access purpose", "Reporting"),
        "training": pgettext_lazy("access purpose", "Training"),
    },
    "flag": {
        "separation": pgettext_lazy("flag", "Separation"),
        "child_alone": pgettext_lazy("flag", "Child alone"),
        "doctor": pgettext_lazy("flag", "Doctor now"),
        "review": pgettext_lazy("flag", "Held for review"),
    },
    "saved": {
        "node": pgettext_lazy("saved", "at post"),
        "hub": pgettext_lazy("saved", "at post and hub"),
        "waiting": pgettext_lazy("saved", "waiting for hub"),
        "draft": pgettext_lazy("saved", "draft, not yet saved"),
    },
    "record_state": {
        "standing": pgettext_lazy("record state", "Standing"),
        "voided": pgettext_lazy("record state", "Voided"),
        "erased": pgettext_lazy("record state", "Erased"),
        "contested": pgettext_lazy("record state", "Contested"),
    },
}


def register_labels(code_list: str, words: Mapping[str, Word]) -> None:
    """Add a list, or words to a list. A code that has a word keeps it: two rooms may not name one code twice."""
    known = LABELS.setdefault(code_list, {})
    doubled = known.keys() & words.keys()
    if doubled:
        raise ValueError(f"{code_list}: {', '.join(sorted(doubled))} named twice")
    known.update(words)


def label(code_list: str, code: object) -> Word:
    """The word for a code; a code without a word shows itself, so that nothing on a page is ever blank."""
    return LABELS.get(code_list, {}).get(str(code), str(code))


def choices(code_list: str, codes: Iterable[str] | None = None) -> list[tuple[str, Word]]:
    """Pairs for a form field: all codes of the list, or those given, in the order of the list."""
    words = LABELS[code_list]
    wanted = set(words if codes is None else codes)
    return [(code, word) for code, word in words.items() if code in wanted]
