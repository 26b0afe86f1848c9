"""The leak scan: who is found, who is not, and what is refused."""
