"""classify: the tiers of the creators in a file."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence

from google.protobuf import json_format

from influence_grpc.cli.arguments import (
    add_command,
    add_read_options,
    add_table_options,
    input_file,
    keep_apart,
    mapping_of,
    output_file,
    platform_chosen,
    read_options_of,
)
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.outcome import EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.output_format import JSON, add_output, settle_rows, tell, trouble
from influence_grpc.cli.progress_line import Resumptions, end_progress_line
from influence_grpc.cli.server_options import client_of
from influence_grpc.creator_table import CreatorRow, CreatorTable
from influence_grpc.messages import CreatorProfile, ListTierSchemesResponse, TierScheme, TierSchemeKind
from influence_grpc.result_table import ResultTable
from influence_grpc.results import ClassifiedItems
from influence_grpc.tier_histogram import TierHistogram

_ALL = "all"
# The most that the contract allows in a request.
_MAX_SCHEMES = 16


def add_to(commands: Any) -> None:
    parser = add_command(commands, "classify", _classify, "the tiers of the creators in a CSV file, or of creators that the server keeps")
    parser.add_argument("file", metavar="FILE", nargs="?", help="CSV with a header; - is standard input")
    parser.add_argument(
        "--ids", metavar="FILE", help="in place of FILE: ids of creators that the server keeps, one a line, or CSV with a column of ids"
    )
    parser.add_argument(
        "--scheme",
        metavar="ID",
        action="append",
        default=[],
        help="scheme to classify under, or all; may be repeated; the server's default without it",
    )
    parser.add_argument("--scheme-file", metavar="FILE.json", help="a scheme of your own: influence.v1.TierScheme as JSON")
    parser.add_argument("--out", metavar="FILE", help="where to write the rows with their tiers; - is standard output")
    add_output(parser)
    add_table_options(parser)
    add_read_options(parser)


def _classify(options: argparse.Namespace) -> int:
    if (options.file is None) == (options.ids is None):
        raise UsageError("give either FILE or --ids FILE")
    settle_rows(options)
    name, by_id = options.file or options.ids, options.ids is not None
    if by_id and options.platform is not None:
        raise UsageError("--platform goes with FILE only: profiles that the server keeps carry their own")
    mapping = mapping_of(options.map)
    own = [] if options.scheme_file is None else [_scheme_of(options.scheme_file)]
    keep_apart([name, options.scheme_file], {"--out": options.out, "--bad-rows": options.bad_rows})
    platform = platform_chosen(options)
    read_options = read_options_of(options)
    with ExitStack() as stack:
        table = CreatorTable(input_file(name, stack), mapping, ("id",) if by_id else ("followers",))
        client = stack.enter_context(client_of(options))
        schemes = _chosen(options.scheme, own, client.list_tier_schemes(), by_id)
        results = None if options.out is None else ResultTable(output_file(options.out, "--out", stack), table)
        bad = BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))
        for_programs = options.output == JSON
        histogram, taken_up = TierHistogram(for_programs), Resumptions()
        chunks = client.classify(
            table.rows(bad.add),
            **_kind(table, by_id, platform),
            platform=platform or None,
            schemes=[*(scheme.id for scheme in schemes if scheme not in own), *own],
            boundary_margins=results is not None or for_programs,
            unranked_reasons=True,
            read_options=read_options if by_id else None,
            progress=taken_up.note,
        )
        _consume(chunks, results, histogram)
        if results is not None:
            results.complete(schemes)
        end_progress_line()
        bad.tell_rest()

    def document() -> Dict[str, Any]:
        told = trouble(options, histogram.failures(), bad.count, taken_up.count)
        return {"file": name, **histogram.document(schemes), **told}

    tell(options, lambda: histogram.text() or "no creators", document)
    return EXIT_ROWS_FAILED if options.strict and (bad.count or histogram.errors) else EXIT_OK


def _kind(table: CreatorTable, by_id: bool, platform: int) -> Dict[str, Any]:
    """What the rows are classified by."""
    if by_id:
        return {"creator_id": lambda row: row.creator_id}
    if not platform and table.columns.platform is not None:
        return {"profile": _profile}
    return {"followers": lambda row: row.followers}


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
        raise UsageError(f"{name}: {error.strerror}") from None
    except (json_format.ParseError, ValueError) as fault:
        raise UsageError(f"{name} is not a scheme: {fault}") from None


def _chosen(ids: Sequence[str], own: Sequence[TierScheme], server: ListTierSchemesResponse, by_id: bool) -> List[TierScheme]:
    """The schemes as the server has them, and the user's own behind."""
    known = {scheme.id: scheme for scheme in server.schemes}
    if _ALL in ids:
        named = [scheme for scheme in server.schemes if by_id or not _is_relational(scheme)]
    else:
        unknown = [name for name in ids if name not in known]
        if unknown:
            raise UsageError(f"there is no scheme {unknown[0]!r}; known are {', '.join(known)}")
        named = [known[name] for name in ids]
    schemes = [*named, *own] or [known[server.default_scheme_id]]
    if len(schemes) > _MAX_SCHEMES:
        raise UsageError(
            f"{len(schemes)} schemes are more than {_MAX_SCHEMES} at once: name fewer with --scheme; known are {', '.join(known)}"
        )
    for scheme in schemes:
        if _is_relational(scheme) and not by_id:
            raise UsageError(f"the scheme '{scheme.id}' goes by a creator's relation to the audience, which follower counts do not tell")
    return schemes


def _is_relational(scheme: TierScheme) -> bool:
    return scheme.kind == TierSchemeKind.Value("TIER_SCHEME_KIND_RELATIONAL")


def _profile(row: CreatorRow) -> CreatorProfile:
    # The file's own ids may be anything; results are matched by position.
    return CreatorProfile(creator_id=f"line-{row.line}", platform=row.platform, followers=row.followers)  # type: ignore[arg-type]
