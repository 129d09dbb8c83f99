using Influence.V1;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>What a derived brief rests on, for programs: a row a thing that sets the examples apart, or a part of which there is none.</summary>
internal static class EvidenceCsv
{
    public static void Write(TextWriter writer, DeriveBriefResponse answer)
    {
        var sheet = new CsvSheet(writer, "part", "examples", "included", "key", "share", "background_share", "log_lift", "sentence");
        foreach (var part in answer.Evidence)
        {
            foreach (var lift in part.Lifts.DefaultIfEmpty())
            {
                sheet.Row(
                    part.Part, part.Examples, part.Included, lift?.Key, lift?.Share, lift?.BackgroundShare, lift?.LogLift, part.Sentence);
            }
        }
    }
}
