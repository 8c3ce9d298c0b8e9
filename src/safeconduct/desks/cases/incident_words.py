"""Words of the minimal data set of an incident of gender-based violence: questions, and the codes of their answers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels("gbv_age", {
    "0-11": "0–11", "12-17": "12–17", "18-25": "18–25", "26-40": "26–40", "41-60": "41–60", "61+": "61+",
    "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_known", {
    "yes": pgettext_lazy("gbv", "Yes"), "no": pgettext_lazy("gbv", "No"), "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_reporter", {
    "survivor": pgettext_lazy("gbv", "The survivor"), "other": pgettext_lazy("gbv", "Somebody else"),
})  # fmt: skip
register_labels("gbv_displacement", {
    "resident": pgettext_lazy("gbv", "Resident"), "idp": pgettext_lazy("gbv", "Internally displaced"),
    "refugee": pgettext_lazy("gbv", "Refugee"), "stateless": pgettext_lazy("gbv", "Stateless"),
    "returnee": pgettext_lazy("gbv", "Returnee"), "foreign_national": pgettext_lazy("gbv", "Foreign national"),
    "asylum_seeker": pgettext_lazy("gbv", "Asylum seeker"), "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_vulnerable", {
    "physical_disability": pgettext_lazy("gbv", "Physical disability"),
    "mental_disability": pgettext_lazy("gbv", "Mental disability"),
    "unaccompanied": pgettext_lazy("gbv", "Unaccompanied child"), "separated": pgettext_lazy("gbv", "Separated child"),
    "other_child": pgettext_lazy("gbv", "Other vulnerable child"),
})  # fmt: skip
register_labels("gbv_type", {
    "rape": pgettext_lazy("gbv", "Rape"), "sexual_assault": pgettext_lazy("gbv", "Sexual assault"),
    "physical_assault": pgettext_lazy("gbv", "Physical assault"),
    "forced_marriage": pgettext_lazy("gbv", "Forced marriage"),
    "denial_of_resources": pgettext_lazy("gbv", "Denial of resources, opportunities or services"),
    "psychological_abuse": pgettext_lazy("gbv", "Psychological or emotional abuse"),
    "not_gbv": pgettext_lazy("gbv", "Not gender-based violence"),
})  # fmt: skip
register_labels("gbv_practice", {
    "none": pgettext_lazy("gbv", "None"), "marriage": pgettext_lazy("gbv", "Early marriage"),
    "cutting": pgettext_lazy("gbv", "Genital cutting"), "initiation": pgettext_lazy("gbv", "Initiation"),
    "other": pgettext_lazy("gbv", "Other"),
})  # fmt: skip
register_labels("gbv_abduction", {
    "none": pgettext_lazy("gbv", "None"), "forced_conscription": pgettext_lazy("gbv", "Forced conscription"),
    "trafficked": pgettext_lazy("gbv", "Trafficked"), "other_abduction": pgettext_lazy("gbv", "Other abduction"),
    "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_stage", {
    "not_displaced": pgettext_lazy("gbv", "Not displaced"), "before_flight": pgettext_lazy("gbv", "Before the flight"),
    "during_flight": pgettext_lazy("gbv", "During the flight"), "in_refuge": pgettext_lazy("gbv", "In refuge"),
    "on_return": pgettext_lazy("gbv", "On the way back"), "after_return": pgettext_lazy("gbv", "After the return"),
    "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_time", {
    "morning": pgettext_lazy("gbv", "Morning"), "afternoon": pgettext_lazy("gbv", "Afternoon"),
    "night": pgettext_lazy("gbv", "Evening or night"), "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_location", {
    "bush": pgettext_lazy("gbv", "Bush or forest"), "field": pgettext_lazy("gbv", "Field or garden"),
    "school": pgettext_lazy("gbv", "School"), "road": pgettext_lazy("gbv", "Road"),
    "own_home": pgettext_lazy("gbv", "The survivor's home"), "their_home": pgettext_lazy("gbv", "Home of who did it"),
    "shelter": pgettext_lazy("gbv", "Shelter or camp"), "border_post": pgettext_lazy("gbv", "Border post"),
    "other": pgettext_lazy("gbv", "Other"), "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_number", {
    "1": "1", "2": "2", "3": "3", "more": pgettext_lazy("gbv", "More than 3"),
    "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_sex", {
    "F": pgettext_lazy("gbv", "Female"), "M": pgettext_lazy("gbv", "Male"), "both": pgettext_lazy("gbv", "Both"),
    "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_relation", {
    "partner": pgettext_lazy("gbv", "Intimate partner"), "former_partner": pgettext_lazy("gbv", "Former partner"),
    "carer": pgettext_lazy("gbv", "Primary carer"), "family": pgettext_lazy("gbv", "Other family"),
    "superior": pgettext_lazy("gbv", "Employer or superior"), "teacher": pgettext_lazy("gbv", "Teacher"),
    "service_provider": pgettext_lazy("gbv", "Somebody who provides a service"),
    "neighbour": pgettext_lazy("gbv", "Neighbour"), "housemate": pgettext_lazy("gbv", "Lives in the same house"),
    "other_resident": pgettext_lazy("gbv", "Other resident"), "other": pgettext_lazy("gbv", "Other"),
    "no_relation": pgettext_lazy("gbv", "No relation"), "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_occupation", {
    "armed_force": pgettext_lazy("gbv", "Armed force or group"), "police": pgettext_lazy("gbv", "Police or security"),
    "border_official": pgettext_lazy("gbv", "Border official"), "aid_worker": pgettext_lazy("gbv", "Aid worker"),
    "religious": pgettext_lazy("gbv", "Religious leader"), "teacher": pgettext_lazy("gbv", "Teacher"),
    "health_worker": pgettext_lazy("gbv", "Health worker"), "smuggler": pgettext_lazy("gbv", "Smuggler"),
    "driver": pgettext_lazy("gbv", "Driver"), "other": pgettext_lazy("gbv", "Other"),
    "unemployed": pgettext_lazy("gbv", "Unemployed"), "unknown": pgettext_lazy("gbv", "Not known"),
})  # fmt: skip
register_labels("gbv_service", {
    "given": pgettext_lazy("gbv", "Referred"), "received": pgettext_lazy("gbv", "Received already"),
    "declined": pgettext_lazy("gbv", "Declined by the survivor"), "unavailable": pgettext_lazy("gbv", "Not available"),
    "not_needed": pgettext_lazy("gbv", "Not needed"),
})  # fmt: skip
# The question of each field, and the list its answer is from.
ASKED: dict[str, tuple[str | Promise, str]] = {
    "reported_by": (_("Reported by"), "gbv_reporter"),
    "survivor_age": (_("Age of the survivor"), "gbv_age"),
    "survivor_sex": (_("Sex of the survivor"), "sex_word"),
    "displacement": (_("Displacement now"), "gbv_displacement"),
    "vulnerable": (_("Particularly vulnerable"), "gbv_vulnerable"),
    "type": (_("Type: the first that fits"), "gbv_type"),
    "harmful_practice": (_("Harmful traditional practice"), "gbv_practice"),
    "exchange": (_("Money, goods or services were given for it"), "gbv_known"),
    "abduction": (_("Abduction"), "gbv_abduction"),
    "stage": (_("Stage of displacement"), "gbv_stage"),
    "time_of_day": (_("Time of day"), "gbv_time"),
    "location": (_("Kind of place"), "gbv_location"),
    "reported_before": (_("Reported elsewhere before"), "gbv_known"),
    "earlier_incidents": (_("Earlier incidents"), "gbv_known"),
    "perpetrators": (_("How many did it"), "gbv_number"),
    "perpetrator_sex": (_("Their sex"), "gbv_sex"),
    "perpetrator_age": (_("Their age"), "gbv_age"),
    "perpetrator_relation": (_("Their relation to the survivor"), "gbv_relation"),
    "perpetrator_occupation": (_("Their occupation"), "gbv_occupation"),
    "referred_health": (_("Health care"), "gbv_service"),
    "referred_psychosocial": (_("Psychosocial support"), "gbv_service"),
    "referred_shelter": (_("Safe house"), "gbv_service"),
    "referred_legal": (_("Legal help"), "gbv_service"),
    "referred_police": (_("Police"), "gbv_service"),
    "referred_livelihood": (_("Livelihood"), "gbv_service"),
}
