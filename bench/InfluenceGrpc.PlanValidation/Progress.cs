namespace InfluenceGrpc.PlanValidation;

/// <summary>How far long work is, on the terminal of standard error; nowhere else.</summary>
/// <param name="what">What is done.</param>
/// <param name="all">How many steps it takes.</param>
internal sealed class Progress(string what, int all)
{
    private int done;

    /// <summary>Another step is done.</summary>
    public void Step()
    {
        done++;
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(done == all ? $"\r{what}: {all} of {all}\n" : $"\r{what}: {done} of {all}");
        }
    }
}
