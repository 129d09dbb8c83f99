using System.Globalization;
using System.Runtime.CompilerServices;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>The rows of an import in order, from where an earlier run stopped: <see cref="SkipAsync"/> goes first.</summary>
/// <param name="reader">The input.</param>
/// <param name="earlier">How far an earlier run came: its rows need no second sending. Null where there is none.</param>
/// <param name="mostBytes">Most bytes of a profile that the server takes in.</param>
internal sealed class ImportRows(IProfileReader reader, ImportState? earlier, int mostBytes)
{
    private long bad;

    /// <summary>Bad rows met so far.</summary>
    public long Bad => Volatile.Read(ref bad);

    /// <summary>Reads on to where the earlier run stopped.</summary>
    /// <remarks>
    /// The identity of an input says nothing of how its rows are counted: as lines of JSON or of CSV, with this delimiter or that.
    /// </remarks>
    /// <exception cref="InputException">The rows are not counted as they were: going on would leave some out.</exception>
    public async Task SkipAsync(CancellationToken cancellationToken)
    {
        for (var row = 0L; row < earlier?.Rows; row++)
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                throw Misplaced($"there are {row:N0} rows, fewer than {earlier.Rows:N0}");
            }
        }

        if (earlier is not null && reader.Line != earlier.Line)
        {
            throw Misplaced($"row {earlier.Rows:N0} begins on line {reader.Line:N0}, not on line {earlier.Line:N0}");
        }
    }

    /// <summary>The rows that can be sent. Others go to <paramref name="report"/> and are left out.</summary>
    public async IAsyncEnumerable<ImportRow> ReadAsync(
        Action<BadRow> report, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var row = (earlier?.Rows ?? 0) + 1; await reader.ReadAsync(cancellationToken); row++)
        {
            var profile = reader.Profile(out var fault);
            if (profile is { CreatorId: "" })
            {
                fault = "there is no creatorId";
            }
            else if (profile is not null && profile.CalculateSize() is var bytes && bytes > mostBytes)
            {
                // The server would refuse the chunk with everything in it, and nothing after it would count as safe.
                fault = $"the profile has {bytes:N0} bytes, and the server takes {mostBytes:N0}";
            }

            if (profile is null || fault is not null)
            {
                Volatile.Write(ref bad, bad + 1);
                report(new BadRow(reader.Line, fault ?? "the row holds no profile", reader.Raw));
                continue;
            }

            yield return new ImportRow(profile, row, reader.Line, bad, reader.Raw);
        }
    }

    private static InputException Misplaced(FormattableString how) => new(
        $"The rows are not those that an earlier import counted ({how.ToString(CultureInfo.InvariantCulture)}): begin anew with --from-start.");
}
