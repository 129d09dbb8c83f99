namespace InfluenceGrpc.Interop.Tests;

/// <summary>The official interoperability client in Ruby, on C-core, as Debian's ruby-grpc ships it.</summary>
internal sealed class RubyInteropClient
{
    private const string Script = "src/ruby/pb/test/client.rb";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _ruby;
    private readonly string _script;

    private RubyInteropClient(string ruby, string script)
    {
        _ruby = ruby;
        _script = script;
    }

    /// <summary>Debian's ruby before any other on PATH, because the package installs its gem for that one.</summary>
    internal static Task<RubyInteropClient> LocateAsync() => LocateAsync("/usr/bin/ruby", "ruby");

    /// <summary>The first of the given rubies that has the client.</summary>
    /// <exception cref="InvalidOperationException">None has it; the message says what to install.</exception>
    internal static async Task<RubyInteropClient> LocateAsync(params string[] rubies)
    {
        foreach (string ruby in rubies)
        {
            if (await FindScriptAsync(ruby) is { } script)
            {
                return new RubyInteropClient(ruby, script);
            }
        }

        throw new InvalidOperationException(
            $"The Ruby interop client was not found with {string.Join(" or ", rubies)}. Install it: apt-get install ruby-grpc");
    }

    /// <summary>Runs one test case against a server on the loopback address.</summary>
    internal async Task<ProcessRun> RunAsync(string testCase, int port)
    {
        string[] arguments = [_script, "--server_host", "127.0.0.1", "--server_port", $"{port}", "--use_tls", "false", "--test_case", testCase];
        return await ProcessRun.TryRunAsync(_ruby, arguments, Limit)
            ?? throw new InvalidOperationException($"{_ruby} has gone.");
    }

    private static async Task<string?> FindScriptAsync(string ruby)
    {
        ProcessRun? gem = await ProcessRun.TryRunAsync(ruby, ["-e", "puts Gem::Specification.find_by_name('grpc').gem_dir"], Limit);
        if (gem is null)
        {
            return null;
        }

        string script = Path.Combine(gem.Output.Trim(), Script);
        return gem.ExitCode == 0 && File.Exists(script) ? script : await FindPackagedScriptAsync();
    }

    private static async Task<string?> FindPackagedScriptAsync()
    {
        ProcessRun? files = await ProcessRun.TryRunAsync("dpkg", ["-L", "ruby-grpc"], Limit);
        return files?.Output.Split('\n').FirstOrDefault(file => file.EndsWith(Script, StringComparison.Ordinal));
    }
}
