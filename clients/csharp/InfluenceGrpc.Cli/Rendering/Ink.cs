using Spectre.Console;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Writes lines with or without colour; without, they are plain text of any length.</summary>
internal sealed class Ink
{
    private readonly IAnsiConsole console;
    private readonly bool colours;

    private Ink(IAnsiConsole console, bool colours)
    {
        this.console = console;
        this.colours = colours;
    }

    /// <summary>What bars are made of: blocks on a terminal, ASCII elsewhere.</summary>
    public char Block => colours ? '\u2588' : '#';

    /// <summary>What a bar might have reached, or may be: beside <see cref="Block"/>.</summary>
    public char Shade => colours ? '\u2591' : '.';

    /// <summary>Characters in a line: the terminal's, or more than any line of ours has where nothing is wrapped.</summary>
    public int Width => console.Profile.Width;

    public static Ink On(TextWriter writer, bool colours)
    {
        var made = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!colours)
        {
            // No line of ours is as long: nothing is wrapped in what programs read.
            made.Profile.Width = 10_000;
        }

        return new Ink(made, colours);
    }

    /// <summary>Writes a line of Spectre markup; text from outside goes through <see cref="Plain"/>.</summary>
    public void Line(string markup = "") => console.MarkupLine(markup.TrimEnd());

    public static string Plain(string text) => Markup.Escape(Visible.Of(text));
}
