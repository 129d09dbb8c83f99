using System.CommandLine;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--server</c>, and what says there who asks: of every command.</summary>
internal sealed class ServerOptionSet
{
    private readonly Option<string?> address = new("--server")
    {
        Description = "Address of the server, https:// with TLS; several with commas between them (http://a:5090,http://b:5090), or "
            + $"dns:///NAME:PORT for all servers of a name, share the work. Default: {ServerAddress.Variable}, or {ServerAddress.Default}",
        HelpName = "URL",
        Recursive = true,
    };

    private readonly Option<string?> apiKeyFile = new("--api-key-file")
    {
        Description = "A file with the API key that says who asks. There is no option for the key itself: every user of the machine "
            + $"sees the arguments of programs. Default: {ServerAddress.KeyVariable}, which holds the key, or {ServerAddress.KeyFileVariable}",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> authority = new("--ca")
    {
        Description = "Certificates (PEM) of the authorities that vouch for the server, in place of the machine's own; with it, dns:/// "
            + $"means TLS. Default: {ServerAddress.AuthorityVariable}",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> certificate = new("--cert")
    {
        Description = $"A certificate (PEM) that says who asks, for servers that want one. Default: {ServerAddress.CertificateVariable}",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> certificateKey = new("--cert-key")
    {
        Description = $"The private key (PEM) of --cert. Default: {ServerAddress.CertificateKeyVariable}",
        HelpName = "FILE",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Add(address);
        command.Add(apiKeyFile);
        command.Add(authority);
        command.Add(certificate);
        command.Add(certificateKey);
    }

    public ServerAddress Read(ParseResult parsed, Terminal terminal)
    {
        var keyFile = parsed.GetValue(apiKeyFile);
        return new(Given(address, ServerAddress.Variable) ?? ServerAddress.Default)
        {
            // What is typed goes before what the environment holds, in whichever form it holds it.
            ApiKey = keyFile is null ? VariableOf(ServerAddress.KeyVariable) : null,
            ApiKeyFile = Given(apiKeyFile, ServerAddress.KeyFileVariable),
            AuthorityFile = Given(authority, ServerAddress.AuthorityVariable),
            CertificateFile = Given(certificate, ServerAddress.CertificateVariable),
            CertificateKeyFile = Given(certificateKey, ServerAddress.CertificateKeyVariable),
        };

        string? Given(Option<string?> option, string variable) => parsed.GetValue(option) ?? VariableOf(variable);

        string? VariableOf(string name) => terminal.Variable(name) is { Length: > 0 } value ? value : null;
    }
}
