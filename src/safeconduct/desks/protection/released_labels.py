"""Labels of released tables: their names, how a proposal stands, and every mistake with what to do."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from safeconduct.domains.screening.rules.instrument import INTEGER, LINE, MANY, ONE, TEXT
from safeconduct.domains.screening.rules.sheets import ADDED, CHANGED, REMOVED
from safeconduct.foundation.web.labels import register_labels

register_labels(
    "released_table",
    {
        "needs": pgettext_lazy("released table", "Needs"),
        "specific_needs": pgettext_lazy("released table", "Specific needs"),
        "combinations": pgettext_lazy("released table", "Combinations of indicators"),
        "indicators": pgettext_lazy("released table", "Indicators of trafficking"),
        "interview": pgettext_lazy("released table", "Interview"),
        "phrases": pgettext_lazy("released table", "Words of the card"),
        "card": pgettext_lazy("released table", "Pictures of the card"),
    },
)
register_labels(
    "released_table_about",
    {
        "needs": gettext_lazy("Which answers give which need, and by when."),
        "specific_needs": gettext_lazy(
            "Which answers give which specific need, with UNHCR's code where it is confirmed."
        ),
        "combinations": gettext_lazy("How many strong, medium and weak indicators together count."),
        "indicators": gettext_lazy("Each indicator, what it belongs to, and how strong it is."),
        "interview": gettext_lazy("The questions, their answers, and when each is asked."),
        "phrases": gettext_lazy("What the card says, in every language, reviewed or a draft."),
        "card": gettext_lazy("What people can point at, and what may be seen without asking."),
    },
)
register_labels(
    "proposal_state",
    {
        "proposed": pgettext_lazy("proposal", "Proposed"),
        "signed": pgettext_lazy("proposal", "One signature"),
        "released": pgettext_lazy("proposal", "Released"),
        "refused": pgettext_lazy("proposal", "Refused"),
    },
)
register_labels(
    "row_change",
    {
        ADDED: pgettext_lazy("row", "New"),
        REMOVED: pgettext_lazy("row", "Gone"),
        CHANGED: pgettext_lazy("row", "Different"),
    },
)
register_labels(
    "question_type",
    {
        ONE: pgettext_lazy("question", "One answer"),
        MANY: pgettext_lazy("question", "Several answers"),
        LINE: pgettext_lazy("question", "A line"),
        TEXT: pgettext_lazy("question", "Own words"),
        INTEGER: pgettext_lazy("question", "A number"),
    },
)
register_labels(
    "lowering",
    {
        "": pgettext_lazy("lowering", "not at all"),
        "asked": pgettext_lazy("lowering", "asked"),
        "positive": pgettext_lazy("lowering", "counts"),
        "category": pgettext_lazy("lowering", "recorded"),
        "sensitive": pgettext_lazy("lowering", "sensitive"),
        "reviewed": pgettext_lazy("lowering", "reviewed"),
        "changed": pgettext_lazy("lowering", "changed, and called reviewed"),
        "cue": pgettext_lazy("lowering", "seen"),
        "open": pgettext_lazy("lowering", "open"),
        "private": pgettext_lazy("lowering", "private"),
        "protection": pgettext_lazy("lowering", "only when reviewed"),
        "practical": pgettext_lazy("lowering", "also when not reviewed"),
        "everyone": pgettext_lazy("lowering", "everyone"),
        "children": pgettext_lazy("lowering", "children"),
        "strong": pgettext_lazy("lowering", "strong"),
        "medium": pgettext_lazy("lowering", "medium"),
        "weak": pgettext_lazy("lowering", "weak"),
    },
)
NOT_UNDERSTOOD = gettext_lazy(
    "From here on the condition is not understood. "
    "It may use ${question} = 'answer', selected(${question}, 'answer'), and, or, brackets."
)
register_labels(
    "table_fault",
    {
        "sheet.empty": gettext_lazy("The sheet has no row under its headings."),
        "sheet.column": gettext_lazy("The table has no such column. Take the column out."),
        "sheet.missing": gettext_lazy("A cell is empty that has to be filled."),
        "sheet.yes_or_no": gettext_lazy("Write yes or no."),
        "sheet.number": gettext_lazy("Write a whole number."),
        "expression.not_understood": NOT_UNDERSTOOD,
        "row.twice": gettext_lazy("Two rows have this name."),
        "row.priority": gettext_lazy("The priority is immediate, 24h, 72h or 2w."),
        "row.service": gettext_lazy("No service has this code."),
        "row.source": gettext_lazy("Every row names what it rests on."),
        "row.gives": gettext_lazy("A new kind of need comes with a new version of the software."),
        "row.unanswerable": gettext_lazy(
            "Nobody is asked this, or nobody can answer it so: the row would never apply."
        ),
        "condition.kind": gettext_lazy("The condition says nothing."),
        "condition.values": gettext_lazy("The condition names no answer."),
        "condition.question": gettext_lazy("The condition asks for a question that is not there."),
        "condition.answer": gettext_lazy("The condition asks for an answer that the question does not have."),
        "indicator.strength": gettext_lazy("An indicator is strong, medium or weak."),
        "phrase.text": gettext_lazy("The phrase has no English words, or a language without any."),
        "phrase.missing": gettext_lazy("The card needs this phrase."),
        "phrase.language": gettext_lazy("No language has this code."),
        "card.picture": gettext_lazy("There is no picture of this name; a new one comes with a new version."),
        "card.cue": gettext_lazy("A new thing to see comes with a new version of the software."),
        "section.twice": gettext_lazy("Two sections have this name."),
        "question.twice": gettext_lazy("Two questions have this name."),
        "question.type": gettext_lazy("The interview has no such kind of question."),
        "question.section": gettext_lazy("The question stands in no section."),
        "question.list": gettext_lazy("The question has no answers to choose from."),
        "question.label": gettext_lazy("The question has no words."),
        "choice.twice": gettext_lazy("Two answers of the question have this name."),
        "xlsform.no_survey": gettext_lazy("There is no sheet named survey."),
        "xlsform.no_question": gettext_lazy("The form has no question that can be asked here."),
        "xlsform.too_long": gettext_lazy("The sheet has too many rows."),
        "xlsform.sheet": gettext_lazy("A sheet of this name cannot be used here."),
        "xlsform.setting": gettext_lazy("This setting cannot be used here. Take it out."),
        "xlsform.column": gettext_lazy("This column asks for what the interview cannot do. Empty the cell."),
        "xlsform.required": gettext_lazy("Nothing is required of people here: everyone may rather not say."),
        "xlsform.type": gettext_lazy("The interview has no such kind of question."),
        "xlsform.name": gettext_lazy("A name is missing, or has other signs than letters, figures and _."),
        "xlsform.label": gettext_lazy("There are no words for this row."),
        "xlsform.language": gettext_lazy("This language is not known. Write it as in French (fr)."),
        "xlsform.inserted": gettext_lazy("Words cannot take in other answers here."),
        "xlsform.relevant": NOT_UNDERSTOOD,
        "xlsform.group_in_group": gettext_lazy("A group cannot stand inside a group."),
        "xlsform.group_not_begun": gettext_lazy("A group ends that was not begun."),
        "xlsform.group_not_ended": gettext_lazy("A group is begun and does not end."),
    },
)
