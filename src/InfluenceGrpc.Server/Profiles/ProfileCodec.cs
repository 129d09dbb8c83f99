using Google.Protobuf;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Server.Profiles.Bodies;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Profiles to stored bytes and back: a <see cref="ProfileHeader"/>, then a <c>ProfileBody</c> of profile_body.proto.</summary>
/// <remarks>
/// Nothing is lost, times aside that differ in nothing but their offset. The same profile stored at the same millisecond
/// gives the same bytes: the body has no maps, whose order protobuf leaves open.
/// </remarks>
internal static class ProfileCodec
{
    /// <summary>The bytes to store.</summary>
    /// <param name="profile">What to store; its id is not in the bytes, being the key.</param>
    /// <param name="storedAt">Now, kept to the millisecond.</param>
    public static byte[] Encode(CreatorProfile profile, DateTimeOffset storedAt)
    {
        var body = ProfileBodyWriter.Write(profile);
        var bytes = new byte[ProfileHeader.Length + body.CalculateSize()];
        var header = new ProfileHeader
        {
            Version = profile.Version,
            StoredAt = storedAt,
            ObservedAt = profile.ObservedAt,
            Followers = profile.Followers,
            Platform = profile.Platform,
        };
        header.Write(bytes);
        body.WriteTo(bytes.AsSpan(ProfileHeader.Length));
        return bytes;
    }

    /// <summary>The profile; null where the bytes are corrupt or break a rule of the domain, which counts as a miss.</summary>
    /// <param name="creatorId">The key that the bytes were stored under.</param>
    /// <param name="stored">What was stored.</param>
    public static CreatorProfile? Decode(string creatorId, StoredProfile stored)
    {
        if (Parse(stored.Bytes.Span[ProfileHeader.Length..]) is not { } body
            || ProfileBodyReader.Read(creatorId, stored, body) is not { } draft)
        {
            return null;
        }

        // Checked as if a caller had sent it: bytes that were damaged in a way that protobuf cannot see, or stored under
        // rules that were laxer once, never reach a classifier.
        return CreatorProfile.Create(draft).Value;
    }

    private static ProfileBody? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ProfileBody.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
