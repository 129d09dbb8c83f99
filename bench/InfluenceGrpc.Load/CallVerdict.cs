namespace InfluenceGrpc.Load;

/// <summary>Judges the latency of the calls that a soak wrote down.</summary>
internal static class CallVerdict
{
    /// <summary>Prints what it comes to, and returns the exit code: 0 where latency is flat, 1 where it is not, 2 where that cannot be told.</summary>
    public static async Task<int> PrintAsync(string path)
    {
        try
        {
            var calls = await CallFile.ReadAsync(path);
            var duration = calls.Values.SelectMany(some => some).Select(call => call.Due).DefaultIfEmpty().Max();
            LatencyJudge[] judges = [.. calls.Select(one => new LatencyJudge(one.Key, one.Value, duration))];
            if (judges.Length == 0 || !judges[0].Tells)
            {
                Console.Error.WriteLine($"{path} has too little to judge.");
                return 2;
            }

            var verdict = new SoakVerdict([.. judges.SelectMany(judge => judge.Faults)], [.. judges.SelectMany(judge => judge.Outliers)], IsJudged: true);
            Console.Out.WriteLine(verdict is { Faults.Count: 0, Outliers.Count: 0 } ? "Latency is flat." : verdict.Words);
            return verdict.Faults.Count == 0 ? 0 : 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }
}
