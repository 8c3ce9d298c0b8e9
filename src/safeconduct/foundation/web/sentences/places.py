"""Sentences of gazetteers: what is wrong with a file of places, row by row."""

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.texts import Sentence

SENTENCES: dict[str, Sentence] = {
    "places.choose_file": _("Choose the file with the places, XLSX or CSV."),
    "places.version_missing": _("Say which version this is, such as the day of the file: 2026-01-15."),
    "places.source_missing": _("Say where the file comes from, such as OCHA, Humanitarian Data Exchange."),
    "places.too_many_places": _("This file holds too many places: {limit} at most. Leave out the deepest level."),
    "places.no_such_gazetteer": _("This gazetteer is not here any more. Choose one from the list."),
    "places.nothing_tried": _("No file waits to be loaded. Try a file out first."),
    # Rows of the file
    "places.no_place_columns": _(
        "No column with P-codes was found. Name the columns as COD-AB does (ADM1_EN, ADM1_PCODE …) or pcode, name, parent, level."
    ),
    "places.columns_differ": _(
        "The columns must be pcode, name, parent, level, and behind them names in other languages: name_fr, name_ar …"
    ),
    "places.column_missing": _("This column is missing. Each level needs the P-codes of the levels above it."),
    "places.csv_malformed": _("The file is broken off here. Save it again as CSV."),
    "places.no_places": _("There is no row with a place."),
    "places.cells_missing": _("This row has too few or too many cells. Fill the missing ones, or leave the row out."),
    "places.pcode_missing": _("The P-code is missing. Fill it in, or empty the name beside it."),
    "places.pcode_malformed": _(
        "“{value}” is no P-code: two or three capital letters, then letters and digits, such as SY0203."
    ),
    "places.pcode_twice": _("This P-code stands in a row above. Each place has one row."),
    "places.pcode_two_levels": _("“{value}” is on another level in a row above. Correct one of them."),
    "places.pcode_two_parents": _("“{value}” lies in another place in a row above. Correct one of them."),
    "places.pcode_two_names": _("“{value}” has another name in a row above. Write it the same in all rows."),
    "places.name_empty": _("The name is missing. Fill it in."),
    "places.name_too_long": _("This name is too long: 300 letters at most."),
    "places.name_has_control_characters": _("There is a sign in this name that cannot be seen. Type the name again."),
    "places.level_not_0_to_5": _("The level is a number: 0 for the country, 1 to 5 for its parts."),
    "places.parent_missing": _("Say in which place this one lies: its P-code in the column parent."),
    "places.country_has_parent": _("A country lies in nothing: leave the column parent empty."),
    "places.parent_unknown": _("The place in the column parent is not in this file. Add it, or correct the code."),
    "places.parent_not_one_level_above": _("The place in the column parent must be one level above this one."),
}
