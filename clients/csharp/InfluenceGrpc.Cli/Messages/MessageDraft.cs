using Google.Protobuf;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Messages;

/// <summary>A message as it stands in a file.</summary>
/// <param name="Path">The file, as the user names it.</param>
/// <param name="Message">What could be read of it; null where the faults leave nothing.</param>
/// <param name="Faults">What could not be read, in the order of the file.</param>
internal sealed record MessageDraft<TMessage>(string Path, TMessage? Message, IReadOnlyList<MessageFault> Faults)
    where TMessage : class, IMessage<TMessage>;
