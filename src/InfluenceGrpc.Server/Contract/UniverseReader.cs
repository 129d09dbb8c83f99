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
            Dimension = Dimension(sent.Dimension, FaultPath.Join(path, "dimension"), faults),
            Segments = [.. sent.Segments.Select(segment => new UniverseSegmentDraft(segment.Key, segment.People))],
        });
        foreach (var fault in read.Faults)
        {
            faults.Add(fault.Under(path));
        }

        return read.Value;
    }

    private static AudienceDimension? Dimension(V1.AudienceDimension sent, string path, FaultList faults)
    {
        if (!Enum.IsDefined(sent))
        {
            faults.Add(path, FaultCode.UnknownValue, $"is not a known dimension; got {(int)sent}.");
        }

        // The domain counts from 0 and has no unspecified one. What nobody knows was told of, and is not told again as lacking.
        return sent == V1.AudienceDimension.Unspecified ? null
            : Enum.IsDefined(sent) ? (AudienceDimension)(sent - 1)
            : AudienceDimension.Countries;
    }
}
