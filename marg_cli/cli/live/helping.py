"""What can be typed while minutes are taken, in one screenful."""

HELP = """\
text                 goes under the heading named at the prompt
= close because …    a decision and its rationale
> GLOW duty worker: visit by friday so that he has a bed #direct    an action
> GLOW+CDAS: visit   one action, GLOW leads
> ALL: send names    one action for each agency there
! others arson POL=high GLOW=low agreed=none dissent GLOW: no  a risk
! R12 POL=high       that risk rated anew
-                    the case was not discussed
/views /information  another heading: why discussion barriers capacity plan …
/outcome review 12 january because …   continue, step down to …, close
GLOW: …              the person's words (views), or a fact (information)
POL? … #third        a perception; #criminal; #only=POL,GLOW may read it
/M26-004 /attendance /general /statement /aob     go there
/late GLOW   /left GLOW 11.20   /present GLOW   /declare NAME: interest
u                    takes the last line back; Up changes it, Esc leaves it
\\text                a text that begins with one of these signs
Ctrl-N next   Ctrl-P back   F8 blank   F1 this page   Ctrl-D or /end"""
