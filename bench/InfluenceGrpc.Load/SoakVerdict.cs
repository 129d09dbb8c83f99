namespace InfluenceGrpc.Load;

/// <summary>What figures come to, in words.</summary>
/// <param name="Faults">What should not have been.</param>
/// <param name="Outliers">Minutes that stand out.</param>
/// <param name="IsJudged">Whether memory and latency could be judged.</param>
internal sealed record SoakVerdict(IReadOnlyList<string> Faults, IReadOnlyList<string> Outliers, bool IsJudged)
{
    private const int MostShown = 50;

    /// <summary>For people, in Markdown. Nothing was wrong where that is so without a but, and not else.</summary>
    public string Words
    {
        get
        {
            var outliers = Outliers.Count == 0 ? "" : $"Latency was not flat in every minute:{Listed(Outliers)}";
            return (Faults.Count, Outliers.Count, IsJudged) switch
            {
                (> 0, 0, _) => $"Wrong:{Listed(Faults)}",
                (> 0, _, _) => $"{outliers}\n\nWrong:{Listed(Faults)}",
                (0, 0, true) => "Nothing was wrong.",
                (0, 0, false) => "Nothing was lost, answered twice or failed without a reason; for memory and latency to be judged it was too short.",
                _ => $"{outliers}\n\nIt did not grow from the second third to the last, and there are no other faults.",
            };
        }
    }

    private static string Listed(IReadOnlyList<string> lines)
    {
        var more = lines.Count > MostShown ? $"\n- and {lines.Count - MostShown} more" : "";
        return $"\n\n- {string.Join("\n- ", lines.Take(MostShown))}{more}";
    }
}
