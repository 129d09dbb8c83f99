using System.Runtime.InteropServices;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>What came out for one brand.</summary>
/// <param name="Creators">How many of its creators were scored.</param>
/// <param name="Mean">Mean of their AUC, [0, 1]; not a number where none was.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BrandResult(int Creators, double Mean);
