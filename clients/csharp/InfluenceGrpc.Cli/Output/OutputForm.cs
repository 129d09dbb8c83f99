namespace InfluenceGrpc.Cli.Output;

/// <summary>The form in which a result is told.</summary>
internal enum OutputForm
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>For programs: RFC 4180, a header and rows.</summary>
    Csv,

    /// <summary>For programs: the contract's own JSON mapping where the answer is a message of the contract.</summary>
    Json,
}
