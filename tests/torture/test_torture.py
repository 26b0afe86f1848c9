"""A quick share of what `make torture` does; the whole is in benchmarks/torture.md."""

from pathlib import Path

from benchmarks.torture import bits, faults, kills, power, small_disk, together
from benchmarks.torture.figure import Figure
from benchmarks.torture.place import Place

SEED = 7


def hold(figure: Figure) -> None:
    """Show each case that broke the promise, with its seed."""
    assert not figure.broken, "\n".join(figure.broken)


def test_a_command_killed_at_a_system_call_loses_nothing(base: Place, tmp_path: Path) -> None:
    hold(kills.at_calls(base, tmp_path, seed=SEED, most=5, commands=["action add", "undo"]))


def test_a_change_of_key_killed_at_a_system_call_leaves_one_key_that_opens(
    base: Place, tmp_path: Path
) -> None:
    hold(kills.at_calls(base, tmp_path, seed=SEED, most=6, commands=["key add", "key remove"]))


def test_an_erasure_killed_at_a_system_call_is_finished_or_not_begun(
    base: Place, tmp_path: Path
) -> None:
    hold(kills.at_calls(base, tmp_path, seed=SEED, most=6, commands=["subject erase"]))


def test_a_backup_or_restore_killed_at_a_system_call_leaves_all_or_nothing(
    base: Place, tmp_path: Path
) -> None:
    commands = ["register backup", "register restore"]
    hold(kills.at_calls(base, tmp_path, seed=SEED, most=6, commands=commands))


def test_a_command_killed_at_any_time_loses_nothing(base: Place) -> None:
    hold(kills.at_random(base, seed=SEED, many=4, rounds=1))


def test_a_power_cut_loses_nothing(tmp_path: Path) -> None:
    hold(power.images(tmp_path, seed=SEED, many=40, rounds=1))


def test_the_same_power_cuts_do_lose_something_under_the_default_of_sqlite(tmp_path: Path) -> None:
    control = power.images(tmp_path, seed=SEED, many=30, synchronous="FULL", rounds=1)
    hold(control)


def test_a_full_or_broken_disk_is_said_and_harms_nothing(base: Place, tmp_path: Path) -> None:
    hold(faults.at_calls(base, tmp_path, seed=SEED, share=20, commands=["action add"]))


def test_a_full_or_broken_disk_stops_a_change_of_key_a_backup_and_a_restore(
    base: Place, tmp_path: Path
) -> None:
    commands = ["key remove", "register backup", "register restore"]
    hold(faults.at_calls(base, tmp_path, seed=SEED, share=100, commands=commands))


def test_a_disk_that_is_really_full_harms_nothing(base: Place) -> None:
    commands = ["key remove", "register restore"]
    hold(small_disk.filled(base, step=1_000, commands=commands))


def test_what_several_write_at_once_is_all_there(base: Place) -> None:
    hold(together.writing_together(base, processes=4, writes=15))


def test_the_key_is_changed_while_others_read_and_write(base: Place) -> None:
    hold(together.rotating_together(base, rotations=3))


def test_a_bit_flipped_or_a_page_cut_off_is_found(base: Place) -> None:
    hold(bits.found_by_check(base, seed=SEED, most=12))


def test_a_spoiled_register_is_refused_and_never_misread(base: Place) -> None:
    hold(bits.opened_spoiled(base, seed=SEED, many=200))


def test_a_key_file_with_a_bit_flipped_opens_nothing() -> None:
    hold(bits.keys_flipped(seed=SEED, many=200))


def test_the_bytes_of_a_register_are_evenly_spread(base: Place) -> None:
    hold(bits.entropy(base))
