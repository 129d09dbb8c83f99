namespace InfluenceGrpc.Cli.Input;

/// <summary>What an output needs to write the rows of an input again.</summary>
/// <param name="Header">The header as it stands in the input, or as the output begins where the input has none.</param>
/// <param name="Headers">Its cells.</param>
/// <param name="Delimiter">Between cells.</param>
/// <param name="HasMark">Whether the input began with a byte order mark.</param>
internal sealed record TableFrame(string Header, IReadOnlyList<string> Headers, char Delimiter, bool HasMark)
{
    /// <summary>Of an input without a header, whose rows are told by the creator's id alone.</summary>
    public static TableFrame OfIds(bool hasMark) => new("creator_id", ["creator_id"], ',', hasMark);
}
