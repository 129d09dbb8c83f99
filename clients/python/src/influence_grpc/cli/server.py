"""Commands about the server itself: schemes, models and info."""

from __future__ import annotations

import argparse
from typing import Any, List

from influence_grpc.cli.arguments import add_command
from influence_grpc.cli.outcome import EXIT_OK, UsageError
from influence_grpc.cli.server_options import client_of
from influence_grpc.fit_text import visible
from influence_grpc.messages import ProfileStoreKind, TierScheme, TierSchemeKind


def add_to(commands: Any) -> None:
    add_command(commands, "schemes", _schemes, "the schemes that the server knows")
    models = add_command(commands, "models", _models, "the fit models that the server knows")
    models.add_argument("id", metavar="ID", nargs="?", help="tell of this one alone, with its notes")
    add_command(commands, "info", _info, "the server's version and limits")


def _schemes(options: argparse.Namespace) -> int:
    with client_of(options) as client:
        answer = client.list_tier_schemes()
    width = max([len(scheme.id) for scheme in answer.schemes], default=0)
    for scheme in answer.schemes:
        mark = " (default)" if scheme.id == answer.default_scheme_id else ""
        print(f"{scheme.id:<{width}}  {visible(scheme.title)}{mark}")
        print(f"{'':<{width}}  version {scheme.version}, {_kind(scheme)}: {visible(', '.join(_tiers(scheme)))}")
    return EXIT_OK


def _models(options: argparse.Namespace) -> int:
    with client_of(options) as client:
        answer = client.list_fit_models()
    models = [model for model in answer.models if options.id in (None, model.id)]
    if not models:
        raise UsageError(f"there is no model {options.id!r}; known are {', '.join(model.id for model in answer.models)}")
    width = max([len(model.id) for model in models])
    for model in models:
        mark = " (default)" if model.id == answer.default_model_id else ""
        print(f"{model.id:<{width}}  {visible(model.title)}{mark}")
        origin = "built in" if model.built_in else "the deployment's own"
        print(f"{'':<{width}}  version {model.version}, {model.year}, {origin}: {visible(model.source)}")
        for note in model.notes if options.id is not None else ():
            print(f"{'':<{width}}  note: {visible(note)}")
    return EXIT_OK


def _kind(scheme: TierScheme) -> str:
    return TierSchemeKind.Name(scheme.kind).replace("TIER_SCHEME_KIND_", "").lower()


def _tiers(scheme: TierScheme) -> List[str]:
    return [f"{tier.label} {tier.lower_followers:,}+" if tier.HasField("lower_followers") else tier.label for tier in scheme.tiers]


def _info(options: argparse.Namespace) -> int:
    with client_of(options) as client:
        info = client.server_info()
    limits = info.limits
    rows = {
        "server": options.server,
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
    for name, value in rows.items():
        print(f"{name + ':':<15}{visible(value)}")
    return EXIT_OK
