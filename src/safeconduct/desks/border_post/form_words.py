"""The letters in the boxes of the paper form and what they stand for; the form's words in a language."""

from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.foundation.documents.registration_form import Choice, RegistrationFormLabels
from safeconduct.foundation.web.labels import label

# Printed in the boxes, the same in every language; keyed in as they stand.
DIRECTIONS = {"E": "entry", "L": "exit"}
TRANSPORTS = {"F": "foot", "C": "car", "B": "bus", "T": "train", "S": "boat", "A": "aircraft", "O": "other"}
NEEDS = {"D": "doctor_now", "W": "wheelchair", "I": "interpreter", "C": "child_care", "S": "step_free"}
SEXES = {"F": "F", "M": "M", "X": "X", "?": "unknown"}
DOCUMENTS = {"P": "passport", "I": "identity_card", "B": "birth_certificate", "O": "other", "N": "none"}


def form_labels(language: str) -> RegistrationFormLabels:
    """The words of the blank form in one language."""
    with translation.override(language):
        return RegistrationFormLabels(
            language=language,
            title=_("Registration form"),
            how_to=_("Write in capitals. Tick or ring the letter in the box. Leave empty what you do not know."),
            sheet=_("Sheet"),
            token=_("Token"),
            arrived_on=_("Arrival date"),
            arrived_at=_("Time"),
            direction=_("Direction"),
            from_place=_("From (place, country)"),
            to_place=_("To (place, country)"),
            transport=_("Transport"),
            needs=_("Needs now"),
            given_names=_("Given names"),
            family_name=_("Family name"),
            name_as_written=_("Name as written"),
            sex=_("Sex"),
            birth_date=_("Born (year, month, day)"),
            or_age=_("or age"),
            nationality=_("Nationality"),
            relation=_("Relation to focal point"),
            document=_("Document, number"),
            remarks=_("Remarks"),
            filled_in_by=_("Filled in by"),
            keyed_in_by=_("Keyed in by"),
            notice=_(
                "What you tell us is kept to register you and to help you. Only those who need it may read it. "
                "You may ask to see it, to correct it, and not to answer. Asking for help costs nothing."
            ),
            training=_("TRAINING"),
            directions=_choices("direction", DIRECTIONS),
            transports=_choices("transport", TRANSPORTS),
            need_choices=_choices("need", NEEDS),
            sexes=_choices("sex_word", SEXES),
            document_types=_choices("document_type", DOCUMENTS),
        )


def _choices(code_list: str, letters: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(letter, str(label(code_list, code))) for letter, code in letters.items())
