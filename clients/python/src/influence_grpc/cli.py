"""python3 -m influence_grpc: classify a CSV file, list schemes, show the server."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, Dict, Iterator, List, Optional, Sequence, TextIO

import grpc
from google.protobuf import json_format

from influence_grpc import __version__
from influence_grpc.client import Client
from influence_grpc.connection import DEFAULT_TARGET
from influence_grpc.creator_table import CreatorRow, CreatorTable
from influence_grpc.csv_columns import FIELDS, ColumnError
from influence_grpc.csv_rows import BadRow
from influence_grpc.errors import InfluenceError
from influence_grpc.messages import CreatorProfile, ListTierSchemesResponse, ProfileStoreKind, TierScheme, TierSchemeKind
from influence_grpc.output_file import atomic_output
from influence_grpc.result_table import ResultTable
from influence_grpc.results import ClassifiedItems, Progress
from influence_grpc.selection import platform_of
from influence_grpc.tier_histogram import TierHistogram

EXIT_OK, EXIT_USAGE, EXIT_UNREACHABLE, EXIT_REFUSED, EXIT_INTERRUPTED, EXIT_TERMINATED = 0, 2, 3, 4, 130, 143
EXIT_ROWS_FAILED = 1
_EXIT_CODES = (
    "exit codes: 0 done, 1 done but with --strict some rows were bad, missing or failed, 2 arguments, input or output cannot be used, "
    "3 server unreachable, 4 refused by the server, 130 interrupted, 143 terminated"
)

# Bad rows told one by one; the others are counted.
_BAD_ROWS_TOLD = 10


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Runs the command line; returns its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminate)
    try:
        return int(options.run(options))
    except (ColumnError, _UsageError) as fault:
        return _fail(EXIT_USAGE, str(fault))
    except InfluenceError as error:
        unreachable = error.code in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)
        if unreachable:
            return _fail(EXIT_UNREACHABLE, f"{options.server} does not answer: {error}")
        return _fail(EXIT_REFUSED, str(error))
    except _Terminated:
        return _fail(EXIT_TERMINATED, "terminated")
    except KeyboardInterrupt:
        return _fail(EXIT_INTERRUPTED, "interrupted")
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_USAGE
    except OSError as error:
        return _fail(EXIT_USAGE, str(error))


class _UsageError(Exception):
    pass


class _Terminated(KeyboardInterrupt):
    """SIGTERM, which is to leave as little behind as SIGINT."""


def _terminate(number: int, frame: Optional[FrameType]) -> None:
    raise _Terminated


def _fail(code: int, message: str) -> int:
    print(f"influence-grpc: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="influence-grpc", description="Tiers of social-media creators, from an InfluenceGrpc server.", epilog=_EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=f"influence-grpc {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    classify = _command(commands, "classify", _classify, "the tiers of the creators in a CSV file")
    classify.add_argument("file", metavar="FILE", help="CSV with a header; - is standard input")
    classify.add_argument(
        "--scheme",
        metavar="ID",
        action="append",
        default=[],
        help="scheme to classify under; may be repeated; the server's default without it",
    )
    classify.add_argument("--scheme-file", metavar="FILE.json", help="a scheme of your own: influence.v1.TierScheme as JSON")
    classify.add_argument("--strict", action="store_true", help="exit with 1 where any row was bad, missing or failed")
    classify.add_argument("--bad-rows", metavar="FILE", help="where to write the rows that are left out, as line,reason,raw")
    classify.add_argument("--out", metavar="FILE", help="where to write the rows with their tiers; - is standard output")
    classify.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help=f"the column of a field ({', '.join(FIELDS)}), by header or by number as in followers=#3",
    )
    classify.add_argument(
        "--platform", metavar="P", help="where all of them publish, such as instagram; without it the file's own platform column counts"
    )

    _command(commands, "schemes", _schemes, "the schemes that the server knows")
    _command(commands, "info", _info, "the server's version and limits")
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, epilog=_EXIT_CODES)
    parser.add_argument(
        "--server",
        metavar="HOST:PORT",
        default=os.environ.get("INFLUENCE_SERVER") or DEFAULT_TARGET,
        help=f"default $INFLUENCE_SERVER, else {DEFAULT_TARGET}",
    )
    parser.set_defaults(run=run)
    return parser


def _classify(options: argparse.Namespace) -> int:
    mapping = _mapping(options.map)
    own = [] if options.scheme_file is None else [_scheme_of(options.scheme_file)]
    _keep_apart(options)
    try:
        platform = platform_of(options.platform)
    except ValueError as fault:
        raise _UsageError(fault) from None
    with ExitStack() as stack:
        table = CreatorTable(_input(options.file, stack), mapping)
        client = stack.enter_context(Client(options.server))
        schemes = _chosen(options.scheme, own, client.list_tier_schemes())
        results = None
        if options.out is not None:
            results = ResultTable(_standard_output() if options.out == "-" else stack.enter_context(_output(options.out)), table)
        bad = _BadRows(None if options.bad_rows is None else stack.enter_context(_output(options.bad_rows, "--bad-rows")))
        histogram = TierHistogram()
        by_profile = not platform and table.columns.platform is not None
        chunks = client.classify(
            table.rows(bad.add),
            followers=None if by_profile else lambda row: row.followers,
            profile=_profile if by_profile else None,
            platform=platform or None,
            schemes=[*options.scheme, *own],
            boundary_margins=results is not None,
            unranked_reasons=True,
            progress=_show_progress if sys.stderr.isatty() else None,
        )
        _consume(chunks, results, histogram)
        if results is not None:
            results.complete(schemes)
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
        bad.tell_rest()
    print(histogram.text() or "no creators", file=sys.stderr if options.out == "-" else sys.stdout)
    return EXIT_ROWS_FAILED if options.strict and (bad.count or histogram.errors) else EXIT_OK


def _consume(chunks: Iterator[ClassifiedItems[CreatorRow]], results: Optional[ResultTable], histogram: TierHistogram) -> None:
    for chunk in chunks:
        if chunk.refusal is not None:
            raise chunk.refusal
        histogram.add(chunk)
        if results is not None:
            results.add(chunk)


def _scheme_of(name: str) -> TierScheme:
    try:
        return json_format.Parse(Path(name).read_text(encoding="utf-8-sig"), TierScheme())
    except OSError as error:
        raise _UsageError(f"{name}: {error.strerror}") from None
    except (json_format.ParseError, ValueError) as fault:
        raise _UsageError(f"{name} is not a scheme: {fault}") from None


def _keep_apart(options: argparse.Namespace) -> None:
    """The input and --out may be one file; what is left out goes elsewhere."""
    if options.bad_rows is not None:
        others = [Path(name).resolve() for name in (options.file, options.out) if name not in (None, "-")]
        if Path(options.bad_rows).resolve() in others:
            raise _UsageError(f"--bad-rows {options.bad_rows}: would overwrite the input or --out")


def _chosen(ids: Sequence[str], own: Sequence[TierScheme], server: ListTierSchemesResponse) -> List[TierScheme]:
    """The schemes as the server has them, and the user's own behind."""
    known = {scheme.id: scheme for scheme in server.schemes}
    unknown = [name for name in ids if name not in known]
    if unknown:
        raise _UsageError(f"there is no scheme {unknown[0]!r}; known are {', '.join(known)}")
    schemes = [*(known[name] for name in ids), *own] or [known[server.default_scheme_id]]
    for scheme in schemes:
        if scheme.kind == TierSchemeKind.Value("TIER_SCHEME_KIND_RELATIONAL"):
            raise _UsageError(f"the scheme '{scheme.id}' goes by a creator's relation to the audience, which follower counts do not tell")
    return schemes


