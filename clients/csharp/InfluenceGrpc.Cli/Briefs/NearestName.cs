namespace InfluenceGrpc.Cli.Briefs;

/// <summary>Guesses which name was meant by one that does not exist.</summary>
internal static class NearestName
{
    /// <summary>"; did you mean X?", or nothing where no name is near.</summary>
    public static string Meant(string name, IEnumerable<string> known)
    {
        var near = known
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= Math.Max(2, candidate.Name.Length / 4))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return near is null ? "" : $"; did you mean {near}?";
    }

    // How many characters must be changed, added or left out, whatever the case; 0 where only an enum's prefix is missing.
    private static int Distance(string name, string candidate)
    {
        if (candidate.EndsWith($"_{name}", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var above = Enumerable.Range(0, candidate.Length + 1).ToArray();
        for (var i = 0; i < name.Length; i++)
        {
            var row = new int[candidate.Length + 1];
            row[0] = i + 1;
            for (var j = 0; j < candidate.Length; j++)
            {
                var same = char.ToUpperInvariant(name[i]) == char.ToUpperInvariant(candidate[j]);
                row[j + 1] = Math.Min(Math.Min(row[j], above[j + 1]) + 1, above[j] + (same ? 0 : 1));
            }

            above = row;
        }

        return above[^1];
    }
}
