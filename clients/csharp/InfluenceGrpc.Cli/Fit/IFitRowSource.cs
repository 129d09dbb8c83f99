using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Creators to score, by what a file tells of them or by their ids alone.</summary>
internal interface IFitRowSource : IDisposable
{
    TableFrame Frame { get; }

    long BytesRead { get; }

    /// <summary>Null where it is not known.</summary>
    long? BytesTotal { get; }

    /// <summary>What was found in the file, for people: sentences without a full stop.</summary>
    IEnumerable<string> Findings { get; }

    /// <summary>The rows in order. Those that cannot be used go to <paramref name="bad"/> and are left out.</summary>
    IAsyncEnumerable<FitRow> ReadAsync(Action<BadRow> bad, CancellationToken cancellationToken = default);
}
