using System.Runtime.CompilerServices;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>
/// The creators of a ranking or a planning, from the first on each time that they are enumerated: what was told of their rows before is
/// dropped.
/// </summary>
internal sealed class RepeatableRows(FitInput input, string? badRows, Terminal terminal, IFitRowSource opened) : IDisposable
{
    private IFitRowSource source = opened;
    private bool wasRead;

    public long BytesRead => Volatile.Read(ref source).BytesRead;

    public FitFaults Faults { get; private set; } = new(badRows);

    public async IAsyncEnumerable<FitRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (wasRead)
        {
            source.Dispose();
            Faults.Dispose();
            Faults = new FitFaults(badRows);
            Volatile.Write(ref source, await input.OpenAsync(terminal, cancellationToken));
        }

        wasRead = true;
        await foreach (var row in source.ReadAsync(Faults.Add, cancellationToken))
        {
            yield return row;
        }
    }

    public void Dispose()
    {
        source.Dispose();
        Faults.Dispose();
    }
}
