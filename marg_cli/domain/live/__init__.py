"""Lines typed while a meeting talks: what each of them says."""
