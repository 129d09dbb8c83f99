using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Campaigns;

/// <summary>Checks a target and collects every fault.</summary>
public static class UniverseValidator
{
    /// <summary>The target, or every fault in it, with paths such as <c>segments[2].people</c>.</summary>
    public static Checked<Universe> Validate(UniverseDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new FaultList();
        var hasSegments = draft.Segments is { Count: > 0 };
        if (draft.People is not null && hasSegments)
        {
            faults.Add("people", FaultCode.NotAllowed, "must be left out with segments: it is their sum.");
        }

        if (draft.People is null && !hasSegments)
        {
            faults.Add("people", FaultCode.Required, "must be given, or segments: how many people the campaign wants to reach.");
        }

        CheckPeople(draft.People, "people", faults);
        if (draft.Dimension is null && hasSegments)
        {
            faults.Add("dimension", FaultCode.Required, "must be given: what the segments are told apart by.");
        }

        if (draft.Dimension is not null && !hasSegments)
        {
            faults.Add("dimension", FaultCode.NotAllowed, "must be left out without segments.");
        }

        var segments = hasSegments ? ReadSegments(ReadDimension(draft.Dimension, faults), draft.Segments!, faults) : [];
        if (!faults.IsEmpty)
        {
            return new Checked<Universe>(faults.ToList());
        }

        return new Checked<Universe>(hasSegments
            ? new Universe(draft.Dimension, segments)
            : new Universe(dimension: null, [new UniverseSegment("", draft.People!.Value)]));
    }

    // Keys of a dimension that nobody knows can be anything: none of them is looked at.
    private static AudienceDimension? ReadDimension(AudienceDimension? given, FaultList faults)
    {
        if (given is not { } known || Enum.IsDefined(known))
        {
            return given;
        }

        faults.Add("dimension", FaultCode.UnknownValue, "is not a known dimension.");
        return null;
    }

    private static List<UniverseSegment> ReadSegments(
        AudienceDimension? dimension, IReadOnlyList<UniverseSegmentDraft> drafts, FaultList faults)
    {
        var segments = new List<UniverseSegment>();
        if (drafts.Count > CampaignLimits.MaxSegments)
        {
            faults.Add("segments", FaultCode.TooMany, $"must be at most {CampaignLimits.MaxSegments}; got {drafts.Count}.");
            return segments;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < drafts.Count; i++)
        {
            var path = FaultPath.Item("segments", i);
            var key = ReadKey(dimension, drafts[i].Key ?? "", FaultPath.Join(path, "key"), faults);
            if (key.Length > 0 && !keys.Add(key))
            {
                faults.Add(FaultPath.Join(path, "key"), FaultCode.Duplicate, $"{FaultPath.Quote(key)} is given twice.");
            }

            if (drafts[i].People is null)
            {
                faults.Add(FaultPath.Join(path, "people"), FaultCode.Required, "must be given.");
            }

            CheckPeople(drafts[i].People, FaultPath.Join(path, "people"), faults);
            segments.Add(new UniverseSegment(key, drafts[i].People ?? 0));
        }

        CheckCovered(dimension, segments, keys, faults);

        // A part that is more than all may be is told by itself.
        if (segments.TrueForAll(segment => segment.People <= CampaignLimits.MaxPeople)
            && segments.Sum(segment => segment.People) > CampaignLimits.MaxPeople)
        {
            faults.Add("segments", FaultCode.Sum, "must be at most 10,000,000,000 people together.");
        }

        return segments;
    }

    private static string ReadKey(AudienceDimension? dimension, string key, string path, FaultList faults)
    {
        if (key.Length == 0)
        {
            faults.Add(path, FaultCode.Required, "must be given.");
        }

        if (dimension is not { } known || key.Length == 0)
        {
            return key;
        }

        if (SegmentKeys.Check(known, key) is { } wrong)
        {
            faults.Add(path, wrong);
        }

        return SegmentKeys.Spelled(known, key);
    }

    // Whoever is in both would be two people.
    private static void CheckCovered(AudienceDimension? dimension, List<UniverseSegment> segments, HashSet<string> keys, FaultList faults)
    {
        if (dimension is not { } known || SegmentKeys.Separator(known) is not { } separator)
        {
            return;
        }

        for (var i = 0; i < segments.Count; i++)
        {
            var key = segments[i].Key;
            for (var end = key.LastIndexOf(separator); end > 0; end = key.LastIndexOf(separator, end - 1))
            {
                if (keys.Contains(key[..end]))
                {
                    faults.Add(FaultPath.Join(FaultPath.Item("segments", i), "key"), FaultCode.Overlap,
                        $"is part of {FaultPath.Quote(key[..end])}, another segment.");
                    break;
                }
            }
        }
    }

    private static void CheckPeople(double? people, string path, FaultList faults)
    {
        if (NumberRule.Between(people, CampaignLimits.MinPeople, CampaignLimits.MaxPeople) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }
}
