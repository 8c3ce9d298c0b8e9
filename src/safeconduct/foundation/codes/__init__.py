"""Codes of the standards and the small lists used at a post: what a code is, is called, and how it is found.

Tables are data files of this package with version, source and licence; `tools/build_code_tables.py` writes the
large ones. No Django: rules of any room read them. Labels of the small lists are texts of the web, not here.
"""

from safeconduct.foundation.codes.languages import Language, find_languages, language, language_name, languages
from safeconduct.foundation.codes.lists import (
    CODE_LISTS,
    AgeBandCode,
    age_bands,
    code_list,
    is_listed,
    is_relative,
    sector_of,
    sensitive_services,
    service_types_in,
    shown_document_type,
)
from safeconduct.foundation.codes.place_files import PlaceSheet, read_place_sheets, read_places
from safeconduct.foundation.codes.place_search import PlaceFinder, find_places
from safeconduct.foundation.codes.places import Place, Places, PlacesError, RowProblem
from safeconduct.foundation.codes.scripts import (
    Script,
    direction_of,
    script,
    script_name,
    script_of,
    scripts,
    scripts_in,
)
from safeconduct.foundation.codes.states import (
    SEE_PROTECTION,
    State,
    find_states,
    is_nationality,
    shown_code,
    state,
    state_name,
    states,
    states_by_name,
)
from safeconduct.foundation.codes.tables import NAME_LANGUAGES, TABLES, TableOrigin, origin

__all__ = [
    "CODE_LISTS",
    "NAME_LANGUAGES",
    "SEE_PROTECTION",
    "TABLES",
    "AgeBandCode",
    "Language",
    "Place",
    "PlaceFinder",
    "PlaceSheet",
    "Places",
    "PlacesError",
    "RowProblem",
    "Script",
    "State",
    "TableOrigin",
    "age_bands",
    "code_list",
    "direction_of",
    "find_languages",
    "find_places",
    "find_states",
    "is_listed",
    "is_nationality",
    "is_relative",
    "language",
    "language_name",
    "languages",
    "origin",
    "read_place_sheets",
    "read_places",
    "script",
    "script_name",
    "script_of",
    "scripts",
    "scripts_in",
    "sector_of",
    "sensitive_services",
    "service_types_in",
    "shown_code",
    "shown_document_type",
    "state",
    "state_name",
    "states",
    "states_by_name",
]
