using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What is stored comes back, and what was damaged never comes back as something else than a valid profile.</summary>
public sealed class ProfileCodecTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    public static TheoryData<string, byte[]> Golden => new()
    {
        { "full", ProfileCodec.Encode(SampleProfiles.Full("creator", 7), SampleProfiles.StoredAt) },
        { "full-before-reach", ProfileCodec.Encode(SampleProfiles.FullBeforeReach("creator", 7), SampleProfiles.StoredAt) },
        { "minimal", ProfileCodec.Encode(SampleProfiles.Minimal("creator", 0), SampleProfiles.StoredAt) },
        { "tombstone", new ProfileHeader { Version = 7, StoredAt = SampleProfiles.StoredAt }.ToTombstone() },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Encode_Samples_GivesTheBytesOfTheFormat(string name, byte[] bytes)
    {
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.hex")).ReplaceLineEndings("");

        Assert.True(
            expected == Convert.ToHexStringLower(bytes),
            $"The bytes of '{name}' have changed: bump ProfileHeader.Format and keep reading the old one. Now: {Convert.ToHexStringLower(bytes)}");
    }

    [Fact]
    public void Decode_GoldenBytes_GivesTheProfile() =>
        Assert.Equal(ProfileText.Of(SampleProfiles.Full("creator", 7)), ProfileText.Of(Decode(GoldenBytes("full"))));

    [Fact]
    public void Decode_BytesOfBuildsThatKnewNoReach_GivesTheProfileWithReachUnknown()
    {
        var profile = Decode(GoldenBytes("full-before-reach"))!;

        Assert.Equal(ProfileText.Of(SampleProfiles.FullBeforeReach("creator", 7)), ProfileText.Of(profile));
        Assert.Null(profile.Engagement!.AverageReach);
    }

    [Fact]
    public void Decode_ReachOfZero_IsNotUnknown() =>
        Assert.Equal(0, ProfileCodec.Decode("creator", SampleProfiles.Checked(
            new() { CreatorId = "creator", Engagement = new() { AverageReach = 0 } }).Stored())!.Engagement!.AverageReach);

    [Fact]
    public void Decode_AnyProfile_IsWhatWasEncoded() => Check(AnyProfile.Seeds, seed =>
    {
        var profile = AnyProfile.Of(seed);
        return ProfileText.Of(ProfileCodec.Decode("creator", profile.Stored())) == ProfileText.Of(profile);
    });

    [Fact]
    public void Encode_TheSameProfileTwice_GivesTheSameBytes() => Check(AnyProfile.Seeds, seed =>
        AnyProfile.Of(seed).Stored().Bytes.Span.SequenceEqual(AnyProfile.Of(seed).Stored().Bytes.Span));

    /// <summary>The sample must not leave out what the other tests then would not cover.</summary>
    [Fact]
    public void Full_EveryField_IsKnown() => Assert.DoesNotContain("= unknown", Known(ProfileText.Of(SampleProfiles.Full("creator", 7))), StringComparison.Ordinal);

    [Fact]
    public void Encode_MinimalProfile_IsTheHeaderAlone() =>
        Assert.Equal(ProfileHeader.Length, ProfileCodec.Encode(SampleProfiles.Minimal("creator", 1), SampleProfiles.StoredAt).Length);

    [Fact]
    public void Decode_ZeroFollowers_IsNotUnknown()
    {
        Assert.Equal(0UL, ProfileCodec.Decode("creator", SampleProfiles.WithFollowers("creator", 1, 0).Stored())!.Followers);
        Assert.Null(ProfileCodec.Decode("creator", SampleProfiles.Minimal("creator", 1).Stored())!.Followers);
    }

    [Fact]
    public void Stored_HeaderFields_AreReadWithoutTheBody()
    {
        var stored = SampleProfiles.Full("creator", 7).Stored();

        Assert.Equal(
            (7UL, SampleProfiles.StoredAt, SampleProfiles.ObservedAt, 12_345UL, Platform.TikTok),
            (stored.Version, stored.StoredAt, stored.ObservedAt, stored.Followers, stored.Platform));
    }

    [Fact]
    public void Decode_TruncatedAnywhere_IsNullOrValid()
    {
        var whole = ProfileCodec.Encode(SampleProfiles.Full("creator", 7), SampleProfiles.StoredAt);

        var read = Enumerable.Range(0, whole.Length).Select(length => Decode(whole[..length])).ToArray();

        Assert.All(read[..ProfileHeader.Length], Assert.Null);
        Assert.Contains(read[ProfileHeader.Length..], profile => profile is null);
        Assert.All(read, ValidOrNull);
    }

    [Fact]
    public void Decode_FlippedBytes_IsNullOrValid() =>
        Check(from seed in AnyProfile.Seeds from flips in Gen.Choose(1, 4) select (seed, flips), input =>
        {
            var random = new Random(input.seed);
            var bytes = ProfileCodec.Encode(AnyProfile.Of(input.seed), SampleProfiles.StoredAt);
            for (var i = 0; i < input.flips; i++)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            }

            ValidOrNull(Decode(bytes));
            return true;
        });

    [Theory]
    [InlineData("0a0510")] // A message that ends early.
    [InlineData("12030a0161")] // A topic without its share.
    [InlineData("0a03108102")] // An engagement basis of 257, which would be 1 in a byte.
    [InlineData("420181")] // A safety flag that ends early.
    [InlineData("42028102")] // A safety flag of 257.
    [InlineData("2a0e0a016130ffffffffffffffffff01")] // A time before year 1.
    [InlineData("31000000000000f0bf")] // A reply share of -1.
    [InlineData("2209199c7500883ce4377e")] // A ratio of 1e300, which is infinite in the contract's field.
    public void Decode_BrokenBody_IsNull(string body)
    {
        byte[] bytes = [.. ProfileCodec.Encode(SampleProfiles.Minimal("creator", 1), SampleProfiles.StoredAt), .. Convert.FromHexString(body)];

        Assert.Null(Decode(bytes));
    }

    // The same fields with values that are right, so that it is the values above that are refused.
    [Theory]
    [InlineData("0a021001")]
    [InlineData("12090a016112040000003f")]
    [InlineData("420101")]
    [InlineData("2a050a01613001")]
    [InlineData("31000000000000e03f")]
    [InlineData("220919000000000000e03f")]
    public void Decode_SoundBody_IsRead(string body)
    {
        byte[] bytes = [.. ProfileCodec.Encode(SampleProfiles.Minimal("creator", 1), SampleProfiles.StoredAt), .. Convert.FromHexString(body)];

        Assert.NotEqual(ProfileText.Of(SampleProfiles.Minimal("creator", 1)), ProfileText.Of(Assert.IsType<CreatorProfile>(Decode(bytes))));
    }

    [Fact]
    public void Decode_FieldOfALaterBuild_IsSkipped()
    {
        // Field 100, a varint.
        byte[] bytes = [.. ProfileCodec.Encode(SampleProfiles.Full("creator", 7), SampleProfiles.StoredAt), 0xa0, 0x06, 0x01];

        Assert.Equal(ProfileText.Of(SampleProfiles.Full("creator", 7)), ProfileText.Of(Decode(bytes)));
    }

    private static byte[] GoldenBytes(string name) =>
        Convert.FromHexString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.hex")).ReplaceLineEndings(""));

    private static CreatorProfile? Decode(byte[] bytes) => StoredProfile.Read(bytes) is { } stored ? ProfileCodec.Decode("creator", stored) : null;

    /// <summary>A profile that can be stored again and comes back is one that the domain takes.</summary>
    private static void ValidOrNull(CreatorProfile? profile)
    {
        if (profile is not null)
        {
            Assert.Equal(ProfileText.Of(profile), ProfileText.Of(ProfileCodec.Decode(profile.CreatorId, profile.Stored())));
        }
    }

    // Of age bands and genders, and of brands, the sample leaves some out on purpose; its first brand is the whole one.
    private static string Known(string text) => text[..text.IndexOf("{ Brand = 'Acme'", StringComparison.Ordinal)]
        + text[text.IndexOf("{ Brand = 'Åpent", StringComparison.Ordinal)..];

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) => Prop.ForAll(gen.ToArbitrary(), holds).Check(Thousands);
}
