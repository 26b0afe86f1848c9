"""What was said over the year, in turn: sentences of a group that never met."""

from __future__ import annotations

STATEMENT = "What is shared here stays with those who need it to help; the chair read it aloud."
REASONS = [
    "Three services have tried one after the other, and each stopped when the weather turned.",
    "The landlord will not renew, the clinic wants an address, and nobody goes first.",
    "Discharged twice in a month with a letter that reached nobody.",
    "Four calls in a week, from four doors, about the same person.",
    "Known to everybody here, and led by no one.",
]
WHYS = [
    "The fourth service this year has closed the file; nobody is wrong, and nothing holds.",
    "The tenancy ends this month, and each agency waits for another to go first.",
    "What was agreed in the last plan was done, and it was not enough.",
    "A move is offered that suits everybody but the person it is for.",
    "Two agencies ring on the same morning, and none at the weekend.",
]
DISCUSSED = [
    "The room agreed to try one voice instead of seven letters.",
    "Housing can wait two weeks if the clinic sees the person in the first.",
    "The police will come in plain clothes, and only when asked.",
    "It goes best before noon, out of doors, and with the same face twice.",
]
VIEWS = [
    "I want one person to ring, not seven.",
    "I will come if it is not the big hall. Echoes.",
    "Ask me after the rain. I think better dry.",
    "You keep my key and I keep the kettle on: that is the bargain.",
]
WANTS = ["One person to ring", "A small room", "Time", "A door that locks from inside"]
RISKS = [
    ("Alone in the cold, and unwell", "self"),
    ("Shouts at callers when several come at once", "others"),
    ("Somebody else has had the key cut", "from-others"),
    ("A gas ring left on when the post comes", "unintentional"),
]
DECISIONS = [
    ("One agency rings, and the others write to it", "Seven calls a week were seven strangers"),
    ("Hold the room for another fortnight", "It was lost twice by a day"),
    ("Ask for a joint visit, in daylight", "Alone, each was sent away"),
    ("Send nothing by post", "Letters are read by somebody else"),
]
PLANS = [
    "The lead agency rings every morning at nine, and tells the others by noon.",
    "One visit a week by two people, always the same two.",
    "A room in winter, a pitch in summer, and the same worker for both.",
]
CONTINGENCIES = [
    "If nobody answers for two days, the police look in.",
    "If the room is lost, the night desk holds a bed until ten.",
    "If the worker is away, the deputy takes the telephone.",
]
ACTIONS = [
    ("Walk the round at seven and say what is on offer", "The offer is heard in person"),
    ("Write to the landlord for the whole group", "One letter instead of four"),
    ("Find out who holds the second key", "The door is safe"),
    ("Book the small room for the clinic's visit", "Seen without the big hall"),
    ("Put the two appointments on one morning", "One journey, not two"),
    ("Ask the night desk what it has in its book", "Weekends are no longer blank"),
    ("Agree with the bank who may ask what", "The rent goes out by itself"),
]
BARRIERS = [
    "The clinic sends letters, and letters are read by somebody else.",
    "The night desk takes nobody who has a dog.",
    "Nobody may be seen twice without an address.",
]
LESSONS = [
    "One voice on the telephone did what seven letters had not.",
    "Ask about the dog first.",
]
SYSTEMS = [
    "No bed can be booked after four in the afternoon.",
    "Two clinics ask for the same form in two different colours.",
    "Nobody may hold a room for somebody in hospital.",
]


def turn(of: list[str], number: int) -> str:
    return of[number % len(of)]
