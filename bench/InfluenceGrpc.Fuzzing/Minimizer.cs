using System.Diagnostics;

namespace InfluenceGrpc.Fuzzing;

/// <summary>Leaves out of a case whatever its fault does not need.</summary>
internal static class Minimizer
{
    // A smaller case is a comfort: it is not worth more than this.
    private const int MostTries = 600;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>A smaller case with a fault of the same cause, or the case itself.</summary>
    /// <param name="input">The case.</param>
    /// <param name="cause">The cause of its fault.</param>
    /// <param name="causeOf">The cause of another case's fault; null where it has none.</param>
    public static async Task<FuzzInput> MinimizeAsync(FuzzInput input, string cause, Func<FuzzInput, Task<string?>> causeOf)
    {
        var watch = Stopwatch.StartNew();
        var tries = 0;
        var best = input;
        for (var part = input.Parts.Count - 1; part >= 0 && best.Parts.Count > 1; part--)
        {
            await KeepIfSameAsync(best with { Parts = [.. best.Parts.Where((_, i) => i != part)] });
        }

        for (var part = 0; part < best.Parts.Count; part++)
        {
            for (var length = best.Parts[part].Length / 2; length >= 1; length /= 2)
            {
                for (var at = best.Parts[part].Length - length; at >= 0 && HasTime(); at -= length)
                {
                    var bytes = best.Parts[part];
                    byte[] shorter = [.. bytes[..at], .. bytes[(at + length)..]];
                    await KeepIfSameAsync(best with { Parts = [.. best.Parts.Select((other, i) => i == part ? shorter : other)] });
                }
            }
        }

        return best;

        bool HasTime() => tries < MostTries && watch.Elapsed < MostTime;

        async Task KeepIfSameAsync(FuzzInput smaller)
        {
            tries++;
            best = HasTime() && await causeOf(smaller) == cause ? smaller : best;
        }
    }
}
