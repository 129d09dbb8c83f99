using Spectre.Console;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Writes lines with or without colour; without, they are plain text of any length.</summary>
internal sealed class Ink
{
    // Below, a word a line would be left of sentences.
    private const int Narrowest = 40;

    private readonly IAnsiConsole console;
    private readonly bool colours;
    private readonly bool wraps;

    private Ink(IAnsiConsole console, bool colours, bool wraps)
    {
        this.console = console;
        this.colours = colours;
        this.wraps = wraps;
    }

    /// <summary>What bars are made of: blocks on a terminal, ASCII elsewhere.</summary>
    public char Block => colours ? '\u2588' : '#';

    /// <summary>What a bar might have reached, or may be: beside <see cref="Block"/>.</summary>
    public char Shade => colours ? '\u2591' : '.';

    /// <summary>Characters in a line: the terminal's, or more than any line of ours has where nothing is wrapped.</summary>
    public int Width => console.Profile.Width;

    /// <summary>On standard output, as wide as the terminal where it is one.</summary>
    public static Ink Of(Terminal terminal) => On(terminal.Output, terminal.Colours, terminal.Width);

    /// <summary>Plain text for what is no terminal.</summary>
    public static Ink Plainly(TextWriter writer) => On(writer, colours: false);

    /// <param name="writer">Where lines go.</param>
    /// <param name="colours">Whether colours and blocks can be shown there.</param>
    /// <param name="width">Characters in a line; null for as many as the writer's terminal has, or, without colours, for any number.</param>
    public static Ink On(TextWriter writer, bool colours, int? width = null)
    {
        var made = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        // No line of ours is as long as 10,000: nothing is wrapped in what programs read.
        if ((width ?? (colours ? null : 10_000)) is { } wanted)
        {
            made.Profile.Width = Math.Max(wanted, Narrowest);
        }

        return new Ink(made, colours, colours || width is not null);
    }

    /// <summary>Writes a line of Spectre markup; text from outside goes through <see cref="Plain"/>.</summary>
    /// <remarks>What does not fit in a line goes on below the line's own beginning, so that what belongs together stands together.</remarks>
    public void Line(string markup = "")
    {
        var text = markup.TrimEnd();
        var indent = text.Length - text.TrimStart(' ').Length;
        if (wraps && indent > 0)
        {
            console.Write(new Padder(new Markup(text[indent..]), new Padding(indent, 0, 0, 0)));
        }
        else
        {
            console.MarkupLine(text);
        }
    }

    public static string Plain(string text) => Markup.Escape(Visible.Of(text));
}
