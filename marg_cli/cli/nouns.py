"""The words a command may begin with: which module keeps each, and the line `--help` gives it."""

from typing import NamedTuple

START = "To start"
WORK = "The group's work"
MEETING = "Meetings"
REGISTER = "The register"


class Noun(NamedTuple):
    """One word: where it is found in the help, and what it is for."""

    panel: str
    about: str


NOUNS = {
    "init": Noun(START, "Start a register for a group."),
    "demo": Noun(START, "See the main job done with an invented group."),
    "status": Noun(START, "See where the group stands today."),
    "shell": Noun(START, "Hold the register open and type commands without marg."),
    "import": Noun(START, "Read agencies, members, cases or actions from files."),
    "case": Noun(WORK, "Adults the group works with, from referral to closure."),
    "document": Noun(WORK, "Files kept with a case inside the encrypted register."),
    "action": Noun(WORK, "Who does what by when, and what is overdue."),
    "view": Noun(WORK, "What the person says and wants, and who told them."),
    "risk": Noun(WORK, "Risks: each agency's rating, what was agreed, who dissents."),
    "barrier": Noun(WORK, "What keeps a person from a service, and its unblocking."),
    "decision": Noun(WORK, "What the group decided in a case, and why."),
    "learning": Noun(WORK, "What was learnt from cases, as kept when one is closed."),
    "agency": Noun(WORK, "Agencies at the table and their agreements."),
    "member": Noun(WORK, "People who represent an agency, and their deputies."),
    "meeting": Noun(MEETING, "When the group meets."),
    "agenda": Noun(MEETING, "Which cases a meeting takes, and its papers."),
    "trawl": Noun(MEETING, "Lateral checks: what each agency knows of the listed cases."),
    "info": Noun(MEETING, "What agencies share about a case: fact or perception."),
    "attendance": Noun(MEETING, "Who came, who sent apologies, who withdrew."),
    "minutes": Noun(MEETING, "What was said and agreed, and the document of it."),
    "pack": Noun(MEETING, "Who gets which paper, and the ledger of what left."),
    "report": Noun(MEETING, "How the group is doing: actions, what is late, who comes."),
    "template": Noun(MEETING, "The wording of papers, and how to make it your own."),
    "unlock": Noun(REGISTER, "Type the passphrase once, for the next commands."),
    "lock": Noun(REGISTER, "Forget what marg unlock keeps, at once."),
    "undo": Noun(REGISTER, "Take back your last change."),
    "correct": Noun(REGISTER, "Put right what final minutes say, keeping both wordings."),
    "subject": Noun(REGISTER, "When somebody asks for their data: answer, restrict, erase."),
    "retention": Noun(REGISTER, "How long ended cases are kept, and what was decided."),
    "config": Noun(REGISTER, "What the group has set for itself."),
    "audit": Noun(REGISTER, "Who did what, and whether the record is whole."),
    "key": Noun(REGISTER, "Who may open the register, and the recovery key."),
    "register": Noun(REGISTER, "The register itself: what it is, whether it is sound."),
    "completion": Noun(REGISTER, "Print a script by which your shell completes words."),
    "export": Noun(REGISTER, "Write the whole caseload to one file, with a reason."),
}


def module_of(word: str) -> str:
    """Name the module of a noun; Python keeps `import` for itself."""
    return f"marg_cli.cli.commands.{word}{'_' if word == 'import' else ''}"
