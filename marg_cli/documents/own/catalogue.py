"""Every template that comes with marg and every file of the house style, with what it is for.

A new paper is one line here: its template, what it is for, and the value it is written from.
"""

from __future__ import annotations

from typing import NamedTuple

from marg_cli.domain.papers.action_sheet import ActionSheet
from marg_cli.domain.papers.agenda import AgendaPaper
from marg_cli.domain.papers.case_summary import CaseSummary
from marg_cli.domain.papers.correction_notice import CorrectionNotice
from marg_cli.domain.papers.frame import ExtractNote, Head
from marg_cli.domain.papers.minutes import Approval, Beside, MinutesPaper
from marg_cli.domain.papers.people_key import PeopleKey
from marg_cli.domain.papers.recall_notice import RecallNotice
from marg_cli.domain.papers.referral_form import ReferralForm
from marg_cli.domain.papers.report import ReportPaper
from marg_cli.domain.papers.subject_bundle import SubjectBundle
from marg_cli.domain.papers.trawl_request import TrawlRequest
from marg_cli.domain.value import Value


class AnyPaper(Value):
    """What every paper has."""

    head: Head


class Template(NamedTuple):
    """One template: what it is for, and the kind of paper that is written with it."""

    about: str
    paper: type[Value] | None = None


TEMPLATES = {
    "agenda.md.j2": Template("The agenda for members, for the chair and for a guest.", AgendaPaper),
    "minutes.md.j2": Template("The minutes in the order of the meeting.", MinutesPaper),
    "action_sheet.md.j2": Template("One agency's open actions, to answer on.", ActionSheet),
    "trawl_request.md.j2": Template("Whom one agency is to look for, to answer on.", TrawlRequest),
    "referral_form.md.j2": Template("The blank form a referral is made on.", ReferralForm),
    "case_summary.md.j2": Template("One case on one page, by its reference.", CaseSummary),
    "report.md.j2": Template("How the group is doing, in counts and charts.", ReportPaper),
    "people_key.md.j2": Template("Which reference stands for whom.", PeopleKey),
    "recall_notice.md.j2": Template("Which copies one recipient gives back.", RecallNotice),
    "correction_notice.md.j2": Template(
        "What one recipient is told was put right.", CorrectionNotice
    ),
    "subject_bundle.md.j2": Template(
        "Everything on one person, for review before release.", SubjectBundle
    ),
    "_approved.md.j2": Template("The line under minutes that a later meeting approved.", Approval),
    "_extract.md.j2": Template("What a copy says of the cases it leaves out.", ExtractNote),
    "_beside.md.j2": Template("What stands beside one agency's extract of minutes.", Beside),
    "_frame.md.j2": Template("The head and the foot of every page.", AnyPaper),
    "_macros.md.j2": Template("Turns of phrase that several papers use."),
    "_at_the_table.md.j2": Template("How the minutes say views, risks, decisions and the plan."),
}
PAPERS = {
    name: template.paper
    for name, template in TEMPLATES.items()
    if template.paper and not name.startswith("_")
}
"""The papers among them, by their templates."""
WRITTEN = tuple(name for name, template in TEMPLATES.items() if template.paper)
"""Those that marg asks for by name; the others are parts of these."""


HOUSE_FILES = {
    "house/house.toml": "Colours, font, margins and logo, in every format.",
    "house/house.css": "How the web page looks.",
    "house/house.docx": "The group's own document, whose styles Word papers take.",
    "house/house.dotx": "The same as a Word template.",
}
"""What a group may put into its `house` folder; logo and fonts go by what house.toml names."""