def _profile(row: CreatorRow) -> CreatorProfile:
    # The file's own ids may be anything; results are matched by position.
    return CreatorProfile(creator_id=f"line-{row.line}", platform=row.platform, followers=row.followers)  # type: ignore[arg-type]


class _BadRows:
    """Tells the first bad rows and counts the others; writes all of them to `out` where there is one."""

    def __init__(self, out: Optional[TextIO]) -> None:
        self.count = 0
        self._out = out
        if out is not None:
            out.write("line,reason,raw\n")

    def add(self, row: BadRow) -> None:
        self.count += 1
        if self._out is not None:
            self._out.write(f"{row.line},{_quoted(row.reason)},{_quoted(row.raw)}\n")
        if self.count <= _BAD_ROWS_TOLD:
            start = "\r\033[K" if sys.stderr.isatty() else ""
            print(f"{start}line {row.line} is left out: {row.reason}", file=sys.stderr)

    def tell_rest(self) -> None:
        if self.count > _BAD_ROWS_TOLD:
            print(f"{self.count - _BAD_ROWS_TOLD:,} more rows are left out; {self.count:,} in all", file=sys.stderr)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(special in cell for special in ',"\r\n') else cell


def _show_progress(progress: Progress) -> None:
    taken_up = f", taken up again {progress.resumptions} times" if progress.resumptions else ""
    print(f"\r\033[K{progress.items:,} creators{taken_up}", end="", file=sys.stderr, flush=True)


