using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>Checks overlaps and collects every fault.</summary>
public static class AudienceOverlapsValidator
{
    /// <summary>The overlaps, or every fault in them, with paths such as <c>[2].shareOfSmaller</c>.</summary>
    /// <param name="drafts">As given.</param>
    /// <param name="creatorIds">Creators that there are: an overlap of anybody else was meant for somebody.</param>
    public static Checked<AudienceOverlaps> Validate(IReadOnlyList<AudienceOverlapDraft> drafts, IReadOnlySet<string> creatorIds)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        ArgumentNullException.ThrowIfNull(creatorIds);
        var faults = new FaultList();
        var shares = new Dictionary<(string, string), double>();
        for (var i = 0; i < drafts.Count; i++)
        {
            var path = FaultPath.Item("", i);
            var before = faults.Count;
            CheckId(drafts[i].FirstCreatorId, FaultPath.Join(path, "firstCreatorId"), creatorIds, faults);
            CheckId(drafts[i].SecondCreatorId, FaultPath.Join(path, "secondCreatorId"), creatorIds, faults);
            var namesPair = faults.Count == before;
            CheckShare(drafts[i].ShareOfSmaller, FaultPath.Join(path, "shareOfSmaller"), faults);
            if (!namesPair)
            {
                continue;
            }

            var pair = AudienceOverlaps.Ordered(drafts[i].FirstCreatorId!, drafts[i].SecondCreatorId!);
            if (string.Equals(pair.First, pair.Second, StringComparison.Ordinal))
            {
                faults.Add(FaultPath.Join(path, "secondCreatorId"), FaultCode.Duplicate, "must be another creator than the first.");
            }
            else if (!shares.TryAdd(pair, drafts[i].ShareOfSmaller ?? 0))
            {
                faults.Add(path, FaultCode.Duplicate, "is about a pair that is given already.");
            }
        }

        return faults.IsEmpty ? new Checked<AudienceOverlaps>(new AudienceOverlaps(shares)) : new Checked<AudienceOverlaps>(faults.ToList());
    }

    private static void CheckId(string? id, string path, IReadOnlySet<string> creatorIds, FaultList faults)
    {
        if (CreatorId.Check(id, path) is { } wrong)
        {
            faults.Add(wrong);
        }
        else if (!creatorIds.Contains(id!))
        {
            faults.Add(path, FaultCode.UnknownValue, $"must be one of the creators; got {FaultPath.Quote(id!)}.");
        }
    }

    private static void CheckShare(double? share, string path, FaultList faults)
    {
        if (share is null)
        {
            faults.Add(path, FaultCode.Required, "must be given, in [0, 1].");
        }
        else if (NumberRule.Share(share) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }
}
