using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The creator of a single question.</summary>
/// <param name="Profile">What is known of it.</param>
/// <param name="DataStatus">Where that came from.</param>
internal sealed record FitCreator(CreatorProfile Profile, Influence.V1.DataStatus DataStatus);
