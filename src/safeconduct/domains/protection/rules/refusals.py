"""Every refusal of this room with its meaning; the sentences are in foundation/web/sentences/protection.py."""

REFUSALS = {
    "protection.malformed_id": "an id is not one of ours",
    "protection.unknown_code": "a code is not in its list",
    "protection.no_such_child": "this node holds no such file of a child",
    "protection.child_erased": "what the file said was erased",
    "protection.child_known": "the file is there already",
    "protection.not_a_day": "a day is missing or is none",
    "protection.day_ahead": "the day lies ahead",
    "protection.birth_unreadable": "the birth date cannot be read",
    "protection.nothing_said": "nothing is said that could be kept",
    "protection.carer_missing": "it is not said who cares for the child",
    "protection.carer_not_checked": "a carer whom the child did not know was not looked at",
    "protection.no_such_step": "nothing of this name can be done here",
    "protection.nobody_left": "each of these children has a file already",
    "protection.each_first": "these children are not registered one by one yet",
}
