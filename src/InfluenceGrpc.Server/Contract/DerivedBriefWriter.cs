using Google.Protobuf.Reflection;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Derivation;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells of a brief that was derived, and what it rests on.</summary>
internal static class DerivedBriefWriter
{
    /// <summary>All of it.</summary>
    public static V1.DeriveBriefResponse Write(DerivedBrief derived)
    {
        var written = new V1.DeriveBriefResponse
        {
            Brief = BriefWriter.Write(derived.Brief),
            Examples = (uint)derived.Examples,
            Background = (uint)derived.Background,
        };
        written.Evidence.AddRange(derived.Evidence.Select(Write));
        return written;
    }

    private static V1.BriefEvidence Write(BriefEvidence evidence)
    {
        var written = new V1.BriefEvidence
        {
            Part = evidence.Part,
            Examples = (uint)evidence.Examples,
            Included = evidence.Included,
            Sentence = evidence.Sentence,
        };
        written.Lifts.AddRange(evidence.Lifts.Select(lift => new V1.Lift
        {
            Key = KeyOf(evidence.Part, lift.Key),
            Share = lift.Share,
            BackgroundShare = lift.BackgroundShare,
            LogLift = lift.LogLift,
        }));
        return written;
    }

    // Ages and genders as the contract names them: what clients find in the brief itself.
    private static string KeyOf(string part, string key) => part switch
    {
        "audience.ages" => NameOf(V1.CreatorProfileReflection.Descriptor, nameof(V1.AgeBand), (int)Enum.Parse<AgeBand>(key)),
        "audience.genders" => NameOf(V1.CreatorProfileReflection.Descriptor, nameof(V1.Gender), (int)Enum.Parse<Gender>(key)),
        _ => key,
    };

    private static string NameOf(FileDescriptor file, string type, int number) =>
        file.EnumTypes.Single(candidate => candidate.Name == type).FindValueByNumber(number).Name;
}
