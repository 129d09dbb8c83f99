using System.Text;
using InfluenceGrpc.Server.Profiles.Redis;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What creators are called in Redis. Whoever changes it loses sight of everything stored.</summary>
public sealed class ProfileKeysTests
{
    [Theory]
    [InlineData("inf", 256, "ada", "inf:p:{114}:ada")]
    [InlineData("inf", 256, "123456789", "inf:p:{131}:123456789")]
    [InlineData("inf", 1, "ada", "inf:p:{0}:ada")]
    [InlineData("inf", 16_384, "日本 {x}", "inf:p:{7410}:日本 {x}")]
    [InlineData("other-1", 0, "{x}y", "other-1:p:{x}y")]
    public void Of_KnownIds_AreWhatTheyWere(string prefix, int buckets, string creatorId, string expected)
    {
        var keys = new ProfileKeys(prefix, buckets);

        Assert.Equal(expected, Encoding.UTF8.GetString(keys.Of(creatorId)));
        Assert.Equal(creatorId, Encoding.UTF8.GetString(keys.Of(creatorId).AsSpan(keys.StartLength(creatorId))));
    }

    // The check value that every description of CRC-32C gives.
    [Fact]
    public void Crc32C_CheckText_GivesTheCheckValue() => Assert.Equal(0xE3069283u, ProfileKeys.Crc32C("123456789"));

    // Said by CLUSTER KEYSLOT.
    [Theory]
    [InlineData("123456789", 12739)]
    [InlineData("foo", 12182)]
    [InlineData("{foo}bar", 12182)]
    [InlineData("a{foo}b{bar}", 12182)]
    [InlineData("{}foo", 9500)]
    public void Of_Slots_AreThoseOfRedis(string key, int slot) => Assert.Equal(slot, HashSlots.Of(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void Channels_AreWhatTheyWere()
    {
        var keys = new ProfileKeys("inf", 256);

        Assert.Equal("inf:p:changes", keys.Changes);
        Assert.Equal("inf:p:changes:", keys.ChangesOfNode);
    }
}
