using Google.Rpc;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>What items say when the store does not answer.</summary>
internal static class StoreFaults
{
    /// <summary>Fails unless exactly these items failed, all because the store does not answer.</summary>
    public static void AssertUnavailable(IEnumerable<ItemErrors> errors, IEnumerable<uint> items)
    {
        var status = Assert.Single(errors);
        Assert.Equal(items, status.Indexes);
        AssertUnavailable(status);
    }

    /// <summary>Fails unless these items failed because the store does not answer.</summary>
    public static void AssertUnavailable(ItemErrors errors)
    {
        Assert.Equal("PROFILE_STORE_UNAVAILABLE", errors.Status.Reason());
        Assert.Equal((int)StatusCode.Unavailable, errors.Status.Code);
        Assert.True(errors.Status.Detail<RetryInfo>()!.RetryDelay.ToTimeSpan() > TimeSpan.Zero);
    }
}
