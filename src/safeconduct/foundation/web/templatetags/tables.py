"""A table as its user likes it: `{% table_tools table %}` above it, `{% table_head table %}`, and for every cell
`{% cell table "people" %}…{% endcell %}`, which leaves out what is hidden and names its column on a phone."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safeconduct.foundation.web.tables import Table

register = template.Library()


@register.inclusion_tag("web/table_head.html")
def table_head(table: Table, more: bool = False) -> dict[str, Any]:
    """The heads that are shown; `more`: rows end with a cell that has no head."""
    return {"table": table, "more": more}


@register.inclusion_tag("web/table_tools.html", takes_context=True)
def table_tools(context: dict[str, Any], table: Table) -> dict[str, Any]:
    """Sort order, columns and the way back; nothing where the shell has no address to keep them."""
    request = context["request"]
    return {
        "table": table,
        "url": context["shell"].tables_url,
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


class Cell(template.Node):
    """One cell of a table."""

    def __init__(self, table: FilterExpression, code: str, classes: str, content: NodeList) -> None:
        self.table, self.code, self.classes, self.nodelist = table, code, classes, content

    def render(self, context: template.Context) -> SafeString:
        table: Table = self.table.resolve(context)
        # The same around every cell of a column: made once, as a list has hundreds of cells.
        around = table.around.get((self.code, self.classes))
        if around is None:
            around = table.around[self.code, self.classes] = self._around(table)
        if not table.shows(self.code):
            return SafeString("")
        begin, end = around
        return SafeString(begin + self.nodelist.render(context) + end)

    def _around(self, table: Table) -> tuple[str, str]:
        column = table.shape.column(self.code)
        if column is None:
            raise LookupError(f"table {table.name} has no column {self.code}")
        classes = " ".join(filter(None, ("num" if column.is_number else "", self.classes)))
        marked = format_html(' class="{}"', classes) if classes else ""
        if table.shape.columns[0] is column:
            return format_html('<th scope="row"{} data-label="{}">', marked, column.words), "</th>"
        return format_html('<td{} data-label="{}">', marked, column.words), "</td>"


@register.tag
def cell(parser: Parser, token: Token) -> Cell:
    """{% cell table "people" %} or {% cell table "people" "nowrap" %}; the first column of a table heads its row."""
    _name, table, code, *classes = token.split_contents()
    content = parser.parse(("endcell",))
    parser.delete_first_token()
    words = " ".join(one.strip("\"'") for one in classes)
    return Cell(parser.compile_filter(table), code.strip("\"'"), words, content)
