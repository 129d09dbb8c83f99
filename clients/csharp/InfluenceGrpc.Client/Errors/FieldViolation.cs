namespace InfluenceGrpc.Client;

/// <summary>A field that breaks the contract's rules.</summary>
/// <param name="Field">Path of the field in the request, such as <c>schemes.scheme_ids[1]</c>.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description);
