namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>One thing that is not certain of a set, and what its figures would be at either end of it.</summary>
/// <param name="Source">What it is: the same of two sets where it is the same thing.</param>
/// <param name="Low">Figures with that thing at its lower end.</param>
/// <param name="High">Figures with that thing at its upper end.</param>
internal sealed record Doubt(string Source, SetFigures Low, SetFigures High);
