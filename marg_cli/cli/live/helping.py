"""What can be typed while minutes are taken, in one screenful."""

HELP = """\
text                      goes under the heading named at the prompt
= keep open because …     a decision and its rationale
> GLOW duty worker: visit by friday #direct     an action
> GLOW+CDAS: …            one action, GLOW leads     > ALL: …   one for each agency there
! others fire POL=high GLOW=medium agreed=none dissent GLOW: still high     a risk
! R12 POL=high            that risk anew
-                         the case was not discussed
/views  /information …    another heading (why discussion barriers capacity plan feedback outcome)
GLOW: …                   under views: the person's words; under information: a fact
POL? … #third #criminal   under information: a perception, and marks; #only=POL,GLOW who may read
/M26-004 /attendance /general /statement /aob   go there; Ctrl-N next, Ctrl-P back
/late GLOW  /left GLOW 11.20  /present GLOW  /declare NAME: an interest
u, Ctrl-Z                 take the last line back     Up: change it     Esc: leave it
\\text                     a text that begins with one of these signs
F8 blank   F1 this page   Ctrl-D or /end: end the sitting"""
