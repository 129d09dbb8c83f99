using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>The creators that a brief is derived of, and which row each came from: the server tells of faults by their number.</summary>
/// <param name="source">The creators.</param>
/// <param name="faults">Takes the rows that cannot be read.</param>
/// <param name="read">Told of each row that is read.</param>
internal sealed partial class ExampleRows(IFitRowSource source, FitFaults faults, Action read)
{
    // Numbers begin anew with each message, and what is sent together fits into one up to here.
    private const int MostRows = 10_000;
    private const int MostBytes = 4_000_000;

    private readonly List<FitRow> sent = [];
    private long bytes;

    public async IAsyncEnumerable<CreatorProfile> ProfilesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadAsync(faults.Add, cancellationToken))
        {
            Keep(row, row.Profile!.CalculateSize());
            yield return row.Profile;
        }
    }

    public async IAsyncEnumerable<string> IdsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadAsync(faults.Add, cancellationToken))
        {
            Keep(row, row.Id.Length);
            yield return row.Id;
        }
    }

    /// <summary>A fault of the server's, with the row of the example that it is about where that can be told.</summary>
    public string Describe(FieldViolation violation)
    {
        var match = Example().Match(violation.Field);
        if (match.Success && sent.Count <= MostRows && bytes <= MostBytes)
        {
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (number < sent.Count)
            {
                var field = match.Groups["field"].Value.TrimStart('.');
                return $"line {sent[number].Line}: '{sent[number].Id}': {(field.Length > 0 ? $"{field}: " : "")}{violation.Description}";
            }
        }

        return $"{violation.Field}: {violation.Description}";
    }

    // Past the bounds rows are not needed, and not kept: there may be a million.
    private void Keep(FitRow row, int size)
    {
        read();
        bytes += size;
        if (sent.Count <= MostRows)
        {
            sent.Add(row with { Profile = null, Text = "", Raw = "" });
        }
    }

    [GeneratedRegex(@"^examples\.items\.(profiles\.profiles|ids\.creatorIds)\[(?<number>[0-9]+)\](?<field>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
