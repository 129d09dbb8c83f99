using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads the target of a campaign: the one way in for targets.</summary>
internal static class UniverseReader
{
    /// <summary>The target; null where it is at fault.</summary>
    /// <param name="sent">As given.</param>
    /// <param name="parent">Path of the message that holds it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static Universe? Read(V1.Universe? sent, string parent, FaultList faults)
    {
        var path = FaultPath.Join(parent, "universe");
        if (sent is null)
        {
            faults.Add(path, FaultCode.Required, "must be given.");
            return null;
        }

        var read = UniverseValidator.Validate(new UniverseDraft
        {
            People = sent.HasPeople ? sent.People : null,
            Dimension = sent.Dimension == V1.AudienceDimension.Unspecified ? null : Known(sent.Dimension),
            Segments = [.. sent.Segments.Select(segment => new UniverseSegmentDraft(segment.Key, segment.People))],
        });
        foreach (var fault in read.Faults)
        {
            faults.Add(fault.Under(path));
        }

        return read.Value;
    }

    // The domain counts from 0 and has no unspecified one. What this contract does not know it does not know either, and tells.
    private static AudienceDimension Known(V1.AudienceDimension sent) => (AudienceDimension)(sent - 1);
}
