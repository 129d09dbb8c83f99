namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Bars that show how much of something there is, and how much there could be.</summary>
internal sealed class FitBar(Ink ink)
{
    /// <summary>A part of a whole: filled as far as <paramref name="value"/>, shaded as far as <paramref name="most"/>.</summary>
    /// <param name="value">At least 0 and at most <paramref name="most"/>.</param>
    /// <param name="most">At most <paramref name="full"/>.</param>
    /// <param name="full">What the whole width stands for, more than 0.</param>
    /// <param name="width">In characters.</param>
    /// <param name="colour">Of what is filled.</param>
    public string Of(double value, double most, double full, int width, string colour)
    {
        // Whatever is not zero shows.
        var ends = Math.Clamp((int)Math.Round(most / full * width), most > 0 ? 1 : 0, width);
        var filled = Math.Clamp((int)Math.Round(value / full * width), value > 0 ? 1 : 0, ends);
        var solid = filled > 0 ? $"[{colour}]{new string(ink.Block, filled)}[/]" : "";
        var shaded = ends > filled ? $"[grey]{new string(ink.Shade, ends - filled)}[/]" : "";
        return $"{solid}{shaded}{new string(' ', width - ends)}";
    }

    /// <summary>What the two parts of a bar say, for people.</summary>
    /// <param name="filled">How far it is filled.</param>
    /// <param name="shaded">How far it is shaded from there.</param>
    public string Legend(string filled, string shaded) => $"bars: {ink.Block} {filled}, {ink.Shade} on {shaded}";

    /// <summary>A score in its interval: filled to the lower end, shaded to the upper.</summary>
    public string OfInterval(double lower, double upper, int width, string colour) => Of(lower, upper, 100, width, colour);

    /// <summary>A count among counts.</summary>
    public string OfCount(long count, long most, int width, string colour) =>
        count == 0 ? "" : Of(count, count, Math.Max(1, most), width, colour).TrimEnd();
}
