using Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reasons as google.rpc.ErrorInfo carries them: the enum's name in the contract, without its prefix.</summary>
internal static class ErrorReasons
{
    private const string Prefix = "ERROR_REASON_";

    private static readonly Dictionary<ErrorReason, string> Names = ErrorReasonReflection.Descriptor
        .EnumTypes.Single(type => type.Name == nameof(ErrorReason)).Values
        .ToDictionary(value => (ErrorReason)value.Number, value => value.Name[Prefix.Length..]);

    /// <summary>The published name, such as FOLLOWERS_MISSING.</summary>
    public static string Name(ErrorReason reason) => Names[reason];
}
