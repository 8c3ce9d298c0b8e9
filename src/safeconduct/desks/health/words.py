"""Words of the health desk: signs, exposures, diseases, places and steps. A sign is what one notices, no diagnosis."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "health_sign",
    {
        "fever": _("Fever"),
        "cough": _("Cough"),
        "hard_to_breathe": _("Hard to breathe"),
        "rash": _("Rash"),
        "watery_stool": _("Watery stool, three times or more a day"),
        "vomiting": _("Vomiting"),
        "bleeding": _("Bleeding without an injury"),
        "yellow_eyes": _("Yellow eyes or skin"),
        "weakness": _("Sudden weakness of an arm or a leg"),
        "stiff_neck": _("Stiff neck with fever"),
        "none": _("None of these signs"),
    },
)
register_labels(
    "health_exposure",
    {
        "was_there": _("Was where the illness is"),
        "contact_ill": _("Was close to somebody who is ill"),
        "cared_for_ill": _("Cared for somebody who is ill"),
        "funeral": _("Touched somebody who had died"),
        "animals": _("Handled or ate sick or wild animals"),
        "water": _("Drank water from a river or an open well"),
        "none": _("None of this happened"),
    },
)
register_labels(
    "health_disease",
    {
        "cholera": _("Cholera"),
        "measles": _("Measles"),
        "meningitis": _("Meningitis"),
        "influenza": _("Influenza"),
        "covid_19": _("COVID-19"),
        "mers": _("MERS"),
        "diphtheria": _("Diphtheria"),
        "polio": _("Polio"),
        "yellow_fever": _("Yellow fever"),
        "plague": _("Plague"),
        "ebola": _("Ebola"),
        "marburg": _("Marburg"),
        "lassa": _("Lassa fever"),
        "mpox": _("Mpox"),
        "unknown": _("Not known yet"),
    },
)
register_labels(
    "health_rule",
    {
        "sign_and_exposure": _("a sign and an exposure"),
        "any_sign": _("any sign"),
        "any_exposure": _("any exposure"),
    },
)
register_labels(
    "health_result",
    {
        "nothing": pgettext_lazy("health check", "Nothing"),
        "suspected": pgettext_lazy("health check", "To be looked at"),
        "declined": pgettext_lazy("health check", "Rather not say"),
    },
)
register_labels(
    "health_event_end",
    {
        "over": pgettext_lazy("health event", "It is over"),
        "no_longer_needed": pgettext_lazy("health event", "No longer needed"),
        "replaced": pgettext_lazy("health event", "Replaced by another"),
        "entered_by_mistake": pgettext_lazy("health event", "Entered by mistake"),
    },
)
register_labels(
    "isolation_place",
    {
        "room": pgettext_lazy("isolation", "Room of its own"),
        "tent": pgettext_lazy("isolation", "Tent"),
        "own_vehicle": pgettext_lazy("isolation", "Own vehicle"),
        "outside": pgettext_lazy("isolation", "Outside, in the shade"),
        "hospital": pgettext_lazy("isolation", "Hospital"),
    },
)
register_labels(
    "isolation_basis",
    {
        "agreed": pgettext_lazy("isolation", "They agree"),
        "ordered": pgettext_lazy("isolation", "The health authority orders it"),
    },
)
register_labels(
    "isolation_end",
    {
        "well": pgettext_lazy("isolation end", "Well"),
        "to_hospital": pgettext_lazy("isolation end", "Gone to hospital"),
        "time_over": pgettext_lazy("isolation end", "The time is over"),
        "no_longer_agreed": pgettext_lazy("isolation end", "They do not agree any more"),
        "order_lifted": pgettext_lazy("isolation end", "The order was lifted"),
        "left": pgettext_lazy("isolation end", "They left"),
    },
)
register_labels(
    "ambulance_step",
    {
        "called": pgettext_lazy("ambulance", "Called"),
        "arrived": pgettext_lazy("ambulance", "Here"),
        "left": pgettext_lazy("ambulance", "Left with them"),
        "cancelled": pgettext_lazy("ambulance", "Cancelled"),
    },
)
register_labels(
    "notice_way",
    {
        "phone": pgettext_lazy("notice", "By telephone"),
        "paper": pgettext_lazy("notice", "On paper"),
        "message": pgettext_lazy("notice", "By message"),
        "in_person": pgettext_lazy("notice", "In person"),
    },
)
