using Influence.V1;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>A row whose profile can be sent.</summary>
/// <param name="Profile">Its profile.</param>
/// <param name="Row">Number of the row, bad ones counted too; the first is 1.</param>
/// <param name="Line">Line on which it begins.</param>
/// <param name="BadBefore">How many rows before it, of those read in this run, were bad.</param>
/// <param name="Raw">The row as it stands in the input.</param>
internal sealed record ImportRow(CreatorProfile Profile, long Row, long Line, long BadBefore, string Raw);
