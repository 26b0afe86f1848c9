"""Where the register is kept: the protocol every store keeps to, and the encrypted file that does."""
