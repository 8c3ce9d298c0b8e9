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
        "son": pgettext_lazy("relation", "Son"),
        "daughter": pgettext_lazy("relation", "Daughter"),
        "mother": pgettext_lazy("relation", "Mother"),
        "father": pgettext_lazy("relation", "Father"),
        "sibling": pgettext_lazy("relation", "Brother or sister"),
        "grandparent": pgettext_lazy("relation", "Grandparent"),
        "grandchild": pgettext_lazy("relation", "Grandchild"),
        "aunt_uncle": pgettext_lazy("relation", "Aunt or uncle"),
        "niece_nephew": pgettext_lazy("relation", "Niece or nephew"),
        "cousin": pgettext_lazy("relation", "Cousin"),
        "in_law": pgettext_lazy("relation", "In-law"),
        "other_relative": pgettext_lazy("relation", "Other relative"),
        "guardian": pgettext_lazy("relation", "Guardian"),
        "ward": pgettext_lazy("relation", "Child in their care"),
        "not_related": pgettext_lazy("relation", "Not related"),
        "unknown": pgettext_lazy("relation", "Not known"),
    },
    # documents
    "document_type": {
        "passport": pgettext_lazy("document type", "Passport"),
        "identity_card": pgettext_lazy("document type", "Identity card"),
        "birth_certificate": pgettext_lazy("document type", "Birth certificate"),
        "laissez_passer": pgettext_lazy("document type", "Laissez-passer"),
        "emergency_travel_document": pgettext_lazy("document type", "Emergency travel document"),
        "residence_permit": pgettext_lazy("document type", "Residence permit"),
        "refugee_travel_document": pgettext_lazy("document type", "Refugee travel document"),
        "stateless_travel_document": pgettext_lazy("document type", "Stateless person's travel document"),
        "driving_licence": pgettext_lazy("document type", "Driving licence"),
        "military_id": pgettext_lazy("document type", "Military identity card"),
        "family_book": pgettext_lazy("document type", "Family book"),
        "other": pgettext_lazy("document type", "Other document"),
        "none": pgettext_lazy("document type", "No document"),
        "see_protection": pgettext_lazy("document type", "See protection"),
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
        "bus": pgettext_lazy("transport", "Bus"),
        "truck": pgettext_lazy("transport", "Truck"),
        "train": pgettext_lazy("transport", "Train"),
        "boat": pgettext_lazy("transport", "Boat"),
        "ferry": pgettext_lazy("transport", "Ferry"),
        "aircraft": pgettext_lazy("transport", "Aircraft"),
        "animal_cart": pgettext_lazy("transport", "Animal cart"),
        "other": pgettext_lazy("transport", "Other"),
        "unknown": pgettext_lazy("transport", "Not known"),
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
        "post_full": pgettext_lazy("wait reason", "The post is full"),
        "interpreter_awaited": pgettext_lazy("wait reason", "Interpreter on the way"),
        "medical_team_awaited": pgettext_lazy("wait reason", "Medical team on the way"),
        "family_awaited": pgettext_lazy("wait reason", "Waiting for family"),
        "transport_awaited": pgettext_lazy("wait reason", "Transport on the way"),
        "documents_awaited": pgettext_lazy("wait reason", "Documents on the way"),
        "equipment_failed": pgettext_lazy("wait reason", "Equipment failed"),
        "insecurity": pgettext_lazy("wait reason", "Insecurity"),
    },
    "move_reason": {
        "entered_in_wrong_group": pgettext_lazy("move reason", "Entered in the wrong group"),
        "family_found": pgettext_lazy("move reason", "Family found"),
        "family_divides": pgettext_lazy("move reason", "Family travels on apart"),
        "own_wish": pgettext_lazy("move reason", "Own wish"),
        "care_arranged": pgettext_lazy("move reason", "Care arranged"),
        "other": pgettext_lazy("move reason", "Other reason"),
    },
    "purpose": {
        "conflict": pgettext_lazy("purpose", "Conflict"),
        "disaster": pgettext_lazy("purpose", "Disaster"),
        "economic": pgettext_lazy("purpose", "Work and income"),
        "family": pgettext_lazy("purpose", "Family"),
        "education": pgettext_lazy("purpose", "Education"),
        "health": pgettext_lazy("purpose", "Health"),
        "return": pgettext_lazy("purpose", "Return"),
        "pilgrimage": pgettext_lazy("purpose", "Pilgrimage"),
        "trade": pgettext_lazy("purpose", "Trade"),
        "commute": pgettext_lazy("purpose", "Commuting"),
        "transit": pgettext_lazy("purpose", "Transit"),
        "tourism": pgettext_lazy("purpose", "Tourism"),
        "other": pgettext_lazy("purpose", "Other"),
        "not_said": pgettext_lazy("purpose", "Not said"),
    },
    # counting
    "method": {
        "counted": pgettext_lazy("method", "Counted"),
        "estimated": pgettext_lazy("method", "Estimated"),
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
    "node_profile": {
        "post": pgettext_lazy("node profile", "Post"),
        "agency": pgettext_lazy("node profile", "Protection agency"),
    },
    "revoke_reason": {
        "stolen": pgettext_lazy("revoke reason", "Stolen"),
        "lost": pgettext_lazy("revoke reason", "Lost"),
        "given_up": pgettext_lazy("revoke reason", "Given up"),
        "not_trusted": pgettext_lazy("revoke reason", "No longer trusted"),
    },
    "role": {
        "border_officer": pgettext_lazy("role", "Border officer"),
        "post_supervisor": pgettext_lazy("role", "Post supervisor"),
        "hub_analyst": pgettext_lazy("role", "Hub analyst"),
        "administrator": pgettext_lazy("role", "Administrator"),
        "oversight": pgettext_lazy("role", "Oversight"),
        "protection_coordinator": pgettext_lazy("role", "Protection coordinator"),
        "referral_officer": pgettext_lazy("role", "Referral officer"),
        "protection_officer": pgettext_lazy("role", "Protection officer"),
        "health_officer": pgettext_lazy("role", "Health officer"),
        "focal_point": pgettext_lazy("role", "Focal point for misconduct"),
        "partner": pgettext_lazy("role", "Partner without access"),
    },
    "access_purpose": {
        "border_control": pgettext_lazy("access purpose", "Border control"),
        "protection": pgettext_lazy("access purpose", "Protection"),
        "oversight": pgettext_lazy("access purpose", "Oversight"),
        "administration": pgettext_lazy("access purpose", "Administration"),
        "reporting": pgettext_lazy("access purpose", "Reporting"),
        "training": pgettext_lazy("access purpose", "Training"),
        "health": pgettext_lazy("access purpose", "Health"),
    },
    # other agencies
    "agency_type": {
        "un": pgettext_lazy("agency type", "United Nations"),
        "ngo_international": pgettext_lazy("agency type", "International NGO"),
        "ngo_national": pgettext_lazy("agency type", "National NGO"),
        "red_cross": pgettext_lazy("agency type", "Red Cross or Red Crescent"),
        "authority": pgettext_lazy("agency type", "State authority"),
        "community": pgettext_lazy("agency type", "Community organisation"),
        "private": pgettext_lazy("agency type", "Private"),
        "other": pgettext_lazy("agency type", "Other"),
    },
    "sharing_purpose": {
        "referral": pgettext_lazy("sharing purpose", "Referral to services"),
        "family_links": pgettext_lazy("sharing purpose", "Restoring family links"),
        "relief": pgettext_lazy("sharing purpose", "Giving out relief"),
        "transport": pgettext_lazy("sharing purpose", "Onward transport"),
        "case_transfer": pgettext_lazy("sharing purpose", "Transfer of a case"),
    },
    "shared_field": {
        "name": pgettext_lazy("shared field", "Name"),
        "name_native": pgettext_lazy("shared field", "Name in own script"),
        "sex": pgettext_lazy("shared field", "Sex"),
        "age": pgettext_lazy("shared field", "Age"),
        "birth_date": pgettext_lazy("shared field", "Date of birth"),
        "nationality": pgettext_lazy("shared field", "Nationality"),
        "language": pgettext_lazy("shared field", "Language"),
        "contact": pgettext_lazy("shared field", "How to reach them"),
        "family": pgettext_lazy("shared field", "Family who came along"),
        "needs": pgettext_lazy("shared field", "Needs"),
        "reason": pgettext_lazy("shared field", "Reason in words"),
        "document": pgettext_lazy("shared field", "Document and its number"),
    },
    "service_type": {
        "health": pgettext_lazy("service type", "Health"),
        "mental_health": pgettext_lazy("service type", "Mental health and psychosocial support"),
        "child_protection": pgettext_lazy("service type", "Child protection"),
        "child_care": pgettext_lazy("service type", "Child care"),
        "family_links": pgettext_lazy("service type", "Family tracing and links"),
        "survivors": pgettext_lazy("service type", "Care for survivors of violence"),
        "safe_house": pgettext_lazy("service type", "Safe house"),
        "women": pgettext_lazy("service type", "Women's services"),
        "trafficking": pgettext_lazy("service type", "Help for victims of trafficking"),
        "physical_safety": pgettext_lazy("service type", "Physical safety"),
        "asylum": pgettext_lazy("service type", "Asylum procedure"),
        "legal": pgettext_lazy("service type", "Legal advice"),
        "disability": pgettext_lazy("service type", "Services for people with disabilities"),
        "shelter": pgettext_lazy("service type", "Shelter"),
        "food": pgettext_lazy("service type", "Food"),
        "water_hygiene": pgettext_lazy("service type", "Water and hygiene"),
        "relief_items": pgettext_lazy("service type", "Relief items"),
        "cash": pgettext_lazy("service type", "Cash"),
        "education": pgettext_lazy("service type", "Education"),
        "livelihoods": pgettext_lazy("service type", "Livelihoods"),
        "transport": pgettext_lazy("service type", "Transport"),
        "interpretation": pgettext_lazy("service type", "Interpretation"),
        "information": pgettext_lazy("service type", "Information"),
        "documents": pgettext_lazy("service type", "Documents and registration"),
        "consular": pgettext_lazy("service type", "Consular help"),
        "other": pgettext_lazy("service type", "Other service"),
    },
    "service_group": {
        "everyone": pgettext_lazy("service group", "Everyone"),
        "families": pgettext_lazy("service group", "Families"),
        "women": pgettext_lazy("service group", "Women"),
        "men": pgettext_lazy("service group", "Men"),
        "children": pgettext_lazy("service group", "Children"),
        "children_alone": pgettext_lazy("service group", "Children alone"),
        "older": pgettext_lazy("service group", "Older people"),
        "with_disabilities": pgettext_lazy("service group", "People with disabilities"),
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
    "erasure_reason": {
        "person_asked": pgettext_lazy("erasure reason", "The person asked for it"),
        "kept_long_enough": pgettext_lazy("erasure reason", "Kept long enough"),
        "unlawful": pgettext_lazy("erasure reason", "Should not have been kept"),
        "ordered": pgettext_lazy("erasure reason", "Ordered by an authority"),
    },
    "hold_basis": {
        "court_order": pgettext_lazy("hold basis", "Order of a court"),
        "investigation": pgettext_lazy("hold basis", "Investigation"),
        "complaint": pgettext_lazy("hold basis", "Complaint"),
        "claim": pgettext_lazy("hold basis", "Legal claim"),
        "audit": pgettext_lazy("hold basis", "Audit"),
    },
    "removed": {
        "names": pgettext_lazy("removed", "Names"),
        "birth_dates": pgettext_lazy("removed", "Date of birth"),
        "contacts": pgettext_lazy("removed", "Contacts"),
        "places": pgettext_lazy("removed", "Places in words"),
        "documents": pgettext_lazy("removed", "Documents"),
        "photos": pgettext_lazy("removed", "Photos"),
        "objections": pgettext_lazy("removed", "Words of objections"),
        "reasons": pgettext_lazy("removed", "Reasons and explanations"),
        "group_words": pgettext_lazy("removed", "Remarks about the group"),
        "tokens": pgettext_lazy("removed", "Tokens"),
        "crossing_words": pgettext_lazy("removed", "Remarks on crossings"),
        "vehicles": pgettext_lazy("removed", "Plate and driver of vehicles"),
        "shift_remarks": pgettext_lazy("removed", "Remarks on shifts"),
    },
    "history_event": {
        "registered": pgettext_lazy("history event", "Registered"),
        "corrected": pgettext_lazy("history event", "Corrected"),
        "needs_changed": pgettext_lazy("history event", "Needs changed"),
        "document_added": pgettext_lazy("history event", "Document added"),
        "document_withdrawn": pgettext_lazy("history event", "Document withdrawn"),
        "photo_kept": pgettext_lazy("history event", "Photo taken"),
        "photo_refused": pgettext_lazy("history event", "Photo refused"),
        "moved": pgettext_lazy("history event", "Moved to another group"),
        "moved_as_correction": pgettext_lazy("history event", "Moved, entered in the wrong group"),
        "left_behind": pgettext_lazy("history event", "Separated from the adults of the group"),
        "release_proposed": pgettext_lazy("history event", "Release of the flag proposed"),
        "released": pgettext_lazy("history event", "Flag released"),
        "voided": pgettext_lazy("history event", "Voided"),
        "restored": pgettext_lazy("history event", "Restored"),
        "hold_placed": pgettext_lazy("history event", "Legal hold placed"),
        "hold_lifted": pgettext_lazy("history event", "Legal hold lifted"),
        "objected": pgettext_lazy("history event", "Objection taken down"),
        "objection_answered": pgettext_lazy("history event", "Objection answered"),
        "erasure_proposed": pgettext_lazy("history event", "Erasure proposed"),
        "erased": pgettext_lazy("history event", "Erased"),
    },
    "compartment": {
        "protection": pgettext_lazy("compartment", "International protection"),
        "child_protection": pgettext_lazy("compartment", "Child protection"),
        "gender_based_violence": pgettext_lazy("compartment", "Gender-based violence"),
        "health": pgettext_lazy("compartment", "Health"),
        "legal": pgettext_lazy("compartment", "Legal help"),
        "misconduct": pgettext_lazy("compartment", "Misconduct"),
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
