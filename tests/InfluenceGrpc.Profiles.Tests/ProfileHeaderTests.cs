using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What decides between writes survives being stored, and survives formats to come.</summary>
public sealed class ProfileHeaderTests
{
    private static readonly Gen<ProfileHeader> AnyHeader =
        from version in Gen.Elements<ulong>(0, 1, 255, 256, long.MaxValue, ulong.MaxValue)
        from followers in Gen.Elements<ulong?>(null, 0, 1, FollowerCount.Max, ulong.MaxValue)
        from observedAt in Gen.Elements<DateTimeOffset?>(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, SampleProfiles.ObservedAt)
        from storedAt in Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999), SampleProfiles.StoredAt)
        from platform in Gen.Elements(Enum.GetValues<Platform>())
        from isTombstone in Gen.Elements(false, true)
        select new ProfileHeader
        {
            Version = version, Followers = followers, ObservedAt = observedAt, StoredAt = storedAt, Platform = platform, IsTombstone = isTombstone,
        };

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() => Check(AnyHeader, header => ProfileHeader.Read(Bytes(header)) == header);

    [Fact]
    public void Header_OfAnything_HoldsWhatItIsGiven()
    {
        var header = new ProfileHeader { ObservedAt = DateTimeOffset.MinValue, StoredAt = SampleProfiles.StoredAt, Followers = 0 };

        Assert.Equal((DateTimeOffset.MinValue, SampleProfiles.StoredAt, 0UL), (header.ObservedAt, header.StoredAt, header.Followers));
        Assert.Equal((null, null), (default(ProfileHeader).ObservedAt, default(ProfileHeader).Followers));
        Assert.Equal(DateTimeOffset.MaxValue, (header with { ObservedAt = DateTimeOffset.MaxValue }).ObservedAt);
        Assert.Null((header with { Followers = null, ObservedAt = null }).Followers);
    }

    [Fact]
    public void ReadDeciding_OfAnyFormat_HasVersionAndTombstone() =>
        Check(from header in AnyHeader from format in Gen.Choose(0, 255) select (header, format), input =>
        {
            var bytes = Bytes(input.header);
            bytes[0] = (byte)input.format;
            return ProfileHeader.ReadDeciding(bytes) == new ProfileHeader { Version = input.header.Version, IsTombstone = input.header.IsTombstone };
        });

    [Fact]
    public void Write_HigherVersion_ComparesHigherByteByByte() =>
        Check(from one in AnyHeader from other in AnyHeader select (one, other), input =>
            Math.Sign(Version(input.one).SequenceCompareTo(Version(input.other))) == input.one.Version.CompareTo(input.other.Version));

    [Fact]
    public void Read_UnknownFormat_IsNull()
    {
        var bytes = ProfileCodec.Encode(SampleProfiles.Full("creator", 7), SampleProfiles.StoredAt);
        bytes[0] = ProfileHeader.Format + 1;

        Assert.Null(ProfileHeader.Read(bytes));
        Assert.Null(StoredProfile.Read(bytes));
    }

    [Fact]
    public void Read_Tombstone_IsNoProfile()
    {
        var bytes = new ProfileHeader { Version = 7, StoredAt = SampleProfiles.StoredAt }.ToTombstone();

        Assert.True(ProfileHeader.Read(bytes)!.Value.IsTombstone);
        Assert.Null(StoredProfile.Read(bytes));
    }

    [Fact]
    public void Read_FewerBytes_IsNull()
    {
        var bytes = Bytes(new() { Version = 7 });

        Assert.All(Enumerable.Range(0, ProfileHeader.Length), length => Assert.Null(ProfileHeader.Read(bytes.AsSpan(0, length))));
        Assert.All(Enumerable.Range(0, ProfileHeader.DecidingLength), length => Assert.Null(ProfileHeader.ReadDeciding(bytes.AsSpan(0, length))));
    }

    private static byte[] Bytes(ProfileHeader header)
    {
        var bytes = new byte[ProfileHeader.Length];
        header.Write(bytes);
        return bytes;
    }

    private static ReadOnlySpan<byte> Version(ProfileHeader header) => Bytes(header).AsSpan(ProfileHeader.VersionOffset, sizeof(ulong));

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) =>
        Prop.ForAll(gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
}
