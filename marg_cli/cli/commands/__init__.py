"""One module a noun, loaded when that noun is used."""
