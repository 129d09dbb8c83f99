"""The commands, and what becomes of their failures."""

from __future__ import annotations

import argparse
import os
import select
import sys
from typing import NoReturn, Optional, Sequence

import grpc

from influence_grpc import __version__
from influence_grpc.cli import brief, classify, compare, plan, profiles, rank, score, server
from influence_grpc.cli.interruption import exit_with, heard, raise_until_heard
from influence_grpc.cli.outcome import (
    EXIT_CODES,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_REFUSED,
    EXIT_TERMINATED,
    EXIT_UNREACHABLE,
    EXIT_USAGE,
    Terminated,
    UsageError,
)
from influence_grpc.cli.server_options import advice_on
from influence_grpc.csv_columns import ColumnError
from influence_grpc.errors import OTHER_PORT, InfluenceError
from influence_grpc.fit_text import visible

_KEY_OPTION = "--api-key"


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Runs the command line; returns its exit code."""
    if any(each == _KEY_OPTION or each.startswith(_KEY_OPTION + "=") for each in (sys.argv[1:] if arguments is None else arguments)):
        # argparse would take it for the beginning of --api-key-file, and repeat what was typed after it.
        return _fail(
            EXIT_USAGE,
            f"there is no {_KEY_OPTION}: every user of the machine sees the arguments of programs. Give a file with --api-key-file, or "
            "set INFLUENCE_API_KEY; and have a key that was typed here replaced.",
        )
    parser = _parser()
    options = parser.parse_args(arguments)
    raise_until_heard()
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except (ColumnError, UsageError) as fault:
        return _fail(EXIT_USAGE, str(fault))
    except InfluenceError as error:
        return _fail_by_server(options, error)
    except Terminated:
        heard()
        return _fail(EXIT_TERMINATED, "terminated")
    except KeyboardInterrupt:
        heard()
        return _fail(EXIT_INTERRUPTED, "interrupted")
    except BrokenPipeError:
        return _read_no_more()
    except OSError as error:
        return _fail(EXIT_USAGE, str(error))


def run() -> NoReturn:
    """Runs the command line as a process of its own."""
    exit_with(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="influence-grpc",
        description="Tiers, profiles, fit and campaigns of social-media creators, from an InfluenceGrpc server.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"influence-grpc {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    classify.add_to(commands)
    score.add_to(commands)
    rank.add_to(commands)
    compare.add_to(commands)
    plan.add_to(commands)
    brief.add_to(commands)
    profiles.add_to(commands)
    server.add_to(commands)
    return parser


def _read_no_more() -> int:
    """Whoever read standard output has had enough, as 'head' has, which is no fault. Another output that is closed is one."""
    if not _is_closed(sys.stdout.fileno()):
        return _fail(EXIT_USAGE, "an output was closed by what read it")
    # Python would complain once more when it flushes at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_OK


def _is_closed(output: int) -> bool:
    """Whether nobody reads a pipe any more."""
    if not hasattr(select, "poll"):  # Windows has none
        return True
    poll = select.poll()
    poll.register(output, 0)
    return bool(poll.poll(0))


def _fail_by_server(options: argparse.Namespace, error: InfluenceError) -> int:
    unreachable = error.code in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)
    advice = advice_on(options, error)
    told = advice if advice and OTHER_PORT in advice else f"{advice}\n  ({error})" if advice else f"{options.server} does not answer: {error}" if unreachable else str(error)
    return _fail(EXIT_UNREACHABLE if unreachable else EXIT_REFUSED, told)


def _fail(code: int, message: str) -> int:
    lines = [visible(line) for line in message.split("\n")]
    print("\n".join([f"influence-grpc: {lines[0]}", *lines[1:]]), file=sys.stderr)
    return code
