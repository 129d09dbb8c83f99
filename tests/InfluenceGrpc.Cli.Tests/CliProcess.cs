using System.Diagnostics;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>The program as a process of its own, for what only a process can show: being killed.</summary>
internal static class CliProcess
{
    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };

        // Under the tests' own frameworks: beside the tests lies only what these do not bring.
        var runtime = Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Cli.Tests.runtimeconfig.json");
        string[] all = ["exec", "--runtimeconfig", runtime, Path.Combine(AppContext.BaseDirectory, "influence.dll"), .. args];
        foreach (var arg in all)
        {
            start.ArgumentList.Add(arg);
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }
}
