-- The register of one group. Dates are ISO text, times "HH:MM", yes and no are 1 and 0.
-- Numbers come from counters and are never used twice.

-- What the group has set for itself; the defaults stand in the program.
CREATE TABLE setting (
    key    TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;

-- The last number given out, by name; not taken back by an undo.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    last  INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

-- The holders that count: register.key.age is only ever written from here.
CREATE TABLE holder (
    name        TEXT PRIMARY KEY,
    public_key  TEXT NOT NULL UNIQUE CHECK (public_key GLOB 'age1*'),
    kind        TEXT NOT NULL CHECK (kind IN ('holder', 'recovery')),
    added_at    TEXT NOT NULL
) STRICT;

CREATE TABLE agency (
    code           TEXT PRIMARY KEY CHECK (code = upper(code) AND code <> ''),
    name           TEXT NOT NULL CHECK (name <> ''),
    kind           TEXT NOT NULL CHECK (kind IN ('core', 'associate', 'guest')),
    sector         TEXT,
    part_of        TEXT,
    isa_status     TEXT NOT NULL CHECK (isa_status IN ('none', 'contacted', 'meeting arranged',
                       'discussion', 'awaiting comment', 'legal or IG', 'signed off', 'expired')),
    isa_signed_on  TEXT CHECK (isa_signed_on GLOB '????-??-??'),
    isa_review_on  TEXT CHECK (isa_review_on GLOB '????-??-??'),
    isa_officer    TEXT,
    isa_note       TEXT,
    retired_on     TEXT CHECK (retired_on GLOB '????-??-??')
) STRICT;

CREATE TABLE training (
    number   INTEGER PRIMARY KEY,
    agency   TEXT NOT NULL REFERENCES agency (code),
    held_on  TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
    name     TEXT,
    people   INTEGER NOT NULL CHECK (people > 0)
) STRICT;
CREATE INDEX training_of_agency ON training (agency);

-- A member names a deputy who decides with the member's authority (ToR 6.3).
CREATE TABLE member (
    number      INTEGER PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    agency      TEXT NOT NULL REFERENCES agency (code),
    role        TEXT,
    email       TEXT,
    deputy_for  INTEGER REFERENCES member (number) CHECK (deputy_for <> number),
    left_on     TEXT CHECK (left_on GLOB '????-??-??')
) STRICT;
CREATE INDEX member_of_agency ON member (agency);
CREATE INDEX member_deputy ON member (deputy_for);

-- One adult's case. Aliases and themes are JSON arrays of text.
CREATE TABLE case_record (
    ref               TEXT PRIMARY KEY CHECK (ref GLOB '*[0-9][0-9]-[0-9][0-9][0-9]*'),
    status            TEXT NOT NULL CHECK (status IN ('referred', 'screened', 'accepted', 'active',
                          'deferred', 'declined', 'withdrawn', 'closed')),
    initials          TEXT NOT NULL CHECK (initials <> ''),
    name              TEXT,
    born              TEXT CHECK (born GLOB '????-??-??'),
    aliases           TEXT NOT NULL CHECK (json_valid(aliases)),
    address           TEXT,
    nhs               TEXT,
    police_ref        TEXT,
    area              TEXT,
    themes            TEXT NOT NULL CHECK (json_valid(themes)),
    resolving         TEXT,
    lead_agency       TEXT REFERENCES agency (code),
    case_coordinator  TEXT,
    deferred_until    TEXT CHECK (deferred_until GLOB '????-??-??'),
    because           TEXT,
    signposted_to     TEXT,
    closed_on         TEXT CHECK (closed_on GLOB '????-??-??'),
    destination       TEXT,
    outcome           TEXT,
    CHECK ((status = 'closed') = (destination IS NOT NULL)),
    CHECK (status <> 'deferred' OR deferred_until IS NOT NULL)
) STRICT;
CREATE INDEX case_lead ON case_record (lead_agency);

-- A case keeps its reference when it is referred again; each referral stays.
CREATE TABLE referral (
    number       INTEGER PRIMARY KEY,
    case_ref     TEXT NOT NULL REFERENCES case_record (ref),
    referred_on  TEXT NOT NULL CHECK (referred_on GLOB '????-??-??'),
    referrer     TEXT REFERENCES agency (code),
    reason       TEXT
) STRICT;
CREATE INDEX referral_of_case ON referral (case_ref, referred_on);
CREATE INDEX referral_by_agency ON referral (referrer);

CREATE TABLE involvement (
    case_ref  TEXT NOT NULL REFERENCES case_record (ref),
    agency    TEXT NOT NULL REFERENCES agency (code),
    contact   TEXT,
    PRIMARY KEY (case_ref, agency)
) STRICT;
CREATE INDEX involvement_of_agency ON involvement (agency);

-- One meeting a day among those not cancelled, so that a date names a meeting.
CREATE TABLE meeting (
    number        INTEGER PRIMARY KEY,
    held_on       TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
    at            TEXT CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]'),
    venue         TEXT,
    status        TEXT NOT NULL CHECK (status IN ('planned', 'under way', 'held', 'cancelled')),
    chair         TEXT,
    minute_taker  TEXT
) STRICT;
CREATE UNIQUE INDEX meeting_day ON meeting (held_on) WHERE status <> 'cancelled';

