namespace InfluenceGrpc.Cli.Input;

/// <summary>Rows to classify, and what the output needs to write them again.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>The header as it stands in the input, or as the output begins where the input has none.</summary>
    string Header { get; }

    IReadOnlyList<string> Headers { get; }

    char Delimiter { get; }

    /// <summary>Whether the input began with a byte order mark.</summary>
    bool HasMark { get; }

    long BytesRead { get; }

    /// <summary>Null where it is not known.</summary>
    long? BytesTotal { get; }

    /// <summary>The rows in order. Those that cannot be used go to <paramref name="bad"/> and are left out.</summary>
    IAsyncEnumerable<CreatorRow> ReadAsync(Action<BadRow> bad, CancellationToken cancellationToken = default);
}
