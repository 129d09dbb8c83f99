using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Server.Contract;

/// <summary>One component of one item's score.</summary>
/// <param name="Value">[0, 1]; 0 where it is no part of the score.</param>
/// <param name="Contribution">Points it adds to the score, [0, 100].</param>
/// <param name="Status">How much of it is known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FitCell(double Value, double Contribution, ComponentStatus Status);
