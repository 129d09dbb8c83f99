using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>What the contract says of answers, whatever was asked.</summary>
internal static class AnswerRules
{
    // Sums of fractions in another order.
    private const double Tolerance = 1e-6;

    /// <summary>What an answer breaks; null where it keeps to the contract.</summary>
    public static string? FaultOf(IMessage answer) =>
        Walk.Messages(answer).Select(message => FractionFault(message) ?? ShapeFault(message)).FirstOrDefault(fault => fault is not null);

    /// <summary>How many items a request or chunk asks about; null where that is not a matter of items.</summary>
    public static int? AskedOf(IMessage request)
    {
        foreach (var field in request.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
        {
            switch (field.Accessor.GetValue(request))
            {
                case Items items:
                    return items.SourceCase switch
                    {
                        Items.SourceOneofCase.Ids => items.Ids.CreatorIds_.Count,
                        Items.SourceOneofCase.Profiles => items.Profiles.Profiles.Count,
                        Items.SourceOneofCase.Followers => items.Followers.Followers.Count,
                        _ => null,
                    };
                case CreatorIds ids:
                    return ids.CreatorIds_.Count;
                case CreatorProfiles profiles:
                    return profiles.Profiles.Count;
            }
        }

        return null;
    }

    /// <summary>How many items an answer answers; null where that is not a matter of items.</summary>
    public static int? AnsweredBy(IMessage answer) => Walk.Messages(answer).Select(message => message switch
    {
        TierColumns tiers => (int?)tiers.ItemCount,
        FitColumns fits => (int)fits.ItemCount,
        ProfileRows rows => (int)rows.ItemCount,
        UpsertColumns upserts => (int)upserts.ItemCount,
        DeleteProfilesResponse deletes => (int)deletes.ItemCount,
        _ => null,
    }).FirstOrDefault(count => count is not null);

    private static string? FractionFault(IMessage message)
    {
        foreach (var (field, value) in Walk.Fractions(message))
        {
            // ln(0) for 0 followers; and a column has no other way to say that there is no bound.
            var isMargin = field is "boundary_margin" or "boundary_margins";
            if ((double.IsNaN(value) && field != "boundary_margins") || (double.IsInfinity(value) && !(isMargin && value < 0)))
            {
                return $"{message.Descriptor.Name}.{field} of an answer is {value}";
            }
        }

        return null;
    }

    private static string? ShapeFault(IMessage message) => message switch
    {
        Estimate e => Unless(0 <= e.Lower && e.Lower <= e.Value * (1 + Tolerance) && e.Value <= e.Upper * (1 + Tolerance), message),
        FitScore s => Unless(IsScore(s.Lower, s.Score, s.Upper, s.Coverage) && s.Eligible == (s.Ineligibilities.Count == 0), message),
        RankedCreator c => Unless(IsScore(c.Lower, c.Score, c.Upper, c.Coverage) && c.Rank > 0, message),
        TierColumns tiers => Unless(IsWhole(tiers), message),
        FitColumns fits => Unless(IsWhole(fits), message),
        ProfileRows rows => Unless(rows.DataStatus.Count == rows.ItemCount && rows.Profiles.Count == rows.ItemCount, message),
        UpsertColumns upserts => Unless(upserts.Outcomes.Count == upserts.ItemCount && Fits(upserts.Errors, upserts.ItemCount), message),
        DeleteProfilesResponse deletes => Unless(deletes.Outcomes.Count == deletes.ItemCount && Fits(deletes.Errors, deletes.ItemCount), message),
        ItemErrors errors => Unless(IsAscending(errors.Indexes) && errors.Status is { Code: not (0 or 2 or 13), Message.Length: > 0, Details.Count: > 0 }, message),
        IneligibleItems group => Unless(IsAscending(group.Indexes) && group.Reason != IneligibilityReason.Unspecified, message),
        CautionedItems group => Unless(IsAscending(group.Indexes) && group.Flag != CautionFlag.Unspecified, message),
        DroppedItems group => Unless(IsAscending(group.Indexes) && group.Reason != DropReason.Unspecified, message),
        PlanCampaignResult plan => Unless(plan.GuaranteedShare is >= 0 and <= 1 + Tolerance && plan.BudgetLeft >= -Tolerance, message),
        StreamSummary summary => Unless(summary.Ok + summary.Failed == summary.Items, message),
        TierClassification tier => Unless(tier.Ordinal <= 64 && tier.Rule.Length > 0, message),
        _ => null,
    };

    private static string? Unless(bool holds, IMessage message) =>
        holds ? null : $"a {message.Descriptor.Name} of an answer breaks its rules: {message}";

    private static bool IsScore(double lower, double score, double upper, double coverage) =>
        lower >= 0 && lower <= score && score <= upper && upper <= 100 && coverage is >= 0 and <= 1;

    private static bool IsWhole(TierColumns tiers) =>
        Fits(tiers.Errors, tiers.ItemCount)
        && IsColumn(tiers.DataStatus.Count, tiers.ItemCount)
        && tiers.Columns.All(column => column.Ordinals.Count == tiers.ItemCount
            && column.Ordinals.All(ordinal => ordinal <= 64)
            && IsColumn(column.BoundaryMargins.Count, tiers.ItemCount)
            && IsColumn(column.UnrankedReasons.Count, tiers.ItemCount));

    private static bool IsWhole(FitColumns fits) =>
        Fits(fits.Errors, fits.ItemCount)
        && new[] { fits.Scores, fits.Lowers, fits.Uppers, fits.Coverages }.All(column => column.Count == fits.ItemCount)
        && Enumerable.Range(0, fits.Scores.Count).All(i => IsScore(fits.Lowers[i], fits.Scores[i], fits.Uppers[i], fits.Coverages[i]))
        && IsColumn(fits.TargetShares.Count, fits.ItemCount)
        && IsColumn(fits.DataStatus.Count, fits.ItemCount)
        && (fits.TargetSharesUnknown.Count == 0 || IsAscending(fits.TargetSharesUnknown))
        && fits.Components.All(column => column.Values.Count == fits.ItemCount
            && column.Contributions.Count == fits.ItemCount
            && column.Statuses.Count == fits.ItemCount)
        && fits.Ineligible.All(group => group.Indexes.All(index => index < fits.ItemCount))
        && fits.Cautions.All(group => group.Indexes.All(index => index < fits.ItemCount));

    private static bool IsColumn(int length, uint items) => length == 0 || length == items;

    private static bool Fits(IEnumerable<ItemErrors> errors, uint items) => errors.SelectMany(group => group.Indexes).All(index => index < items);

    private static bool IsAscending(IEnumerable<uint> indexes) =>
        indexes.Zip(indexes.Skip(1), (one, next) => one < next).All(ascends => ascends) && indexes.Any();
}
