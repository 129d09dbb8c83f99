using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Messages;
using InfluenceGrpc.Fuzzing.Calls;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Files of messages that people write, to the command line's reading of them.</summary>
internal sealed class MessageTarget : IFuzzTarget
{
    private readonly Dictionary<string, IReadOnlyList<byte[]>> files;
    private readonly Func<string, byte[], Task<(IMessage? Message, IReadOnlyList<MessageFault> Faults)>> read;

    private MessageTarget(
        Dictionary<string, IReadOnlyList<byte[]>> files, Func<string, byte[], Task<(IMessage? Message, IReadOnlyList<MessageFault> Faults)>> read)
    {
        this.files = files;
        this.read = read;
    }

    /// <summary>Briefs.</summary>
    public static MessageTarget OfBriefs() => new(
        new(StringComparer.Ordinal) { ["brief"] = [.. Samples.Of("briefs").Select(file => file.Bytes)] },
        (_, bytes) => ReadAsync("brief", Brief.Parser, bytes));

    /// <summary>Plans to compare, and targets.</summary>
    public static MessageTarget OfPlans() => new(
        new(StringComparer.Ordinal)
        {
            ["plans"] = [.. Samples.Of("plans").Select(file => file.Bytes)],
            ["target"] = [.. Samples.Of("targets").Select(file => file.Bytes)],
        },
        (subject, bytes) => subject == "plans" ? ReadAsync("comparison of plans", ComparePlansRequest.Parser, bytes) : ReadAsync("target", Universe.Parser, bytes));

    public FuzzInput Draw(Random random)
    {
        var subject = random.Pick([.. files.Keys]);
        return new FuzzInput(subject, "", [JsonMutator.Draw(random, files[subject], out var how)]) { How = how };
    }

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        try
        {
            var (message, faults) = await read(input.Subject, input.Parts[0]);
            var fault = FaultyFaults.Of(message is null, [.. faults.Select(one => one.Text)]);
            return faults.Count == 0
                ? new FuzzVerdict("read", fault ?? OddFraction(message!))
                : new FuzzVerdict(message is null ? "not read" : "read in part", message is null ? fault : OddFraction(message));
        }
        catch (InputException refused)
        {
            return new FuzzVerdict("refused", string.IsNullOrWhiteSpace(refused.Message) ? "a fault without a message" : null);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? OddFraction(IMessage message) => Walk.Messages(message).SelectMany(Walk.Fractions).Where(fraction => !double.IsFinite(fraction.Value))
        .Select(fraction => $"{fraction.Field} is {fraction.Value}").FirstOrDefault();

    private static async Task<(IMessage? Message, IReadOnlyList<MessageFault> Faults)> ReadAsync<TMessage>(string what, MessageParser<TMessage> parser, byte[] bytes)
        where TMessage : class, IMessage<TMessage>, new()
    {
        var terminal = new Terminal
        {
            OpenInput = () => new MemoryStream(bytes, writable: false),
            OpenOutput = () => Stream.Null,
            Output = TextWriter.Null,
            Error = TextWriter.Null,
        };
        var draft = await new MessageFile<TMessage>(what, parser).ReadAsync(InputFile.Standard, terminal, CancellationToken.None);
        return (draft.Message, draft.Faults);
    }
}
