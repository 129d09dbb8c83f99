using Google.Protobuf;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>Draws calls of every rpc: a third of them as a client would make them, the others broken.</summary>
internal sealed class CallGenerator(MessageGenerator messages)
{
    /// <summary>The name of a call's rpc, as it is asked for.</summary>
    public static string NameOf(MethodDescriptor rpc) => $"/{rpc.Service.FullName}/{rpc.Name}";

    /// <summary>A call of any rpc.</summary>
    public DrawnCall Draw(Random random)
    {
        var rpc = random.Pick(ContractFiles.Rpcs);
        List<byte[]> sent = rpc.IsClientStreaming ? Stream(rpc, random) : [messages.Draw(rpc.InputType, random).ToByteArray()];
        if (sent.Count == 0 || random.Chance(1.0 / 3))
        {
            return new DrawnCall(rpc, "drawn", sent);
        }

        var at = random.Next(sent.Count);
        var other = messages.Draw(random.Chance(0.5) ? rpc.InputType : random.Pick(ContractFiles.Rpcs).InputType, random).ToByteArray();
        var ofWire = random.Chance(0.75);
        sent[at] = ofWire ? WireMutator.Mutate(random, sent[at], other) : ByteMutator.Mutate(random, sent[at], other);
        return new DrawnCall(rpc, ofWire ? "fields changed" : "bytes changed", sent);
    }

    // The config and some chunks with sequences, which is what streams are made of; in an order of their own now and then.
    private List<byte[]> Stream(MethodDescriptor rpc, Random random)
    {
        var fields = rpc.InputType.Oneofs.Single(group => !group.IsSynthetic).Fields;
        List<IMessage> sent = [Envelope(rpc, fields.Single(field => field.Name == "config"), random, 0)];
        for (var chunk = random.Next(5); chunk > 0; chunk--)
        {
            sent.Add(Envelope(rpc, random.Pick([.. fields.Where(field => field.Name != "config")]), random, sent.Count));
        }

        switch (random.Next(20))
        {
            case 0:
                return [.. sent.OrderBy(_ => random.Next()).Select(message => message.ToByteArray())];
            case 1:
                return [.. sent.Skip(1).Select(message => message.ToByteArray())];
            case 2:
                return [.. sent.Append(random.Pick(sent)).Select(message => message.ToByteArray())];
            default:
                return sent.ConvertAll(message => message.ToByteArray());
        }
    }

    private IMessage Envelope(MethodDescriptor rpc, FieldDescriptor field, Random random, int sequence)
    {
        var envelope = rpc.InputType.Parser.ParseFrom(ByteString.Empty);
        var inner = messages.Draw(field.MessageType, random);
        if (field.MessageType.FindFieldByName("sequence") is { } place && random.Chance(0.95))
        {
            place.Accessor.SetValue(inner, (ulong)sequence);
        }

        field.Accessor.SetValue(envelope, inner);
        return envelope;
    }
}
