"""Import: what stands in a file is read, checked and handed over as records with their lines."""
