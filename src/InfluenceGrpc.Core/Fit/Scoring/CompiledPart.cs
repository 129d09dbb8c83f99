using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A part of a component under one brief.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="Weight">Its weight within the component, [0, 1]: they sum to 1; 0 where it does not apply to the brief.</param>
/// <param name="Prior">What takes its place where it is not known.</param>
public readonly record struct CompiledPart(string Name, double Weight, Prior Prior);
