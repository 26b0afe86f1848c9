import pytest

from benchmarks.torture.place import Place, started


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The invented group of Netherwick; only copies of it are tortured."""
    return started(tmp_path_factory.mktemp("torture"))
