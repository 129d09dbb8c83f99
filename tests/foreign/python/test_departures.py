"""Callers that leave at any moment: by a deadline, by cancelling. None of it may look like a fault in the server's log, which
tests/foreign/run reads at the end."""

import random
import threading

from test_stream import chunk, collect, config, held_open, tiers  # noqa: F401  (tiers is a fixture)

ROUNDS = 60
THREADS = 8


def hammer(one):
    threads = [threading.Thread(target=lambda: [one() for _ in range(ROUNDS)]) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive()


def test_deadlines_at_any_moment_end_calls_quietly(tiers):  # noqa: F811
    def one():
        done = threading.Event()
        collect(tiers.StreamClassifyTiers(held_open(config(), until=done), timeout=random.uniform(0.01, 0.08)))
        done.set()

    hammer(one)


def test_cancelling_at_any_moment_ends_calls_quietly(tiers):  # noqa: F811
    def one():
        done = threading.Event()
        call = tiers.StreamClassifyTiers(held_open(config(), chunk(1, [1]), until=done), timeout=20)
        next(call)
        call.cancel()
        done.set()
        collect(call)

    hammer(one)
