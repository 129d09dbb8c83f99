using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Who wins between a write and what is stored.</summary>
public sealed class WriteRuleTests
{
    [Theory]
    [InlineData(0, null, false, nameof(WriteResult.Applied))]
    [InlineData(5, null, false, nameof(WriteResult.Applied))]
    [InlineData(5, 4, false, nameof(WriteResult.Applied))]
    [InlineData(5, 5, false, nameof(WriteResult.Unchanged))]
    [InlineData(5, 6, false, nameof(WriteResult.Superseded))]
    [InlineData(0, 0, false, nameof(WriteResult.Applied))]
    [InlineData(0, 1, false, nameof(WriteResult.Superseded))]
    [InlineData(5, 4, true, nameof(WriteResult.Applied))]
    [InlineData(5, 5, true, nameof(WriteResult.Superseded))]
    [InlineData(0, 0, true, nameof(WriteResult.Superseded))]
    public void Decide_Put_GoesByVersion(int version, int? stored, bool storedIsTombstone, string expected) =>
        Assert.Equal(expected, WriteRule.Decide(Header(version, false), false, Stored(stored, storedIsTombstone)).ToString());

    [Theory]
    [InlineData(0, false, null, false, nameof(WriteResult.NotFound))]
    [InlineData(5, false, 4, false, nameof(WriteResult.Deleted))]
    [InlineData(5, false, 5, false, nameof(WriteResult.Deleted))]
    [InlineData(5, false, 6, false, nameof(WriteResult.Superseded))]
    [InlineData(0, true, 6, false, nameof(WriteResult.Deleted))]
    [InlineData(5, false, 6, true, nameof(WriteResult.NotFound))]
    [InlineData(0, true, 6, true, nameof(WriteResult.NotFound))]
    public void Decide_Delete_GoesByVersion(int version, bool any, int? stored, bool storedIsTombstone, string expected) =>
        Assert.Equal(expected, WriteRule.Decide(Header(version, true), any, Stored(stored, storedIsTombstone)).ToString());

    [Theory]
    [InlineData(5, false, null, 5)]
    [InlineData(5, false, 4, 5)]
    [InlineData(5, false, 6, 6)]
    [InlineData(0, true, 6, 6)]
    [InlineData(0, true, null, 0)]
    public void TombstoneVersion_IsTheHigherOne(int version, bool any, int? stored, int expected) =>
        Assert.Equal((ulong)expected, WriteRule.TombstoneVersion(Header(version, true), any, Stored(stored, true)));

    private static ProfileHeader Header(int version, bool isTombstone) => new() { Version = (ulong)version, IsTombstone = isTombstone };

    private static ProfileHeader? Stored(int? version, bool isTombstone) => version is { } known ? Header(known, isTombstone) : null;
}
