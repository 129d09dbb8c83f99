using System.Diagnostics;

namespace InfluenceGrpc.Console.Tests;

/// <summary>Runs programs of several languages, and returns what they print. One that fails fails the test with what it said.</summary>
internal static class Programs
{
    // Between what two programs of C# print.
    private const string Mark = "\u001e";

    // A compiler starts and restores a project on a machine that is busy with other tests.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A program for a shell.</summary>
    public static Task<string> ShellAsync(string program, string key) => PrintedAsync("bash", ["-euo", "pipefail", "-s"], program, key);

    /// <summary>A program of Python, with our client out of this repository.</summary>
    public static async Task<string> PythonAsync(string program, string key)
    {
        if (!Directory.Exists(Repository.PathOf("clients", "python", "src", "influence_grpc", "_generated")))
        {
            await PrintedAsync("/usr/bin/python3", [Repository.PathOf("clients", "python", "generate")], "", key);
        }

        return await PrintedAsync("/usr/bin/python3", ["-"], program, key);
    }

    /// <summary>
    /// Programs of C#, each of which stands in a Program.cs of its own for whoever copies it. Here each is the body of a method, so that all
    /// are compiled at once, with our client as it was built for this test.
    /// </summary>
    public static async Task<IReadOnlyList<string>> CSharpAsync(IReadOnlyList<string> programs, string key)
    {
        var folder = Directory.CreateTempSubdirectory("influence-shown-code-");
        try
        {
            await WriteAsync(folder, "shown.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors><UseSharedCompilation>false</UseSharedCompilation><UseAppHost>false</UseAppHost>
                  </PropertyGroup>
                  <ItemGroup>
                    <FrameworkReference Include="Microsoft.AspNetCore.App" />
                    <Reference Include="{AppContext.BaseDirectory}Google.Protobuf.dll;{AppContext.BaseDirectory}Grpc.*.dll" />
                    <Reference Include="{AppContext.BaseDirectory}InfluenceGrpc.Client.dll;{AppContext.BaseDirectory}InfluenceGrpc.Protocol.dll" />
                  </ItemGroup>
                </Project>
                """);
            await WriteAsync(folder, "Program.cs", string.Join('\n', programs.Select((_, i) => $"await Shown{i}.RunAsync(); Console.Write(\"\\u001e\");")));
            foreach (var (i, program) in programs.Index())
            {
                await WriteAsync(folder, $"Shown{i}.cs", AsMethod(program, $"Shown{i}"));
            }

            var printed = await PrintedAsync("dotnet", ["run", "-v", "quiet", "--project", folder.FullName], "", key);
            return printed.Split(Mark)[..^1];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task WriteAsync(DirectoryInfo folder, string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);

    // A blank line ends the using directives.
    private static string AsMethod(string program, string name)
    {
        var parts = program.Split("\n\n", 2);
        return $"{parts[0]}\ninternal static class {name}\n{{\npublic static async Task RunAsync()\n{{\n{parts[1]}\n}}\n}}\n";
    }

    private static async Task<string> PrintedAsync(string command, IEnumerable<string> arguments, string input, string key)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["INFLUENCE_API_KEY"] = key;
        start.Environment["PYTHONPATH"] = Repository.PathOf("clients", "python", "src");

        // Nothing of the compiler's stays when it has ended.
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{await output}\n{await errors}\n{input}");
            return await output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
