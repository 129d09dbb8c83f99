using System.Runtime.CompilerServices;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Creators by their profiles, as <c>profiles import</c> reads them.</summary>
internal sealed class ProfileFitRows(IProfileReader reader) : IFitRowSource
{
    public TableFrame Frame => reader.Frame;

    public long BytesRead => reader.BytesRead;

    public long? BytesTotal => reader.BytesTotal;

    public IEnumerable<string> Findings => reader.Findings;

    public async IAsyncEnumerable<FitRow> ReadAsync(Action<BadRow> bad, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.Profile(out var fault) is { } profile)
            {
                yield return new FitRow(reader.Line, profile.CreatorId, profile, reader.RowText(profile), reader.Raw);
            }
            else
            {
                bad(new BadRow(reader.Line, fault ?? "the row holds no profile", reader.Raw));
            }
        }
    }

    public void Dispose() => reader.Dispose();
}