def _mapping(choices: Sequence[str]) -> Dict[str, str]:
    mapping: Dict[str, str] = {}
    for choice in choices:
        field, equals, column = choice.partition("=")
        if not equals or not column or field not in FIELDS:
            raise _UsageError(f"--map {choice}: must be FIELD=COLUMN, FIELD one of {', '.join(FIELDS)}")
        if field in mapping:
            raise _UsageError(f"--map {field}= is given twice")
        mapping[field] = column
    return mapping


def _input(name: str, stack: ExitStack) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(open(name, "rb", buffering=1 << 16))
    except OSError as error:
        raise _UsageError(f"{name}: {error.strerror}") from None


def _output(name: str, option: str = "--out") -> Any:
    path = Path(name)
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise _UsageError(f"{option} {name}: not a file in a directory that exists")
    return atomic_output(path)


def _standard_output() -> TextIO:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


def _schemes(options: argparse.Namespace) -> int:
    with Client(options.server) as client:
        answer = client.list_tier_schemes()
    width = max([len(scheme.id) for scheme in answer.schemes], default=0)
    for scheme in answer.schemes:
        mark = " (default)" if scheme.id == answer.default_scheme_id else ""
        print(f"{scheme.id:<{width}}  {scheme.title}{mark}")
        print(f"{'':<{width}}  version {scheme.version}, {_kind(scheme)}: {', '.join(_tiers(scheme))}")
    return EXIT_OK


def _kind(scheme: TierScheme) -> str:
    return TierSchemeKind.Name(scheme.kind).replace("TIER_SCHEME_KIND_", "").lower()


def _tiers(scheme: TierScheme) -> List[str]:
    return [f"{tier.label} {tier.lower_followers:,}+" if tier.HasField("lower_followers") else tier.label for tier in scheme.tiers]


def _info(options: argparse.Namespace) -> int:
    with Client(options.server) as client:
        info = client.server_info()
    limits = info.limits
    _table(
        sys.stdout,
        {
            "server": options.server,
            "version": info.version,
            "runtime": info.runtime,
            "up for": f"{info.uptime.seconds:,} s",
            "tier schemes": f"{info.tier_scheme_count} (default {info.default_tier_scheme_id})",
            "profile store": ProfileStoreKind.Name(info.profile_store).replace("PROFILE_STORE_KIND_", "").lower(),
            "batch": f"at most {limits.max_items:,} items, {limits.max_tier_schemes} schemes, {limits.max_message_bytes:,} bytes",
            "stream": f"chunks of at most {limits.stream.max_items_per_chunk:,} items and {limits.stream.max_chunk_bytes:,} bytes, "
            f"{limits.stream.max_chunks_in_flight} in flight",
        },
    )
    return EXIT_OK


def _table(out: TextIO, rows: Dict[str, str]) -> None:
    for name, value in rows.items():
        print(f"{name + ':':<15}{value}", file=out)
