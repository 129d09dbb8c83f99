"""brief: a brief to fill in, one that is checked, one that is derived of examples."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import ExitStack
from typing import Any, List, Optional

from influence_grpc.cli.arguments import add_command, connected, keep_apart, output_file, read_options_of, writable_path
from influence_grpc.cli.bad_rows import BadRows
from influence_grpc.cli.brief_file import TEMPLATE, add_model, brief_text, read_brief
from influence_grpc.cli.creators_file import CreatorsFile, add_creators, named_input, told_to_begin_again
from influence_grpc.cli.example_rows import MOST_EXAMPLES, ExampleRows
from influence_grpc.cli.given_faults import line_of
from influence_grpc.cli.outcome import EXIT_CODES, EXIT_OK, EXIT_ROWS_FAILED, UsageError
from influence_grpc.cli.output_format import JSON, TABLE, add_output, tell
from influence_grpc.cli.server_options import client_of
from influence_grpc.client import Client
from influence_grpc.errors import FieldViolation, InfluenceError
from influence_grpc.fit_names import component_name
from influence_grpc.fit_text import bar, in_words, visible
from influence_grpc.messages import Brief, CreatorProfile, DeriveBriefResponse, MissingPolicy, ScoreFitResponse

_CONFIG = re.compile(r"config\.")


def add_to(commands: Any) -> None:
    text = "briefs: new, check, derive"
    parser = commands.add_parser("brief", help=text, description=text)
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    text = "a brief to fill in, with what each part means"
    new = subcommands.add_parser("new", help=text, description=text, epilog=EXIT_CODES)
    new.add_argument("--out", metavar="FILE", help="where to write it; a file that exists is left alone; standard output without it")
    new.set_defaults(run=_new)

    check = add_command(subcommands, "check", _check, "tells every fault of a brief, or what it asks for")
    check.add_argument("brief", metavar="BRIEF.json", help="- is standard input")
    add_output(check, (TABLE, JSON))
    add_model(check)

    derive = add_command(subcommands, "derive", _derive, "a brief for more creators like some examples, to be read and edited")
    add_creators(derive, "EXAMPLES", "3 to 10,000 creators, read as 'profiles import' does")
    derive.add_argument("--background", metavar="FILE", help="profiles of creators of no brand in particular; the model's own without it")
    derive.add_argument("--brand", metavar="B", default="", help="brand of the brief")
    derive.add_argument("--title", metavar="T", default="", help="title of the brief")
    derive.add_argument("--out", metavar="BRIEF.json", help="where to write the brief; standard output without it")
    derive.add_argument("--overwrite", action="store_true", help="replace the file of --out where there is one")
    add_output(derive, (TABLE, JSON))
    add_model(derive)


def _new(options: argparse.Namespace) -> int:
    text = TEMPLATE.read_text(encoding="utf-8")
    if options.out is None or options.out == "-":
        sys.stdout.write(text)
        return EXIT_OK
    if writable_path(options.out, "--out").is_file():
        raise UsageError(f"--out {options.out}: there is such a file already")
    with ExitStack() as stack:
        output_file(options.out, "--out", stack).write(text)
    return EXIT_OK


def _check(options: argparse.Namespace) -> int:
    written = read_brief(options.brief)
    with client_of(options) as client:
        brief = written.checked(client, options.model)
        # Of nobody anything is known: with what is usual in its place, every component asked for has its weight.
        imputing = Brief()
        imputing.CopyFrom(brief)
        imputing.missing_policy = MissingPolicy.Value("MISSING_POLICY_NEUTRAL")  # type: ignore[assignment]
        answer = client.score_fit(imputing, profile=CreatorProfile(creator_id="nobody"), model_id=options.model)
    tell(options, lambda: _asked_for(options.brief, brief, answer), lambda: brief)
    return EXIT_OK


def _asked_for(name: str, brief: Brief, answer: ScoreFitResponse) -> str:
    """The components by their weights, and the constraints."""
    asked = sorted((each for each in answer.fit.components if each.weight > 0), key=lambda each: -each.weight)
    others = [in_words(component_name(each.component)) for each in answer.fit.components if each.weight <= 0]
    width = max(len(component_name(each.component)) for each in asked)
    lines = [f"{visible(name)} can be used, with {answer.model_id} version {answer.model_version}"]
    lines.append(f'"{visible(brief.title)}" asks for:' if brief.title else "it has no title, and asks for:")
    for each in asked:
        drawn = bar(each.weight, asked[0].weight, 30).rstrip(".")
        lines.append(f"  {component_name(each.component):<{width}}  {100 * each.weight:5.1f} %  {drawn}")
    if others:
        lines.append(f"not asked for: {', '.join(others)}")
    lines.append(f"constraints: {', '.join(field.json_name for field, _ in brief.constraints.ListFields()) or 'none'}")
    return "\n".join(lines)


def _derive(options: argparse.Namespace) -> int:
    name = named_input(options, "EXAMPLES")
    if [name, options.background].count("-") > 1:
        raise UsageError("standard input cannot be both the examples and the background")
    if options.out not in (None, "-") and not options.overwrite and writable_path(options.out, "--out").is_file():
        raise UsageError(f"--out {options.out}: there is such a file already; --overwrite replaces it")
    keep_apart([name, options.background], {"--out": options.out, "--bad-rows": options.bad_rows})
    read_options = read_options_of(options)
    with ExitStack() as stack:
        bad = BadRows(None if options.bad_rows is None else output_file(options.bad_rows, "--bad-rows", stack))
        examples = CreatorsFile(name, options.ids is not None, options, bad.add, stack)
        background = None if options.background is None else CreatorsFile(options.background, False, options, bad.add, stack, tells=False)
        client = connected(options, stack)
        sent, sent_background = ExampleRows(examples), None if background is None else ExampleRows(background)
        try:
            answer = client.derive_brief(
                sent.source,
                background=() if sent_background is None else sent_background.source,
                title=options.title,
                brand=options.brand,
                model_id=options.model,
                read_options=read_options if examples.by_id else None,
                chunk_items=MOST_EXAMPLES,
            )
        except InfluenceError as error:
            if error.violations:
                raise UsageError(_refused(error, sent, sent_background, client)) from None
            raise told_to_begin_again(error, examples, *([] if background is None else [background])) from None
        bad.tell_rest()
        if options.out is None and options.output != JSON:  # which holds the brief already
            options.out = "-"
        if options.out is not None:
            output_file(options.out, "--out", stack).write(brief_text(answer.brief))
    tell(options, lambda: _evidence(answer), lambda: answer)
    return EXIT_ROWS_FAILED if options.strict and bad.count else EXIT_OK


def _refused(error: InfluenceError, examples: ExampleRows, background: Optional[ExampleRows], client: Client) -> str:
    """The faults by the lines of their files, where that can be told."""
    limits = client.server_info().limits.stream
    known = error.metadata.get("known", "")
    told: List[str] = []
    for fault in error.violations:
        line = examples.told(fault, "examples", limits)
        if line is None and background is not None:
            line = background.told(fault, "background", limits)
        told.append(line or line_of(_bare(fault), known))
    return "\n  ".join(["no brief can be derived of these creators:", *told])


def _bare(fault: FieldViolation) -> FieldViolation:
    """A fault by its path in what was given, without the message around."""
    return fault._replace(field=_CONFIG.sub("", fault.field, count=1))


def _evidence(answer: DeriveBriefResponse) -> str:
    against = f"{answer.background:,} creators in the background" if answer.background else "the model's own background"
    lines = [f"derived of {answer.examples:,} examples against {against}; read it and edit it before it is used"]
    for each in answer.evidence:
        lines.append(f"  {visible(each.part)}{'' if each.included else ' (left out)'}: {visible(each.sentence)}")
    return "\n".join(lines)
