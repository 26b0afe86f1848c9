"""`marg minutes take`: the screen of the minute taker, and the one for the room."""
