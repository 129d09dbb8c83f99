using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Influence.V1;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Valid messages, by type: the samples and every message within them.</summary>
internal sealed class SamplePool
{
    // More of a kind do not make cases more different.
    private const int MostOfAType = 40;

    private readonly Dictionary<string, List<IMessage>> pool = new(StringComparer.Ordinal);

    public SamplePool()
    {
        var types = ContractTypes();
        foreach (var (name, text) in Samples.TextsOf("messages"))
        {
            var type = types[Path.GetFileNameWithoutExtension(name)];
            Array.ForEach(Lines(text), line => Add(type, line));
        }

        AddAll("briefs", Brief.Descriptor);
        AddAll("fit", ScoreFitRequest.Descriptor);
        AddAll("plans", ComparePlansRequest.Descriptor);
        AddAll("targets", Universe.Descriptor);
        AddAll("schemes", TierScheme.Descriptor);
        foreach (var (_, text) in Samples.TextsOf("creators"))
        {
            Array.ForEach(Lines(text)[..MostOfAType], line => Add(CreatorProfile.Descriptor, line));
        }
    }

    /// <summary>Those of a type; empty where there are none.</summary>
    public IReadOnlyList<IMessage> Of(MessageDescriptor type) => pool.GetValueOrDefault(type.FullName) ?? [];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Dictionary<string, MessageDescriptor> ContractTypes() =>
        ContractFiles.All.SelectMany(file => file.MessageTypes).ToDictionary(type => type.FullName, StringComparer.Ordinal);

    private void AddAll(string folder, MessageDescriptor type)
    {
        foreach (var (_, text) in Samples.TextsOf(folder))
        {
            Add(type, text);
        }
    }

    private void Add(MessageDescriptor type, string json) => Add(JsonParser.Default.Parse(json, type));

    private void Add(IMessage message)
    {
        var ofType = pool.TryGetValue(message.Descriptor.FullName, out var known) ? known : pool[message.Descriptor.FullName] = [];
        if (ofType.Count < MostOfAType && !ofType.Contains(message))
        {
            ofType.Add(message);
        }

        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message && !field.IsMap))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var inner in (value as IList)?.OfType<IMessage>() ?? (value is IMessage single ? [single] : []))
            {
                Add(inner);
            }
        }
    }
}
