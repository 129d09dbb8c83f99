namespace InfluenceGrpc.Performance;

/// <summary>How far it is, on standard error.</summary>
internal static class Progress
{
    /// <summary>Tells what comes next.</summary>
    public static void Tell(string what) => Console.Error.WriteLine(what);
}
