using System.Runtime.CompilerServices;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>The rows of an import in order, from where an earlier run stopped.</summary>
/// <param name="reader">The input.</param>
/// <param name="skipRows">Rows that need no second sending.</param>
/// <param name="mostBytes">Most bytes of a profile that the server takes in.</param>
internal sealed class ImportRows(IProfileReader reader, long skipRows, int mostBytes)
{
    private long bad;

    /// <summary>Bad rows met so far.</summary>
    public long Bad => Volatile.Read(ref bad);

    /// <summary>The rows that can be sent. Others go to <paramref name="report"/> and are left out.</summary>
    public async IAsyncEnumerable<ImportRow> ReadAsync(
        Action<BadRow> report, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var row = 1L; await reader.ReadAsync(cancellationToken); row++)
        {
            if (row <= skipRows)
            {
                continue;
            }

            var profile = reader.Profile(out var fault);
            if (profile is not null && profile.CalculateSize() is var bytes && bytes > mostBytes)
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
}
