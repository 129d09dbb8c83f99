using Google.Protobuf;
using Influence.V1;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>What stream.proto says of what a server sends, in order.</summary>
internal static class StreamRules
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "accepted", "result", "page", "plan", "summary" };

    /// <summary>What a stream breaks; null where it keeps to the contract.</summary>
    /// <param name="sent">What the client sent; null for what is no message.</param>
    /// <param name="answers">What the server sent.</param>
    /// <param name="isWhole">Whether the call ended with OK.</param>
    public static string? FaultOf(IReadOnlyList<IMessage?> sent, IReadOnlyList<IMessage> answers, bool isWhole)
    {
        var said = answers.Select(InnerOf).ToList();
        if (said.Exists(answer => answer.Value is null || !Kinds.Contains(answer.Kind)))
        {
            return "a message of the server is empty";
        }

        if (said.Count > 0 && (said[0].Kind != "accepted" || said.Count(answer => answer.Kind == "accepted") != 1))
        {
            return $"the server did not begin with accepted: {string.Join(", ", said.Select(answer => answer.Kind))}";
        }

        if (isWhole && (said is not [.., ("summary", StreamSummary { Complete: true })] || said.Count(answer => answer.Kind == "summary") != 1))
        {
            return $"the server did not end with a summary: {string.Join(", ", said.Select(answer => answer.Kind))}";
        }

        return ResultsFault([.. sent.Select(message => message is null ? default : InnerOf(message)).Where(message => message.Kind == "chunk")], said, isWhole);
    }

    private static string? ResultsFault(
        List<(string Kind, IMessage? Value)> chunks, List<(string Kind, IMessage? Value)> said, bool isWhole)
    {
        // A chunk may be answered in several messages that follow each other.
        var results = said.Where(answer => answer.Kind == "result").GroupBy(answer => SequenceOf(answer.Value!)).ToList();
        if (results.Count > chunks.Count || (isWhole && results.Count < chunks.Count))
        {
            return $"{chunks.Count} chunks, and results for {results.Count}";
        }

        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Key != SequenceOf(chunks[i].Value!))
            {
                return $"chunk {SequenceOf(chunks[i].Value!)} is answered as {results[i].Key}";
            }

            var counts = results[i].Select(part => AnswerRules.AnsweredBy(part.Value!)).ToList();
            if (counts.TrueForAll(count => count is not null) && counts.Sum() != AnswerRules.AskedOf(chunks[i].Value!))
            {
                return $"{AnswerRules.AskedOf(chunks[i].Value!)} items were asked about, and {counts.Sum()} answered";
            }
        }

        return null;
    }

    private static (string Kind, IMessage? Value) InnerOf(IMessage envelope)
    {
        var group = envelope.Descriptor.Oneofs.First(group => !group.IsSynthetic);
        var field = group.Accessor.GetCaseFieldDescriptor(envelope);
        return field is null ? ("", null) : (field.Name, (IMessage)field.Accessor.GetValue(envelope));
    }

    private static ulong SequenceOf(IMessage message) => (ulong)message.Descriptor.FindFieldByName("sequence").Accessor.GetValue(message);
}
