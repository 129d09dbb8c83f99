namespace InfluenceGrpc.Json;

/// <summary>Guesses which name was meant by one that does not exist.</summary>
internal static class NearestName
{
    /// <summary>"; did you mean X?", or nothing where no name is near.</summary>
    public static string Meant(string name, IEnumerable<string> known) => To(name, known) is { } near ? $"; did you mean {near}?" : "";

    /// <summary>The nearest; null where none is near.</summary>
    public static string? To(string name, IEnumerable<string> known) =>
        known
            .Select(candidate => (Name: candidate, Distance: DistanceToAnyTail(name, candidate)))
            .Where(candidate => candidate.Distance is not null)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    // The least distance to the name or to its end from an underline on: people leave out an enum's prefix. Null where all are far.
    private static int? DistanceToAnyTail(string name, string candidate)
    {
        var least = DistanceWithin(name, candidate, Math.Max(2, candidate.Length / 4));
        for (var at = candidate.IndexOf('_', StringComparison.Ordinal); at >= 0; at = candidate.IndexOf('_', at + 1))
        {
            var tail = candidate[(at + 1)..];
            var distance = DistanceWithin(name, tail, tail.Length / 4);
            if (distance is not null && !(least <= distance))
            {
                least = distance;
            }
        }

        return least;
    }

    // Null where it is more. Names in files may have megabytes: what is so much longer than any name is not compared.
    private static int? DistanceWithin(string name, string candidate, int most) =>
        Math.Abs(name.Length - candidate.Length) <= most && Distance(name, candidate) is var distance && distance <= most ? distance : null;

    // How many characters must be changed, added or left out, whatever the case.
    private static int Distance(string name, string candidate)
    {
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
