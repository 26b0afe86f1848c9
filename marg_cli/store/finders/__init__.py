"""What every store finds, noun by noun; half of the protocol."""
