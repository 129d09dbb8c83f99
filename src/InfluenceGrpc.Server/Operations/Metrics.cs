using System.Diagnostics.Metrics;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Everything that the server measures of itself, under one meter. Names follow OpenTelemetry's conventions.</summary>
internal sealed class Metrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "InfluenceGrpc";

    /// <summary>Begins to measure.</summary>
    public Metrics(IMeterFactory meters, NearCache cache, StoreAvailability availability)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("influence.near_cache.hits", () => cache.Counts.Hits, "{profile}", "Look-ups answered from memory.");
        meter.CreateObservableCounter("influence.near_cache.misses", () => cache.Counts.Misses, "{profile}", "Look-ups that went on to the store.");
        meter.CreateObservableGauge("influence.near_cache.entries", () => cache.Counts.Entries, "{profile}", "Profiles in memory.");
        meter.CreateObservableGauge("influence.near_cache.size", () => cache.Counts.Bytes, "By", "Bytes of profiles in memory.");
        meter.CreateObservableGauge("influence.profile_store.up", () => availability.IsUp ? 1 : 0, "1", "Whether the profile store answers.");
    }
}
