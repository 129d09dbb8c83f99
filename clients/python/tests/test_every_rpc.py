"""Every rpc of the contract has its method in both clients."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any, Dict, List

import pytest

from conftest import PROTOS
from influence_grpc import AioClient, Client

METHODS = {
    "influence.v1.CampaignService.ForecastReach": "forecast_reach",
    "influence.v1.CampaignService.ComparePlans": "compare_plans",
    "influence.v1.CampaignService.PlanCampaign": "plan_campaign",
    "influence.v1.FitService.ListFitModels": "list_fit_models",
    "influence.v1.FitService.ScoreFit": "score_fit",
    "influence.v1.FitService.BatchScoreFit": "batch_score_fit",
    "influence.v1.FitService.StreamScoreFit": "score_fit_stream",
    "influence.v1.FitService.RankCreators": "rank_creators",
    "influence.v1.FitService.DeriveBrief": "derive_brief",
    "influence.v1.InfoService.GetServerInfo": "server_info",
    "influence.v1.InfoService.GetServerActivity": "server_activity",
    "influence.v1.ProfileService.GetProfile": "get_profile",
    "influence.v1.ProfileService.LookupProfiles": "batch_lookup_profiles",
    "influence.v1.ProfileService.UpsertProfiles": "batch_upsert_profiles",
    "influence.v1.ProfileService.DeleteProfiles": "delete_profiles",
    "influence.v1.ProfileService.StreamLookupProfiles": "lookup_profiles",
    "influence.v1.ProfileService.StreamUpsertProfiles": "upsert_profiles",
    "influence.v1.TierService.ListTierSchemes": "list_tier_schemes",
    "influence.v1.TierService.ClassifyTier": "classify_tier",
    "influence.v1.TierService.BatchClassifyTiers": "batch_classify_tiers",
    "influence.v1.TierService.StreamClassifyTiers": "classify",
}


def rpcs() -> List[Any]:
    """The descriptors of all rpcs, of every file of the contract."""
    found: List[Any] = []
    for file in sorted((PROTOS / "influence" / "v1").glob("*.proto")):
        module = import_module(f"influence_grpc._generated.influence.v1.{file.stem}_pb2")
        for service in module.DESCRIPTOR.services_by_name.values():
            found += service.methods
    return found


def test_every_rpc_is_in_the_table() -> None:
    assert sorted(rpc.full_name for rpc in rpcs()) == sorted(METHODS)


@pytest.mark.parametrize("client", [Client, AioClient])
def test_every_rpc_has_a_method_that_calls_it(client: Any) -> None:
    for rpc in rpcs():
        method = getattr(client, METHODS[rpc.full_name], None)
        assert method is not None, f"{client.__name__} has no method for {rpc.full_name}"
        assert f".{rpc.name}," in inspect.getsource(method), f"{client.__name__}.{METHODS[rpc.full_name]} does not call {rpc.full_name}"


def test_both_clients_take_the_same_parameters() -> None:
    public = [name for name in dir(Client) if not name.startswith("_")]
    assert public == [name for name in dir(AioClient) if not name.startswith("_")]
    parameters: Dict[str, List[str]] = {name: list(inspect.signature(getattr(Client, name)).parameters) for name in public}
    assert parameters == {name: list(inspect.signature(getattr(AioClient, name)).parameters) for name in public}


def test_every_method_says_what_it_takes_and_gives() -> None:
    for client in (Client, AioClient):
        for name in (name for name in dir(client) if not name.startswith("_")):
            signature = inspect.signature(getattr(client, name))
            untyped = [each.name for each in signature.parameters.values() if each.name != "self" and each.annotation is each.empty]
            assert not untyped and signature.return_annotation is not signature.empty, (client, name, untyped)
