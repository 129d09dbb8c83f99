using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Many creators to classify at once, by follower count alone or by profile. Item numbers run from 0.</summary>
/// <remarks>Lives for one batch and is not thread-safe: items are marked as failed while they are read in.</remarks>
public sealed class TierItems
{
    private readonly ReadOnlyMemory<ulong> followers;
    private readonly Platform platform;
    private readonly Platform[]? platforms;
    private readonly CreatorProfile?[]? profiles;
    private readonly IReadOnlyDictionary<TierScheme, IReadOnlyList<RelationalEvidence?>>? relations;
    private bool[]? failed;

    private TierItems(
        ReadOnlyMemory<ulong> followers,
        Platform platform = Platform.Unspecified,
        Platform[]? platforms = null,
        CreatorProfile?[]? profiles = null,
        IReadOnlyDictionary<TierScheme, IReadOnlyList<RelationalEvidence?>>? relations = null)
    {
        this.followers = followers;
        this.platform = platform;
        this.platforms = platforms;
        this.profiles = profiles;
        this.relations = relations;
    }

    /// <summary>How many items.</summary>
    public int Count => followers.Length;

    /// <summary>Items that failed.</summary>
    public int FailedCount { get; private set; }

    /// <summary>Follower counts, one an item; 0 stands in where the item failed or its count is not known.</summary>
    public ReadOnlySpan<ulong> Followers => followers.Span;

    /// <summary>Creators by follower count alone, all on one platform.</summary>
    /// <param name="followers">One an item; not copied.</param>
    /// <param name="platform">The platform of all of them.</param>
    public static TierItems OfFollowers(ReadOnlyMemory<ulong> followers, Platform platform) => new(followers, platform);

    /// <summary>Creators by what tiers are told by, for schemes that are known beforehand.</summary>
    /// <param name="followers">One an item; taken over, not copied. Where it is not known and a scheme goes by it, the item must be
    /// marked as failed.</param>
    /// <param name="platforms">One an item; taken over, not copied.</param>
    /// <param name="relations">For every relational scheme the evidence, one an item; null where the item must be marked as failed.</param>
    public static TierItems OfEvidence(
        ReadOnlyMemory<ulong> followers, Platform[] platforms, IReadOnlyDictionary<TierScheme, IReadOnlyList<RelationalEvidence?>> relations) =>
        new(followers, platforms: platforms, relations: relations);

    /// <summary>Creators by profile. Where a profile is null the item must be marked as failed.</summary>
    public static TierItems OfProfiles(CreatorProfile?[] profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        return new(Array.ConvertAll(profiles, profile => profile?.Followers ?? 0), profiles: profiles);
    }

    /// <summary>Marks an item as failed, once.</summary>
    public void Fail(int item)
    {
        failed ??= new bool[Count];
        if (!failed[item])
        {
            failed[item] = true;
            FailedCount++;
        }
    }

    /// <summary>Whether an item failed.</summary>
    public bool HasFailed(int item) => failed is not null && failed[item];

    /// <summary>Places an item in a scheme and explains it.</summary>
    /// <returns>The classification, or the fault <see cref="FaultCode.FollowersMissing"/>.</returns>
    /// <exception cref="InvalidOperationException">The item failed.</exception>
    public Checked<TierClassification> Classify(TierScheme scheme, int item) =>
        HasFailed(item) ? throw new InvalidOperationException($"Item {item} failed.")
        : profiles is not null ? TierClassifier.Classify(scheme, profiles[item]!)
        : relations is not null && relations.TryGetValue(scheme, out var evidence) ? TierClassifier.Classify(scheme, evidence[item]!, PlatformOf(item))
        : TierClassifier.Classify(scheme, followers.Span[item], PlatformOf(item));

    /// <summary>The platform of an item.</summary>
    public Platform PlatformOf(int item) =>
        platforms is not null ? platforms[item]
        : profiles is null ? platform
        : profiles[item]?.Platform ?? Platform.Unspecified;

    /// <summary>The platform of every item, where all are known to share one; null where each has its own.</summary>
    internal Platform? SharedPlatform => profiles is null && platforms is null ? platform : null;
}