-- The member is empty for the agency as such.
CREATE TABLE attendance (
    meeting     INTEGER NOT NULL REFERENCES meeting (number),
    agency      TEXT NOT NULL REFERENCES agency (code),
    member      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('present', 'apologies', 'absent')),
    deputy_for  TEXT,
    arrived     TEXT CHECK (arrived GLOB '[0-2][0-9]:[0-5][0-9]'),
    left_at     TEXT CHECK (left_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    signed      INTEGER NOT NULL CHECK (signed IN (0, 1)),
    PRIMARY KEY (meeting, agency, member)
) STRICT;
CREATE INDEX attendance_of_agency ON attendance (agency);

CREATE TABLE declaration (
    number    INTEGER PRIMARY KEY,
    meeting   INTEGER NOT NULL REFERENCES meeting (number),
    member    TEXT NOT NULL CHECK (member <> ''),
    agency    TEXT REFERENCES agency (code),
    case_ref  TEXT NOT NULL REFERENCES case_record (ref),
    interest  TEXT NOT NULL CHECK (interest <> '')
) STRICT;
CREATE INDEX declaration_of_meeting ON declaration (meeting);
CREATE INDEX declaration_of_case ON declaration (case_ref);
CREATE INDEX declaration_of_agency ON declaration (agency);

CREATE TABLE agenda_item (
    meeting   INTEGER NOT NULL REFERENCES meeting (number),
    case_ref  TEXT NOT NULL REFERENCES case_record (ref),
    kind      TEXT NOT NULL CHECK (kind IN ('review', 'new', 'repeat', 'closure')),
    position  INTEGER NOT NULL CHECK (position > 0),
    at        TEXT CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes   INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
    guest     INTEGER REFERENCES member (number),
    PRIMARY KEY (meeting, case_ref)
) STRICT;
CREATE INDEX agenda_of_case ON agenda_item (case_ref);
CREATE INDEX agenda_guest ON agenda_item (guest);

CREATE TABLE minutes (
    meeting      INTEGER PRIMARY KEY REFERENCES meeting (number),
    status       TEXT NOT NULL CHECK (status IN ('draft', 'final', 'approved', 'amended')),
    started_at   TEXT CHECK (started_at GLOB '[0-2][0-9]:[0-5][0-9]'),
    finished_at  TEXT CHECK (finished_at GLOB '[0-2][0-9]:[0-5][0-9]')
) STRICT;

