using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>A call and what is sent in it.</summary>
/// <param name="Rpc">Which.</param>
/// <param name="How">How it was made, for people.</param>
/// <param name="Messages">One, or those of a stream.</param>
internal sealed record DrawnCall(MethodDescriptor Rpc, string How, IReadOnlyList<byte[]> Messages);
