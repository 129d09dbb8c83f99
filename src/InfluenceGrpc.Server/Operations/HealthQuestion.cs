using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace InfluenceGrpc.Server.Operations;

/// <summary>
/// Asks a running server whether it serves, as a container's health check does: of the settings only the address is looked at,
/// schemes and models are not read, and no more than one line is said.
/// </summary>
internal static class HealthQuestion
{
    private const string Switch = "--health";
    private const string ServiceSwitch = "--health-service";

    // The process itself takes a few tenths of a second: together below two.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Whether the command line asks for it.</summary>
    public static bool IsAsked(string[] args) => args.Any(arg => NameOf(arg) is Switch or ServiceSwitch);

    /// <summary>Asks. Returns the exit code, 0 where the answer is SERVING and 1 otherwise, and the line to print.</summary>
    public static async Task<(int ExitCode, string Line)> AskAsync(string[] args)
    {
        var faults = new List<string>();
        var (address, certificateFile) = Read(args, faults, out var service);
        if (address is null)
        {
            return (1, string.Join(' ', faults));
        }

        var asked = service.Length == 0 ? $"The server at {address.Authority}" : $"{service} at {address.Authority}";
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var channel = Open(address, certificateFile);
            var answer = await new Health.HealthClient(channel).CheckAsync(new() { Service = service }, cancellationToken: limit.Token);
            return answer.Status == ServingStatus.Serving ? (0, $"{asked} is SERVING.") : (1, $"{asked} is NOT_SERVING.");
        }
        catch (RpcException) when (limit.IsCancellationRequested)
        {
            return (1, $"{asked} did not answer within {Patience.TotalSeconds} s.");
        }
        catch (RpcException exception)
        {
            return (1, $"{asked} cannot be asked: {exception.StatusCode}, {exception.Status.Detail.ReplaceLineEndings(" ")}");
        }
    }

    // The one place that knows how a server of ours is reached: whatever serving asks of callers belongs in here.
    private static GrpcChannel Open(Uri address, string? certificateFile)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (certificateFile is not null)
        {
            // Asked by the settings' own address, which no certificate need be made out to: it must be the settings' own certificate.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => IsOfFile(shown, certificateFile);
        }

        return GrpcChannel.ForAddress(address, new() { HttpHandler = handler });
    }

    private static bool IsOfFile(X509Certificate? shown, string certificateFile)
    {
        try
        {
            using var own = X509Certificate2.CreateFromPem(File.ReadAllText(certificateFile));
            return shown is not null && own.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    private static (Uri? Address, string? CertificateFile) Read(string[] args, List<string> faults, out string service)
    {
        var (rest, address) = (new List<string>(), (string?)null);
        service = "";
        for (var i = 0; i < args.Length; i++)
        {
            var name = NameOf(args[i]);
            if (name is not (Switch or ServiceSwitch))
            {
                rest.Add(args[i]);
                continue;
            }

            var value = args[i].Length > name.Length ? args[i][(name.Length + 1)..]
                : i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i]
                : null;
            if (name == Switch)
            {
                address = value;
            }
            else if (value is null)
            {
                faults.Add($"{ServiceSwitch} needs the name of a service.");
            }
            else
            {
                service = value;
            }
        }

        var found = address is null ? OfSettings([.. rest], faults) : (OfText(address, faults), null);
        return faults.Count == 0 ? found : default;
    }

    private static Uri? OfText(string text, List<string> faults)
    {
        if (Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address.Host.Length > 0)
        {
            return address;
        }

        faults.Add($"{Switch} {text}: an address is HOST:PORT, or begins with http:// or https://.");
        return null;
    }

    // Settings that are wrong are the server's trouble, which has not started with them; here only the address counts.
    private static (Uri? Address, string? CertificateFile) OfSettings(string[] args, List<string> faults)
    {
        using var configuration = new ConfigurationManager();
        configuration.SetBasePath(AppContext.BaseDirectory);
        CommandLine.AddSources(configuration, args, faults);
        var options = Settings.Read(configuration, out _);
        var listen = options.HealthListen ?? options.Listen;
        if (listen.Port == 0)
        {
            faults.Add($"Server:Listen leaves the port open; say which with {Switch} HOST:PORT.");
            return default;
        }

        var reached = listen.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : listen.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : listen.Address;
        var certificateFile = options.HealthListen is null ? options.Security.Tls.CertificateFile : null;
        return (new Uri($"{(certificateFile is null ? "http" : "https")}://{new IPEndPoint(reached, listen.Port)}"), certificateFile);
    }

    private static string NameOf(string arg) => arg.Split('=', 2)[0];
}
