using Google.Protobuf;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using Microsoft.Extensions.Caching.Memory;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Briefs that were found sound lately, ready for scoring: callers ask about one creator after the other by the same brief, and checking it
/// and laying it out takes longer than scoring by it. Which brief it is tells by its bytes: messages that are equal may still differ in what is
/// not given and what is 0.</summary>
internal sealed class RecentBriefs : IDisposable
{
    /// <summary>Longer ones are not kept, in bytes: they name thousands, and whoever sends them sends many creators.</summary>
    public const int MaxBytes = 4 * 1024;

    /// <summary>What all may take together, in bytes.</summary>
    public const int MaxMemory = 4 * 1024 * 1024;

    // What the dearest were found to take: those of deep topics, each step of which has a place of its own.
    private const int MemoryOfByte = 45;
    private const int MemoryBeside = 3 * 1024;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MaxMemory });

    /// <summary>How many are kept.</summary>
    public int Count => kept.Count;

    /// <summary>Which brief it is; null where it is not one to keep.</summary>
    public static Key? KeyOf(V1.Brief brief, FitModel model) =>
        brief.CalculateSize() <= MaxBytes ? new(model, brief.ToByteArray()) : null;

    /// <summary>The brief made ready; null where it is not kept.</summary>
    public CompiledBrief? Find(Key key) => kept.Get<CompiledBrief>(key);

    /// <summary>Keeps one that was found sound, unless there is no room: then room is made on another thread, by those that were not asked for
    /// longest, and it is kept the next time.</summary>
    public void Keep(Key key, CompiledBrief brief) =>
        kept.Set(key, brief, new MemoryCacheEntryOptions { Size = (MemoryOfByte * key.Length) + MemoryBeside });

    public void Dispose() => kept.Dispose();

    /// <summary>Which brief, for which model.</summary>
    public sealed class Key : IEquatable<Key>
    {
        private readonly FitModel model;
        private readonly byte[] bytes;
        private readonly int hash;

        internal Key(FitModel model, byte[] bytes)
        {
            this.model = model;
            this.bytes = bytes;
            var code = default(HashCode);
            code.AddBytes(bytes);
            hash = code.ToHashCode();
        }

        /// <summary>Of the brief, in bytes.</summary>
        public int Length => bytes.Length;

        public bool Equals(Key? other) =>
            other is not null && hash == other.hash && ReferenceEquals(model, other.model) && bytes.AsSpan().SequenceEqual(other.bytes);

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => hash;
    }
}
