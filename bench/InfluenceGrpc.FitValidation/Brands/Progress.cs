namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>How far long work is, on the terminal of standard error; nowhere else.</summary>
/// <param name="what">What is done.</param>
/// <param name="all">How many steps it takes.</param>
internal sealed class Progress(string what, int all)
{
    private readonly Lock gate = new();
    private int done;

    /// <summary>Another step is done; any thread may say so.</summary>
    public void Step()
    {
        lock (gate)
        {
            done++;
            if (!Console.IsErrorRedirected)
            {
                Console.Error.Write(done == all ? $"\r{what}: {all} of {all}\n" : $"\r{what}: {done} of {all}");
            }
        }
    }
}
