using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What tiers are told by, of a creator that was looked up: a few numbers of a profile that may have 64 KiB.</summary>
/// <param name="Outcome">What looking it up came to; a profile that cannot be read was not found.</param>
/// <param name="Followers">Null where not known, or there is no profile.</param>
/// <param name="Platform">Unspecified where not known, or there is no profile.</param>
/// <param name="Relations">One a relational scheme, in the order of all schemes; empty where there is none, or no profile.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TierEvidence(
    LookupOutcome Outcome, ulong? Followers, Platform Platform, IReadOnlyList<RelationalEvidence> Relations)
{
    /// <summary>Takes the evidence out of answers. Followers and platform are read without a look at the rest of a profile;
    /// only relational schemes need that.</summary>
    public static Func<string, ProfileAnswer, TierEvidence> Under(IReadOnlyList<TierScheme> schemes)
    {
        RelationalRule[] rules = [.. schemes.Where(scheme => scheme.Relational is not null).Select(scheme => scheme.Relational!)];
        return rules.Length == 0
            ? static (_, answer) => new(answer.Outcome, answer.Profile?.Followers, answer.Profile?.Platform ?? Platform.Unspecified, [])
            : (creatorId, answer) => Of(creatorId, answer, rules);
    }

    private static TierEvidence Of(string creatorId, ProfileAnswer answer, RelationalRule[] rules)
    {
        if (answer.Profile is not { } stored)
        {
            return new(answer.Outcome, null, Platform.Unspecified, []);
        }

        return ProfileCodec.Decode(creatorId, stored) is { } profile
            ? new(answer.Outcome, profile.Followers, profile.Platform, Array.ConvertAll(rules, rule => ProximityCalculation.Evaluate(rule, profile)))
            : new(LookupOutcome.NotFound, null, Platform.Unspecified, []);
    }
}
