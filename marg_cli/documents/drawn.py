"""Tables that are drawn as well: the look of a column's head says how its figures are shown."""

from __future__ import annotations

from dataclasses import replace

from marg_cli.documents.blocks import Chart, Run, Series, Table, Text, plain


def chart_of(table: Table) -> Chart | None:
    """The chart of a table's figures, or None where no column asks to be drawn.

    A column with a strong head gets bars of its own; where a head is strong and emphasised, its
    bars are parts of one bar for each row. The first cell of a row is its label. A row in which
    a drawn column holds no whole number of 0 or more is left to the table.
    """
    header = table.header or ()
    drawn = [at for at, head in enumerate(header) if at and _asks(head)]
    rows = [row for row in table.rows if all(plain(row[at]).isdecimal() for at in drawn)]
    if not drawn or not rows:
        return None
    return Chart(
        title=plain(table.caption),
        labels=tuple(plain(row[0]) for row in rows),
        series=tuple(
            Series(plain(header[at]), tuple(int(plain(row[at])) for row in rows)) for at in drawn
        ),
        stacked=all(run.emphasis for at in drawn for run in header[at]),
    )


def plainly_headed(table: Table) -> Table:
    """The same table without the looks of its heads, which only asked for the chart."""
    heads = tuple(tuple(Run(run.text) for run in head) for head in table.header or ())
    return replace(table, header=heads)


def _asks(head: Text) -> bool:
    return bool(head) and all(run.strong for run in head)
