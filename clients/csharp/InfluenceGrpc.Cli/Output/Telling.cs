using Google.Protobuf;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Output;

/// <summary>One result in each of the forms that <c>--output</c> names. Only the one that is asked for is made.</summary>
/// <param name="Json">As JSON.</param>
/// <param name="Csv">As rows.</param>
/// <param name="Table">For people.</param>
internal sealed record Telling(Func<string> Json, Action<TextWriter> Csv, Action<Ink> Table)
{
    private static readonly JsonFormatter Contract = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>Of a message of the contract, whose JSON is the contract's.</summary>
    public static Telling Of(IMessage message, Action<TextWriter> csv, Action<Ink> table) => new(() => Contract.Format(message), csv, table);

    /// <summary>Tells it on standard output.</summary>
    public void Tell(Terminal terminal, OutputForm form) => Tell(terminal.Output, form, () => Ink.Of(terminal));

    /// <summary>Tells it on a writer.</summary>
    public void Tell(TextWriter writer, OutputForm form, Func<Ink> ink)
    {
        switch (form)
        {
            case OutputForm.Json:
                writer.WriteLine(Json());
                break;
            case OutputForm.Csv:
                Csv(writer);
                break;
            default:
                Table(ink());
                break;
        }
    }
}
