using Influence.V1;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>A creator that can be scored.</summary>
/// <param name="Line">Line on which its row begins.</param>
/// <param name="Id">The creator's id.</param>
/// <param name="Profile">What the row tells of the creator; null where the server is to look the id up.</param>
/// <param name="Text">The row as an output writes it again.</param>
/// <param name="Raw">The row as it stands in the input.</param>
internal sealed record FitRow(long Line, string Id, CreatorProfile? Profile, string Text, string Raw);
