"""Who is given which paper: what is built for each reader, and the ledger of what left."""
