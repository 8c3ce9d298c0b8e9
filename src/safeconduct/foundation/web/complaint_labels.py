"""Words of complaints, for the desks that show them."""

from django.utils.translation import pgettext_lazy

from safeconduct.foundation.web.labels import register_labels

register_labels(
    "post_complaint_about",
    {
        "service": pgettext_lazy("complaint here", "A service at this post"),
        "delay": pgettext_lazy("complaint here", "A delay"),
        "decision": pgettext_lazy("complaint here", "A decision"),
        "other": pgettext_lazy("complaint here", "Something else"),
        "sexual_exploitation": pgettext_lazy("complaint here", "Sexual exploitation, abuse or harassment"),
        "misconduct": pgettext_lazy(
            "complaint here",
            "Violence, threats, money or favours asked for, or other misconduct of anybody who works here",
        ),
    },
)
register_labels(
    "post_complaint_by",
    {
        "person": pgettext_lazy("complaint here", "The person themselves"),
        "family": pgettext_lazy("complaint here", "Somebody on their behalf"),
        "staff": pgettext_lazy("complaint here", "Somebody who works here"),
        "anonymous": pgettext_lazy("complaint here", "Somebody who gives no name"),
    },
)
register_labels(
    "post_complaint_outcome",
    {
        "put_right": pgettext_lazy("complaint here", "Put right"),
        "upheld": pgettext_lazy("complaint here", "They are right"),
        "not_upheld": pgettext_lazy("complaint here", "It stays as it is"),
        "passed_on": pgettext_lazy("complaint here", "Passed on"),
    },
)
register_labels(
    "misconduct_step",
    {
        "acknowledged": pgettext_lazy("misconduct", "Taken up"),
        "safety": pgettext_lazy("misconduct", "Made safe"),
        "medical": pgettext_lazy("misconduct", "Medical or psychosocial care arranged"),
        "heard": pgettext_lazy("misconduct", "Heard who complained or a witness"),
        "evidence": pgettext_lazy("misconduct", "Evidence secured"),
        "referred": pgettext_lazy("misconduct", "Referred to a service"),
        "reported": pgettext_lazy("misconduct", "Reported to an investigator or authority"),
        "kept_away": pgettext_lazy("misconduct", "Whoever is complained of is kept away"),
        "told": pgettext_lazy("misconduct", "Told who complained how it stands"),
        "other": pgettext_lazy("misconduct", "Another step"),
        "closed": pgettext_lazy("misconduct", "Closed"),
        "reopened": pgettext_lazy("misconduct", "Opened again"),
    },
)
register_labels(
    "misconduct_outcome",
    {
        "substantiated": pgettext_lazy("misconduct", "Substantiated"),
        "not_substantiated": pgettext_lazy("misconduct", "Not substantiated"),
        "not_enough": pgettext_lazy("misconduct", "Not enough to find out"),
        "passed_on": pgettext_lazy("misconduct", "Passed on to who decides"),
        "taken_back": pgettext_lazy("misconduct", "Taken back by who complained"),
    },
)
register_labels(
    "assessed_use",
    {
        "post_complaints": pgettext_lazy("assessed use", "Complaints at a post, without words"),
        "misconduct_cases": pgettext_lazy("assessed use", "Cases of misconduct by number"),
        "oversight_overview": pgettext_lazy("assessed use", "What oversight has to look at, in numbers"),
    },
)
register_labels(
    "access_what",
    {
        "oversight_overview": pgettext_lazy("access log", "What oversight has to look at"),
        "misconduct_cases": pgettext_lazy("access log", "Cases of misconduct"),
        "misconduct_case": pgettext_lazy("access log", "A case of misconduct"),
        "post_complaints": pgettext_lazy("access log", "Complaints at the post"),
    },
)
