"""What a paper says to one reader: plain values in reading order, nothing to work out.

A value of None, or an empty tuple where words were expected, is something nobody recorded;
the template says so. Times are "HH:MM" as typed, cases are references, agencies are codes.
What is not `shared` with a paper's readers holds no more than its reference, and the template
says to whom it goes.
"""
