namespace InfluenceGrpc.Interop.TestHost;

/// <summary>The parent's hold on this process: when the parent goes, however it goes, standard input closes.</summary>
internal static class StandardInput
{
    /// <summary>Calls <paramref name="stop"/> once at the end of standard input.</summary>
    internal static void WhenClosed(Action stop)
    {
        // A thread of its own: reading a pipe blocks, and must not keep the process alive.
        var reader = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }

            stop();
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        reader.Start();
    }
}