-- What was said, in the order it was recorded; without a case it belongs to the general part.
CREATE TABLE entry (
    number    INTEGER PRIMARY KEY,
    meeting   INTEGER NOT NULL REFERENCES minutes (meeting),
    case_ref  TEXT REFERENCES case_record (ref),
    heading   TEXT NOT NULL CHECK (heading <> ''),
    text      TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX entry_of_meeting ON entry (meeting, case_ref);
CREATE INDEX entry_of_case ON entry (case_ref);

-- Actions are numbered through the whole register, so that minutes can cite them.
CREATE TABLE action (
    number          INTEGER PRIMARY KEY,
    case_ref        TEXT REFERENCES case_record (ref),
    what            TEXT NOT NULL CHECK (what <> ''),
    agency          TEXT NOT NULL REFERENCES agency (code),
    owner           TEXT,
    due_on          TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
    first_due_on    TEXT NOT NULL CHECK (first_due_on GLOB '????-??-??'),
    times_moved     INTEGER NOT NULL CHECK (times_moved >= 0),
    status          TEXT NOT NULL CHECK (status IN ('open', 'done', 'not_done')),
    direct          INTEGER NOT NULL CHECK (direct IN (0, 1)),
    meeting         INTEGER REFERENCES meeting (number),
    set_on          TEXT NOT NULL CHECK (set_on GLOB '????-??-??'),
    intended        TEXT,
    outcome         TEXT,
    closed_on       TEXT CHECK (closed_on GLOB '????-??-??'),
    closed_because  TEXT CHECK (closed_because IN ('circumstances', 'agency')),
    CHECK ((status = 'not_done') = (closed_because IS NOT NULL)),
    CHECK ((status = 'open') = (closed_on IS NULL))
) STRICT;
-- Holds everything a list of open actions shows, so that the table itself is never read for it.
CREATE INDEX action_open ON action (
    due_on, number, case_ref, what, agency, owner, first_due_on, times_moved, direct, meeting,
    set_on, intended
) WHERE status = 'open';
CREATE INDEX action_of_case ON action (case_ref, number);
CREATE INDEX action_open_of_case ON action (case_ref) WHERE status = 'open';
CREATE INDEX action_of_meeting ON action (meeting);

CREATE TABLE action_note (
    number     INTEGER PRIMARY KEY,
    action     INTEGER NOT NULL REFERENCES action (number),
    case_ref   TEXT REFERENCES case_record (ref),
    kind       TEXT NOT NULL CHECK (kind IN ('progress', 'moved', 'reassigned')),
    made_on    TEXT NOT NULL CHECK (made_on GLOB '????-??-??'),
    text       TEXT NOT NULL,
    due_from   TEXT CHECK (due_from GLOB '????-??-??'),
    due_to     TEXT CHECK (due_to GLOB '????-??-??'),
    agreed_by  TEXT,
    CHECK ((kind = 'moved') = (due_from IS NOT NULL AND due_to IS NOT NULL))
) STRICT;
CREATE INDEX note_of_action ON action_note (action, number);
CREATE INDEX note_of_case ON action_note (case_ref);

-- Who did what, when, about which references; never the content (DPA 2018 s.62).
CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    day       TEXT NOT NULL,
    holder    TEXT NOT NULL,
    command   TEXT NOT NULL,
    refs      TEXT NOT NULL,
    previous  TEXT NOT NULL,
    hash      TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit is never cut'); END;

-- Each changed row before and after: what undo puts back and a history is told from.
CREATE TABLE journal (
    seq       INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    step      INTEGER NOT NULL,
    thing     TEXT NOT NULL,
    case_ref  TEXT,
    before    TEXT CHECK (json_valid(before)),
    after     TEXT CHECK (json_valid(after)),
    PRIMARY KEY (seq, step),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX journal_of_case ON journal (case_ref, seq) WHERE case_ref IS NOT NULL;

-- Which change took which other one back.
CREATE TABLE undone (
    seq     INTEGER PRIMARY KEY,
    by_seq  INTEGER NOT NULL
) STRICT;
