"""How a group wants its papers to look: its files, read and refused before they are used."""
