"""One invocation of every command there is, on the invented group's register.

`{secret}` stands for a word nobody else uses, `{text}` for a sentence with one; `{out}` is a
folder. A new command is added here with the rows it is to leave in the audit: its name, and
references, never a word of content.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marg_cli.cli.lazy import load
from marg_cli.cli.nouns import NOUNS

GATHERED = "M26-006 M26-001 M26-002 M26-004 M26-009 M25-009 M26-007"
"""The cases of the next meeting, in its order."""

EVERY_CASE = "M25-009 M26-001 M26-002 M26-003 M26-004 M26-005 M26-006 M26-007 M26-008 M26-009"
ENTERED = "M25-009 M26-001 M26-002 M26-004 M26-006 M26-007 M26-009"
"""The same, as the ledger has them: in the order of their references."""


LEARNT = "case close M26-001 --destination prison --outcome {text} --learnt {text}"
"""What comes before anything that was learnt is worked on."""


class Example(NamedTuple):
    """What is typed after the command's own words, the rows that follow, and what comes first."""

    typed: str
    rows: tuple[str, ...] = ()
    before: str = ""


def commands() -> Iterator[str]:
    """Every command of the program, from its tree."""
    for noun in NOUNS:
        command = load(noun)
        verbs = command.list_commands(None) if hasattr(command, "list_commands") else []
        yield from (f"{noun} {verb}" for verb in verbs)
        if not verbs:
            yield noun


