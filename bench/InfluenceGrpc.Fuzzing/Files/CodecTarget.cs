using Influence.V1;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Stored profiles to the codec: what it takes is within the contract's bounds, and is stored and read again as it is.</summary>
internal sealed class CodecTarget : IFuzzTarget
{
    private const string Id = "creator";

    private static readonly DateTimeOffset StoredAt = new(2026, 1, 31, 12, 30, 0, TimeSpan.Zero);

    private readonly IReadOnlyList<byte[]> stored = [.. new SamplePool().Of(CreatorProfile.Descriptor).Cast<CreatorProfile>().Select(Encode)];

    public FuzzInput Draw(Random random)
    {
        var bytes = random.Pick(stored);
        if (bytes.Length == ProfileHeader.Length || random.Chance(0.35))
        {
            return new FuzzInput("", "bytes changed", [ByteMutator.Mutate(random, bytes, random.Pick(stored))]);
        }

        var body = WireMutator.Mutate(random, bytes[ProfileHeader.Length..], random.Pick(stored)[ProfileHeader.Length..]);
        return new FuzzInput("", "fields changed", [[.. bytes[..ProfileHeader.Length], .. body]]);
    }

    public Task<FuzzVerdict> TryAsync(FuzzInput input) => Task.FromResult(Try(input.Parts[0]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static FuzzVerdict Try(byte[] bytes)
    {
        ProfileHeader.ReadDeciding(bytes);
        if (StoredProfile.Read(bytes) is not { } header)
        {
            return new FuzzVerdict("no header");
        }

        if (ProfileCodec.Decode(Id, header) is not { } profile)
        {
            return new FuzzVerdict("unreadable");
        }

        var again = ProfileCodec.Encode(profile, header.StoredAt);
        if (StoredProfile.Read(again) is not { } second || ProfileCodec.Decode(Id, second) is not { } read)
        {
            return new FuzzVerdict("read", "is not read when it is stored again");
        }

        if (!ProfileCodec.Encode(read, header.StoredAt).AsSpan().SequenceEqual(again))
        {
            return new FuzzVerdict("read", "is stored in other bytes the second time");
        }

        // What callers are told they may send back: the contract's own reader is the judge of its bounds.
        var told = ProfileWriter.Write(profile);
        var sentBack = ProfileReader.Read(told);
        return new FuzzVerdict("read", sentBack.Value is { } same
            ? ProfileWriter.Write(same).Equals(told) ? null : "is another profile when it is sent back"
            : $"breaks the contract's bounds: {string.Join("; ", sentBack.Faults.Select(fault => $"{fault.Path} {fault.Message}"))}");
    }

    private static byte[] Encode(CreatorProfile profile) => ProfileCodec.Encode(ProfileReader.Read(profile).Value!, StoredAt);
}
