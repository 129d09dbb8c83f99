"""Commands about the server itself: schemes, models and info."""

from __future__ import annotations

import argparse
from typing import Any, Dict, Iterator, List, Optional, Sequence, TypeVar

from influence_grpc.cli.arguments import add_command
from influence_grpc.cli.outcome import EXIT_OK, UsageError
from influence_grpc.cli.output_format import CSV, add_output, csv_text, tell
from influence_grpc.cli.server_options import client_of
from influence_grpc.fit_text import visible
from influence_grpc.messages import FitModel, GetServerInfoResponse, ProfileStoreKind, TierScheme, TierSchemeKind

K = TypeVar("K", TierScheme, FitModel)

_SCHEME_COLUMNS = "scheme version title kind default ordinal tier label lower_followers upper_followers".split()
_MODEL_COLUMNS = "model version title year default built_in source".split()


def add_to(commands: Any) -> None:
    schemes = add_command(commands, "schemes", _schemes, "the schemes that the server knows")
    schemes.add_argument("id", metavar="ID", nargs="?", help="tell of this one alone")
    add_output(schemes)
    models = add_command(commands, "models", _models, "the fit models that the server knows")
    models.add_argument("id", metavar="ID", nargs="?", help="tell of this one alone, with its notes")
    add_output(models)
    add_output(add_command(commands, "info", _info, "the server's version and limits"))


def _schemes(options: argparse.Namespace) -> int:
    with client_of(options) as client:
        answer = client.list_tier_schemes()
    schemes = _chosen(options, "scheme", answer.schemes)
    if options.output == CSV:
        print(csv_text(_SCHEME_COLUMNS, (row for scheme in schemes for row in _scheme_rows(scheme, answer.default_scheme_id))))
    else:
        tell(options, lambda: _schemes_text(schemes, answer.default_scheme_id), lambda: _alone(options, schemes) or answer)
    return EXIT_OK


def _chosen(options: argparse.Namespace, what: str, known: Sequence[K]) -> List[K]:
    """Those that are asked for: all, or that of the id."""
    chosen = [each for each in known if options.id in (None, each.id)]
    if not chosen:
        raise UsageError(f"there is no {what} {options.id!r}; known are {', '.join(each.id for each in known)}")
    return chosen


def _alone(options: argparse.Namespace, chosen: Sequence[K]) -> Optional[K]:
    """The one that is asked for, to begin a file of one's own with, which must not say that it ships with the server; None where all
    are."""
    if options.id is None:
        return None
    chosen[0].built_in = False
    return chosen[0]


def _schemes_text(schemes: Sequence[TierScheme], default_id: str) -> str:
    lines, width = [], max([len(scheme.id) for scheme in schemes], default=0)
    for scheme in schemes:
        mark = " (default)" if scheme.id == default_id else ""
        lines.append(f"{scheme.id:<{width}}  {visible(scheme.title)}{mark}")
        lines.append(f"{'':<{width}}  version {scheme.version}, {_kind(scheme)}: {visible(', '.join(_tiers(scheme)))}")
    return "\n".join(lines)


def _scheme_rows(scheme: TierScheme, default_id: str) -> Iterator[Sequence[Any]]:
    """A row a tier."""
    is_default = "true" if scheme.id == default_id else "false"
    for tier in scheme.tiers:
        lower = tier.lower_followers if tier.HasField("lower_followers") else None
        upper = tier.upper_followers if tier.HasField("upper_followers") else None
        yield scheme.id, scheme.version, scheme.title, _kind(scheme), is_default, tier.ordinal, tier.id, tier.label, lower, upper


def _models(options: argparse.Namespace) -> int:
    with client_of(options) as client:
        answer = client.list_fit_models()
    models = _chosen(options, "model", answer.models)
    if options.output == CSV:
        print(csv_text(_MODEL_COLUMNS, (_model_row(model, answer.default_model_id) for model in models)))
    else:
        told = options.id is not None
        tell(options, lambda: _models_text(models, answer.default_model_id, told), lambda: _alone(options, models) or answer)
    return EXIT_OK


def _models_text(models: Sequence[FitModel], default_id: str, with_notes: bool) -> str:
    lines, width = [], max([len(model.id) for model in models])
    for model in models:
        mark = " (default)" if model.id == default_id else ""
        lines.append(f"{model.id:<{width}}  {visible(model.title)}{mark}")
        origin = "built in" if model.built_in else "the deployment's own"
        lines.append(f"{'':<{width}}  version {model.version}, {model.year}, {origin}: {visible(model.source)}")
        lines += [f"{'':<{width}}  note: {visible(note)}" for note in (model.notes if with_notes else ())]
    return "\n".join(lines)


def _model_row(model: FitModel, default_id: str) -> Sequence[Any]:
    truths = ["true" if truth else "false" for truth in (model.id == default_id, model.built_in)]
    return [model.id, model.version, model.title, model.year, *truths, model.source]


def _kind(scheme: TierScheme) -> str:
    return TierSchemeKind.Name(scheme.kind).replace("TIER_SCHEME_KIND_", "").lower()


def _tiers(scheme: TierScheme) -> List[str]:
    return [f"{tier.label} {tier.lower_followers:,}+" if tier.HasField("lower_followers") else tier.label for tier in scheme.tiers]


def _info(options: argparse.Namespace) -> int:
    with client_of(options) as client:
        info = client.server_info()
    rows = _info_rows(options.server, info)
    if options.output == CSV:
        print(csv_text(("name", "value"), rows.items()))
    else:
        tell(options, lambda: "\n".join(f"{name + ':':<15}{visible(value)}" for name, value in rows.items()), lambda: info)
    return EXIT_OK


def _info_rows(server: str, info: GetServerInfoResponse) -> Dict[str, str]:
    limits = info.limits
    return {
        "server": server,
        "version": info.version,
        "runtime": info.runtime,
        "up for": f"{info.uptime.seconds:,} s",
        "tier schemes": f"{info.tier_scheme_count} (default {info.default_tier_scheme_id})",
        "fit models": f"{info.fit_model_count} (default {info.default_fit_model_id})",
        "profile store": ProfileStoreKind.Name(info.profile_store).replace("PROFILE_STORE_KIND_", "").lower(),
        "batch": f"at most {limits.max_items:,} items, {limits.max_tier_schemes} schemes, {limits.max_message_bytes:,} bytes",
        "stream": f"chunks of at most {limits.stream.max_items_per_chunk:,} items and {limits.stream.max_chunk_bytes:,} bytes, "
        f"{limits.stream.max_chunks_in_flight} in flight",
        "fit": f"at most {limits.max_ranked:,} in a ranking, {limits.max_items_with_components:,} items with components",
        "campaigns": f"at most {limits.max_planned_creators:,} creators in a plan, and in all that are compared",
        "profiles": f"at most {limits.max_lookup_items:,} in a look-up, {limits.max_profile_bytes:,} bytes each",
    }
