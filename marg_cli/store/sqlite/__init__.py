"""The register as one SQLCipher file in a folder of its own."""
