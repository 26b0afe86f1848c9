from tests.leaks.conftest import group, seeded

__all__ = ["group", "seeded"]
