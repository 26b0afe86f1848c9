"""Where the register is kept: the protocol of every store, and the encrypted file."""
