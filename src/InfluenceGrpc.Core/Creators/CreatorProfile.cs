using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>What is known about one creator on one platform. Immutable and checked: an instance cannot hold a value outside
/// its range. Null means "not known" and is never zero; empty lists of a caller become null for that reason.</summary>
public sealed record CreatorProfile
{
    internal CreatorProfile()
    {
    }

    /// <summary>1 to 128 bytes of UTF-8, no control characters.</summary>
    public required string CreatorId { get; init; }

    /// <summary><see cref="Creators.Platform.Unspecified"/> when not known.</summary>
    public Platform Platform { get; init; }

    /// <summary>The owner's version of this profile; 0 when not versioned.</summary>
    public ulong Version { get; init; }

    /// <summary>When the figures were taken.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Accounts following, [0, 10,000,000,000].</summary>
    public ulong? Followers { get; init; }

    public Engagement? Engagement { get; init; }

    /// <summary>Topic path (<c>sport/running/trail</c>) to share of the content.</summary>
    public Distribution? Topics { get; init; }

    public Audience? Audience { get; init; }

    public Sponsorship? Sponsorship { get; init; }

    /// <summary>One for each brand the creator has mentioned, sorted by brand; empty when not known.</summary>
    public IReadOnlyList<BrandRelation> BrandRelations { get; init; } = [];

    /// <summary>Share of the comments the creator replies to, [0, 1].</summary>
    public double? ReplyShare { get; init; }

    /// <summary>What the creator charges, at most one price a deliverable and currency; empty when not known.</summary>
    public IReadOnlyList<Price> Prices { get; init; } = [];

    /// <summary>Reasons to be careful; in the order of their numbers, without duplicates; empty when none are known.</summary>
    public IReadOnlyList<SafetyFlag> SafetyFlags { get; init; } = [];

    /// <summary>The same creator at an agreed price.</summary>
    /// <param name="deliverable">What is bought.</param>
    /// <param name="currencyCode">ISO 4217.</param>
    /// <param name="amount">[0, ∞): takes the place of the profile's own price for that in that currency.</param>
    public CreatorProfile WithPrice(Deliverable deliverable, string currencyCode, decimal amount) => this with
    {
        Prices =
        [
            .. Prices.Where(price => price.Deliverable != deliverable || !string.Equals(price.CurrencyCode, currencyCode, StringComparison.Ordinal)),
            new Price { Deliverable = deliverable, CurrencyCode = currencyCode, Amount = amount },
        ],
    };

    /// <summary>Checks a draft: the profile, or every fault in it, paths as the proto3 JSON mapping names the fields.</summary>
    /// <param name="draft">What was given.</param>
    /// <param name="readingFaults">Faults found while the draft was read from another form; told first.</param>
    public static Checked<CreatorProfile> Create(CreatorProfileDraft draft, FaultList? readingFaults = null) =>
        CreatorProfileValidator.Validate(draft, readingFaults ?? new FaultList());
}
