"""The minimal data set of one incident of gender-based violence, field by field; never who did it by name.

Source: GBVIMS Standard Intake and Assessment Form and Incident Recorder (IRC, UNHCR, UNFPA), the fields marked there as
required for the Incident Recorder; types of incident from the GBV Classification Tool. Left out: country of origin,
ethnicity, religion and any exact place, which this system keeps of nobody. All of it stands inside the seal.
"""

import msgspec

UNKNOWN = "unknown"


class Field(msgspec.Struct, frozen=True):
    """One field: its name, the codes it may hold, whether it must be said, whether it may hold several."""

    name: str
    codes: tuple[str, ...]
    required: bool = True
    many: bool = False


_SERVICE = ("given", "received", "declined", "unavailable", "not_needed")
TABLE = (
    Field("reported_by", ("survivor", "other")),
    Field("survivor_age", ("0-11", "12-17", "18-25", "26-40", "41-60", "61+", UNKNOWN)),
    Field("survivor_sex", ("F", "M", "X")),
    Field("displacement", ("resident", "idp", "refugee", "stateless", "returnee", "foreign_national", "asylum_seeker",
                           UNKNOWN)),
    Field("vulnerable", ("physical_disability", "mental_disability", "unaccompanied", "separated", "other_child"),
          required=False, many=True),
    # Asked in this order: the first that fits is the type (Classification Tool).
    Field("type", ("rape", "sexual_assault", "physical_assault", "forced_marriage", "denial_of_resources",
                   "psychological_abuse", "not_gbv")),
    Field("harmful_practice", ("none", "marriage", "cutting", "initiation", "other")),
    Field("exchange", ("yes", "no", UNKNOWN)),  # money, goods or services were given for it
    Field("abduction", ("none", "forced_conscription", "trafficked", "other_abduction", UNKNOWN)),
    Field("stage", ("not_displaced", "before_flight", "during_flight", "in_refuge", "on_return", "after_return",
                    UNKNOWN)),
    Field("time_of_day", ("morning", "afternoon", "night", UNKNOWN)),
    Field("location", ("bush", "field", "school", "road", "own_home", "their_home", "shelter", "border_post",
                       "other", UNKNOWN)),
    Field("reported_before", ("yes", "no", UNKNOWN)),
    Field("earlier_incidents", ("yes", "no", UNKNOWN)),
    # Of whoever did it: a number, an age, a sex, a relation and an occupation as codes.
    Field("perpetrators", ("1", "2", "3", "more", UNKNOWN)),
    Field("perpetrator_sex", ("F", "M", "both", UNKNOWN)),
    Field("perpetrator_age", ("0-11", "12-17", "18-25", "26-40", "41-60", "61+", UNKNOWN)),
    Field("perpetrator_relation", ("partner", "former_partner", "carer", "family", "superior", "teacher",
                                   "service_provider", "neighbour", "housemate", "other_resident", "other",
                                   "no_relation", UNKNOWN)),
    Field("perpetrator_occupation", ("armed_force", "police", "border_official", "aid_worker", "religious", "teacher",
                                     "health_worker", "smuggler", "driver", "other", "unemployed", UNKNOWN)),
    Field("referred_health", _SERVICE),
    Field("referred_psychosocial", _SERVICE),
    Field("referred_shelter", _SERVICE),
    Field("referred_legal", _SERVICE),
    Field("referred_police", _SERVICE),
    Field("referred_livelihood", _SERVICE),
)  # fmt: skip
NAMES = tuple(field.name for field in TABLE)
