"""Kill it, cut its power, fill its disk, flip its bits: what `make torture` does to a register."""
