import copy
import pickle

import pytest

from marg_cli.store.credential import Passphrase
from marg_cli.store.secret import Secret

WORDS = "a quiet word"


@pytest.fixture
def secret() -> Secret:
    return Secret.of_text(WORDS)


def test_a_secret_never_prints_itself(secret: Secret) -> None:
    ways = (repr(secret), str(secret), f"{secret}", f"{secret:>40}", "%s" % secret)  # noqa: UP031
    assert set(ways) == {"Secret(…)"}


def test_what_holds_a_secret_does_not_print_it_either(secret: Secret) -> None:
    holding = Passphrase("ann", secret)
    assert WORDS not in repr([holding, holding.passphrase, {"secret": secret}])


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_is_neither_copied_nor_pickled(secret: Secret, way: object) -> None:
    assert callable(way)
    with pytest.raises(TypeError, match="neither copied nor pickled"):
        way(secret)


def test_revealing_hands_out_the_bytes_themselves(secret: Secret) -> None:
    assert secret.reveal() is secret.reveal()
    assert secret.reveal() == WORDS.encode()
    assert secret.text() == WORDS


def test_wiping_zeroes_the_bytes_that_were_handed_out(secret: Secret) -> None:
    content = secret.reveal()
    secret.wipe()
    assert content == bytes(len(WORDS))


def test_a_secret_is_wiped_at_the_end_of_its_with_also_after_an_error(secret: Secret) -> None:
    content = secret.reveal()
    with pytest.raises(KeyError), secret:
        raise KeyError
    assert content == bytes(len(WORDS))


def test_a_wiped_secret_is_not_mistaken_for_zeros(secret: Secret) -> None:
    secret.wipe()
    with pytest.raises(ValueError, match="wiped"):
        secret.reveal()


def test_the_given_bytes_are_copied_so_that_wiping_leaves_them() -> None:
    given = bytearray(b"given")
    Secret(given).wipe()
    assert given == b"given"