_ = Example
EXAMPLES = {
    "init": _("--store {out}/new --group {text} --holder ann --recipient {key} --sharing core"),
    "demo": _("{out}/demo"),
    "status": _("", ("status",)),
    "shell": _("", ("shell",)),
    "import": _("{out}/more.json", ("import 1 added, 0 changed",)),
    "case list": _(
        "--status active --lead HSOL --theme {secret}",
        ("case list status=active lead=HSOL by theme (0)",),
    ),
    "case find": _("{secret}", ("case find",)),
    "case search": _("{text} --case M26-001", ("case search case=M26-001 (0)",)),
    "case show": _("M26-001", ("case show M26-001",)),
    "case render": _("M26-001 --out {out}", ("case render M26-001", "case render P3 M26-001")),
    "case receive": _(
        "{out}/referral.eml --referrer LAMP --resolving {text} --alias {secret} --yes",
        ("case receive", "case find", "case receive M26-010 F1"),
    ),
    "case form": _("--out {out}", ("case form",)),
    "case add": _(
        "--name {name} --born 12/05/1984 --alias {secret} --address {text} --nhs {secret} "
        "--police-ref {secret} --area {secret} --referrer LAMP --reason {text} --theme {secret} "
        "--resolving {text}",
        ("case add LAMP", "case find", "case add M26-010"),
    ),
    "case edit": _(
        "M26-001 --name {name} --alias {secret} --address {text} --theme {secret} "
        "--resolving {text} --nhs {secret} --police-ref {secret} --area {secret}",
        ("case edit M26-001",),
    ),
    "case involve": _("M26-001 NMH --contact {secret}", ("case involve M26-001 NMH",)),
    "case coordinator": _("M26-001 {name}", ("case coordinator M26-001",)),
    "case plan": _(
        "M26-001 {text} --contingency {text} --coordination {text} --sharing {text} "
        "--no-experts {text} --tells {name} --tell-by friday",
        ("case plan M26-001 2026-11-10",),
    ),
    "case screen": _(
        "M25-009 --supervision yes --other-process {text} --why-here {text} --theme {secret} "
        "--tried {text} --failed-because {text} --immediate-risk {text} --reported-to {text} "
        "--remarks {text}",
        ("case screen M25-009",),
    ),
    "case basis": _(
        "M26-001 --lawful 'public task' --lawful-because {text} --special 'health' "
        "--special-because {text} --criminal safeguarding --criminal-because {text} --by {name}",
        ("case basis M26-001",),
    ),
    "case accept": _("M25-009 --override {text}", ("case accept M25-009",)),
    "case decline": _("M25-009 --because {text} --signposted-to {text}", ("case decline M25-009",)),
    "case defer": _("M25-009 --until 2027-01-12", ("case defer M25-009",)),
    "case withdraw": _("M26-001 --because {text}", ("case withdraw M26-001",)),
    "case outcome": _(
        "M26-001 step-down --to {secret} --because {text}", ("case outcome M26-001 2026-11-10",)
    ),
    "case close": _(
        "M26-001 --destination 'returned to lead agency' --outcome {text} --learnt {text}",
        ("case close L1 M26-001",),
    ),
    "case refer-again": _("M26-003 --reason {text} --referrer LAMP", ("case refer-again M26-003",)),
    "case history": _("M26-001", ("case history M26-001",)),
    "case remove": _("M26-005 --yes", ("case remove M26-005", "case remove M26-005")),
    "document add": _(
        "M26-001 {out}/referral.eml --name {text} --only-for LAMP", ("document add F1 M26-001",)
    ),
    "document list": _(
        "M26-001", ("document list M26-001 F1",), "document add M26-001 {out}/referral.eml"
    ),
    "document edit": _(
        "F1 --name {text}", ("document edit F1 M26-001",), "document add M26-001 {out}/referral.eml"
    ),
    "document save": _(
        "F1 --out {out}",
        ("document save F1 M26-001", "document save P3 M26-001"),
        "document add M26-001 {out}/referral.eml",
    ),
    "document remove": _(
        "F1", ("document remove F1 M26-001",), "document add M26-001 {out}/referral.eml"
    ),
    "action list": _(
        "--owner {secret} --agency LAMP --case M26-001",
        ("action list agency=LAMP case=M26-001 (0)",),
    ),
    "action overdue": _("--owner {secret}", ("action overdue overdue (0)",)),
    "action show": _("A10", ("action show A10 M26-001",)),
    "action add": _(
        "M26-001 {text} --agency LAMP --owner {secret} --due friday --intended {text}",
        ("action add A29 M26-001",),
    ),
    "action edit": _("A22 --what {text} --intended {text}", ("action edit A22 M26-001",)),
    "action remove": _("A28", ("action remove A28 M26-009",)),
    "action progress": _("A10 {text}", ("action progress A10 M26-001",)),
    "action done": _("A10 --outcome {text}", ("action done A10 M26-001",)),
    "action not-done": _("A10 --because agency --note {text}", ("action not-done A10 M26-001",)),
    "action move": _(
        "A10 --due 2026-12-01 --because {text} --agreed-by {secret}", ("action move A10 M26-001",)
    ),
    "action reassign": _("A10 --agency LAMP --owner {secret}", ("action reassign A10 M26-001",)),
    "action review": _(
        "{out}/sheet.txt --agency LAMP --agreed-by {secret} --dry-run",
        (),
        "action chase LAMP --out {out}/sheet.txt",
    ),
    "action chase": _(
        "LAMP --out {out}",
        (
            "action chase LAMP M26-001 M26-009 M26-007 A22 A28 A26",
            "action chase P3 M26-001 M26-007 M26-009",
        ),
    ),
    "view request": _(
        "M26-004 --by EBB --until friday --safe-contact {text} --knows",
        ("view request V11 M26-004",),
    ),
    "view add": _(
        "M26-006 {text} --how {text} --wants {text}",
        ("view add V9 M26-006",),
    ),
    "view not-obtained": _("M26-009 --because {text}", ("view not-obtained V10 M26-009",)),
    "view told": _("M26-001 {text} --by {name}", ("view told V11 M26-001",)),
    "view list": _("--outstanding --agency LAMP", ("view list agency=LAMP outstanding (1)",)),
    "view show": _("V1", ("view show V1 M26-001",)),
    "view edit": _("V1 {text} --how {text} --wants {text}", ("view edit V1 M26-001",)),
    "view remove": _("V1", ("view remove V1 M26-001",)),
    "risk add": _(
        "M26-001 {text} --to others --rate LAMP=high --agreed none --dissent LAMP:{text}",
        ("risk add R7 M26-001 2026-11-10",),
    ),
    "risk rate": _("R1 medium --agency GP", ("risk rate R1 M26-001 2026-11-10",)),
    "risk agree": _("R1 high --dissent LAMP:{text}", ("risk agree R1 M26-001 2026-11-10",)),
    "risk list": _("M26-001", ("risk list M26-001",)),
    "risk show": _("R1", ("risk show R1 M26-001",)),
    "risk edit": _("R4 {text} --to others", ("risk edit R4 M26-006",)),
    "risk remove": _("R4", ("risk remove R4 M26-006",)),
    "barrier add": _("M26-001 {text} --service {text}", ("barrier add B4 M26-001 2026-11-10",)),
    "barrier unblock": _("B1 --how {text}", ("barrier unblock B1 M26-001",)),
    "barrier list": _("--standing", ("barrier list standing (2)",)),
    "barrier show": _("B1", ("barrier show B1 M26-001",)),
    "barrier edit": _("B1 {text} --service {text}", ("barrier edit B1 M26-001",)),
    "barrier remove": _("B1", ("barrier remove B1 M26-001",)),
    "decision add": _("M26-001 {text} --because {text}", ("decision add D9 M26-001 2026-11-10",)),
    "decision list": _("M26-001", ("decision list M26-001",)),
    "decision show": _("D1", ("decision show D1 M26-001",)),
    "decision edit": _("D1 {text} --because {text}", ("decision edit D1 M26-001",)),
    "decision remove": _("D1", ("decision remove D1 M26-001",)),
    "learning list": _("M26-001", ("learning list M26-001",), LEARNT),
    "learning show": _("L1", ("learning show L1 M26-001",), LEARNT),
    "learning edit": _("L1 {text}", ("learning edit L1 M26-001",), LEARNT),
    "learning remove": _("L1", ("learning remove L1 M26-001",), LEARNT),
    "agency list": _("--kind core", ("agency list kind=core (14)",)),
    "agency show": _("LAMP", ("agency show LAMP",)),
    "agency add": _("{text} --code NEW --sector {secret} --part-of {secret}", ("agency add NEW",)),
    "agency edit": _("LAMP --name {text}", ("agency edit LAMP",)),
    "agency isa": _("LAMP --officer {secret} --note {text}", ("agency isa LAMP",)),
    "agency override": _("GP {text}", ("agency override GP 2026-12-08",)),
    "agency trained": _("LAMP --name {secret} --on 2026-11-02", ("agency trained LAMP",)),
    "agency retire": _("PAWS", ("agency retire PAWS",)),
    "agency remove": _("NEW", ("agency remove NEW",), "agency add {text} --code NEW"),
    "member list": _("--agency LAMP", ("member list agency=LAMP (2)",)),
    "member show": _("18", ("member show member-18",)),
    "member add": _(
        "{name} --agency LAMP --role {text} --email {secret}@example.test",
        ("member add member-24",),
    ),
    "member edit": _(
        "18 --name {secret} --role {text}", ("member edit member-18 A26 M26-001 M26-007",)
    ),
    "member leave": _(
        "18 --successor 19", ("member leave member-18 member-19 M26-001 M26-007 A26",)
    ),
    "member remove": _("24", ("member remove member-24",), "member add {name} --agency LAMP"),
    "meeting list": _("", ("meeting list (5)",)),
    "meeting show": _("next", ("meeting show 2026-12-08",)),
    "meeting add": _(
        "2027-02-09 --venue {text} --chair {secret} --minute-taker {secret}",
        ("meeting add 2027-02-09",),
    ),
    "meeting plan": _(
        "--count 3", ("meeting plan (3)", "meeting plan 2027-02-09 2027-03-09 2027-04-13")
    ),
    "meeting edit": _("next --venue {text} --chair {secret}", ("meeting edit 2026-12-08",)),
    "meeting cancel": _("2027-01-12", ("meeting cancel 2027-01-12",)),
    "meeting remove": _("2027-01-12", ("meeting remove 2027-01-12",)),
    "agenda list": _("", ("agenda list 2026-12-08 (7)",)),
    "agenda build": _(
        "--meeting 2027-01-12",
        ("agenda build M26-001 M26-002 M26-004 M26-006 M26-007 M26-009 M26-008 2027-01-12",),
    ),
    "agenda add": _("M26-001 --meeting 2027-01-12", ("agenda add M26-001 2027-01-12",)),
    "agenda move": _("M26-001 --to 1", ("agenda move M26-001 M26-006 2026-12-08",)),
    "agenda edit": _("M26-001 --minutes 20", ("agenda edit M26-001 2026-12-08",)),
    "agenda remove": _(
        "M26-001", (f"agenda remove {GATHERED.removeprefix('M26-006 ')} 2026-12-08",)
    ),
    "agenda check": _("", ("agenda check 2026-12-08 (4)",)),
    "agenda render": _(
        "--out {out}",
        (
            f"agenda render 2026-12-08 audience=members {GATHERED}",
            f"agenda render P3 {ENTERED}",
        ),
    ),
    "trawl ask": _("", ("trawl ask 2026-12-08",)),
    "trawl render": _(
        "LAMP POL --out {out}",
        (
            "trawl render 2026-12-08",
            f"trawl render 2026-12-08 LAMP {GATHERED}",
            f"trawl render 2026-12-08 POL {GATHERED}",
            f"trawl render P3 {ENTERED} P4",
        ),
    ),
    "trawl return": _(
        "LAMP M26-001 {text} --fact --criminal --only-for POL --by {name}",
        ("trawl return M26-001 I9 LAMP 2026-12-08",),
    ),
    "trawl import": _(
        "{out}/sheet.txt",
        ("trawl import LAMP 2026-12-08",),
        "trawl render LAMP --out {out}/sheet.txt",
    ),
    "trawl list": _(
        "--outstanding --agency GP", ("trawl list 2026-12-08 agency=GP outstanding (7)",)
    ),
    "trawl remove": _("GP M26-001", ("trawl remove M26-001 GP 2026-12-08",)),
    "info add": _(
        "M26-001 {text} --agency POL --perception --third-party --only-for LAMP",
        ("info add I9 M26-001 POL",),
    ),
    "info list": _("M26-001", ("info list case=M26-001 (1)",)),
    "info show": _("I1", ("info show I1 M26-001",)),
    "info edit": _("I1 {text} --only-for LAMP", ("info edit I1 M26-001",)),
    "info remove": _("I1", ("info remove I1 M26-001",)),
    "attendance list": _("--meeting 2026-11-10", ("attendance list 2026-11-10 (17)",)),
    "attendance set": _(
        "PAWS present --meeting 2026-11-10 --member {name}", ("attendance set PAWS 2026-11-10",)
    ),
    "attendance declare": _(
        "18 M26-001 {text} --meeting 2026-11-10", ("attendance declare M26-001 2026-11-10",)
    ),
    "attendance edit": _("2 {text}", ("attendance edit M26-006 2026-11-10",)),
    "attendance remove": _("LAMP --meeting 2026-11-10", ("attendance remove LAMP 2026-11-10",)),
    "minutes start": _("2026-12-08 --at 10:00", ("minutes start 2026-12-08 minutes-4",)),
    "minutes finish": _("2026-11-10 --at 12:00", ("minutes finish minutes-3 2026-11-10",)),
    "minutes take": _(
        "2026-12-08",
        (
            "minutes start 2026-12-08 minutes-4",
            "minutes take 2026-12-08 (7)",
            "minutes take 2026-12-08 attendance",
        ),
    ),
    "minutes record": _(
        "M26-001 views {text} --meeting 2026-11-10", ("minutes record M26-001 2026-11-10",)
    ),
    "minutes show": _("2026-11-10", ("minutes show 2026-11-10",)),
    "minutes edit": _("E110 {text}", ("minutes edit M26-006 2026-11-10",)),
    "minutes remove": _("E110", ("minutes remove M26-006 2026-11-10",)),
    "minutes check": _("2026-11-10", ("minutes check 2026-11-10 (2)",)),
    "minutes render": _(
        "2026-11-10 --out {out}",
        (
            "minutes render 2026-11-10 M26-001 M26-002 M26-007 M26-004 M26-006 M26-003",
            "minutes render P3 M26-001 M26-002 M26-003 M26-004 M26-006 M26-007",
        ),
    ),
    "minutes finalise": _(
        "2026-11-10 --yes",
        (
            "minutes check 2026-11-10 (2)",
            "minutes finalise minutes-3 M26-004 M26-006 M26-001 M26-007 M26-002 M26-003 2026-11-10",
        ),
    ),
    "minutes approve": _(
        "2026-11-10",
        ("minutes approve minutes-3 2026-11-10",),
        "minutes finalise 2026-11-10 --yes",
    ),
    "minutes amend": _("2026-10-13 --because {text}", ("minutes amend minutes-2 2026-10-13",)),
    "minutes versions": _("2026-09-08", ("minutes versions 2026-09-08 (2)",)),
    "pack build": _(
        "--kind agenda --for LAMP --key --out {out} --allow M26-001:name --because {text}",
        ("pack build 2026-12-08 kind=agenda LAMP", f"pack build P3 {ENTERED} P4 P5"),
    ),
    "pack sent": _("P1-P2 --how {text}", ("pack sent P1 P2",)),
    "pack missent": _("P1 --to {text} --known-at now", ("pack missent P1 M26-001",)),
    "pack settle": _("P2 --not-reported --because {text}", ("pack settle P2",)),
    "pack returned": _("P1 --copy 1 --how {text}", ("pack returned P1",)),
    "pack ledger": _("--case M26-001", ("pack ledger case=M26-001 (1)",)),
    "pack show": _("P1", ("pack show P1 M26-001",)),
    "pack recall": _(
        "M26-001 --because {text} --out {out}",
        ("pack recall M26-001", "pack recall M26-001 P1"),
    ),
    "pack expire": _(
        "P3 --yes", ("pack expire (1)", "pack expire P3"), "agenda render --out {out}"
    ),
    "report actions": _("", ("report actions months=12",)),
    "report overdue": _("", ("report overdue (10)",)),
    "report attendance": _("", ("report attendance months=12",)),
    "report sharing": _("", ("report sharing (8)",)),
    "report render": _("--out {out}", ("report render months=12",)),
    "template list": _(""),
    "template show": _("minutes"),
    "template copy": _("minutes --to {out}/own"),
    "template diff": _("minutes"),
    "template check": _(""),
    "unlock": _("--idle 1", ("unlock idle=1 hours=12",)),
    "lock": _("", (), "unlock --idle 1"),  # it does not open the register
    "undo": _("", ("undo #3 A10 M26-001",), "action progress A10 {text}"),
    "correct": _("A10 what {text} --because {text}", ("correct A10 M26-001",)),
    "subject request": _("M26-001 --on 2026-11-20 --by {text}", ("subject request Q1 M26-001",)),
    "subject list": _("--all", ("subject list all (1)",), "subject request M26-001"),
    "subject extend": _(
        "M26-001 --because {text}", ("subject extend Q1 M26-001",), "subject request M26-001"
    ),
    "subject export": _(
        "M26-001 --out {out}", ("subject export M26-001", "subject export P3 M26-001")
    ),
    "subject release": _(
        "M26-001 --how {text} --held-back 'I1:third party:{text}' --by {name}",
        ("subject release Q1 M26-001",),
        "subject request M26-001",
    ),
    "subject rectify": _(
        "M26-001 A10 what {text} --because {text}",
        ("subject rectify M26-001", "correct A10 M26-001", "subject rectify M26-001"),
    ),
    "subject restrict": _("M26-001 --because {text} --by {name}", ("subject restrict M26-001",)),
    "subject unrestrict": _(
        "M26-001",
        ("subject unrestrict M26-001",),
        "subject restrict M26-001 --because {text}",
    ),
    "subject erase": _(
        "M26-001 --because asked --by {name} --yes",
        (
            "subject erase M26-001",
            "subject erase M26-001 minutes-1 minutes-2",
            "register clear M26-001",
        ),
    ),
    "retention due": _("--all", ("retention due all (2)",)),
    "retention decide": _(
        "M26-003 longer --until '2 years' --by {name} --because {text}",
        ("retention decide M26-003",),
    ),
    "retention hold": _("M26-001 --because {text} --by {name}", ("retention hold M26-001",)),
    "retention release-hold": _(
        "M26-001", ("retention release-hold M26-001",), "retention hold M26-001 --because {text}"
    ),
    "retention carry-out": _(
        "M26-003 --yes",
        (
            "retention carry-out M26-003",
            "retention carry-out M26-003 minutes-1 minutes-2",
            "register clear M26-003",
        ),
        "retention decide M26-003 destroy --by {name} --because {text}",
    ),
    "config show": _("group", ("config show section=group (9)",)),
    "config set": _("group.chair {name}", ("config set group.chair",)),
    "config unset": _("group.chair", ("config unset group.chair",)),
    "config path": _(""),
    "audit list": _("--case M26-001 --holder {secret}", ("audit list M26-001 (0)",)),
    "audit verify": _("", ("audit verify",)),
    "key list": _("", ("key list all (2)",)),
    "key add": _("ben --recipient {another} --yes", ("key add ben",)),
    "key remove": _("ben --yes", ("key remove ben",), "key add ben --recipient {another} --yes"),
    "key passphrase": _(""),
    "key recovery": _("--yes", ("key recovery recovery",)),
    "register info": _("", ("register info",)),
    "register check": _("", ("register check sound",)),
    "register backup": _(
        "{out}/one.backup", ("register backup begun", "register backup written sha256:…")
    ),
    "register restore": _("{out}/one.backup --yes", (), "register backup {out}/one.backup"),
    "completion": _("bash"),
    "export": _(
        "--reason 'Audit of the year' --out {out}/all.json",
        (
            "export whole caseload (10 cases), because: Audit of the year",
            f"export P3 {EVERY_CASE}",
        ),
    ),
}
