"""Sentences of the room of referrals and of the pages about the service directory."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "referrals.unknown_service": _("This service is not in the directory here. Choose one from the list."),
    "referrals.broken_id": _("This record has a number that is none. Open the page again and try once more."),
    "referrals.name_missing": _("Give the service a name."),
    "referrals.type_missing": _("Say what the service does: tick at least one."),
    "referrals.unknown_code": _("Choose from the list ({field})."),
    "referrals.age_range": _("Ages lie between 0 and {oldest}, the lower one first. Leave a field empty where there is no limit."),
    "referrals.hours_shape": _("These hours cannot be read. Write a day or days and from when until when, such as MO-FR 08:00-17:00."),
    "referrals.position": _("Give latitude and longitude together, in degrees: latitude from -90 to 90, longitude from -180 to 180."),
    "referrals.capacity_range": _("The number of places lies between 0 and {most}. Leave it empty where nobody knows."),
    "referrals.day_shape": _("This day does not exist, or lies ahead. Write the day on which somebody last confirmed the entry."),
    "referrals.nothing_changed": _("Nothing is different from what stands. Change a field, or go back."),
    "referrals.not_your_service": _("This service belongs to another agency. Ask for changes of your own services."),
    "referrals.request_unreadable": _("This request cannot be read here. Ask the agency by phone what it wants changed, and change it yourself."),
    "referrals.unknown_request": _("This request is not there any more; somebody has answered it. Open the page again."),
    # Directory files
    "hsds.broken": _("This is not a JSON file. Choose the file as the other system wrote it."),
    "hsds.no_service": _("There is no service in this file. It may hold places or a taxonomy alone; choose the file with the services."),
    "hsds.not_a_record": _("Something in this file is no record; it was passed over."),
    "hsds.not_a_service": _("“{about}” is neither a service nor an organisation; it was passed over."),
    "hsds.belongs_to_nothing": _("Rows of “{about}” belong to no service in this file. They are kept and given back, and mean nothing here."),
    "directory.no_agency": _("This service names no organisation that the file or the directory knows. Add it to the file."),
    "directory.agency_missing": _("Name the agency that gives this service."),
    "directory.columns": _("The columns of this table are not known. Take our table out, fill it in and read it back; or give a 3W with organisation and activity."),
    "directory.type_unknown": _("What this service does could not be told; it is entered as “other”. Correct it afterwards."),
    "directory.no_such_form": _("There is no such file. Choose one from the page."),
}  # fmt: skip
