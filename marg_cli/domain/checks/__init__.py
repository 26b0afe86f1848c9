"""What is looked at before a paper goes out: rules as tables over plain values.

A rule says what is wrong in one sentence and how to mend it, as a command to type. Where a rule
has to judge wording it errs on the side of silence: a false alarm costs more trust than a miss.
"""
