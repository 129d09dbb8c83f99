using InfluenceGrpc.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>Two replicas over one Redis, with TLS, and two callers with keys: the asker reads and scores, the writer writes.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const string NewCertificates = "New certificates are read";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RenewedCertificate certificate = new();

    private Deployment(RedisServer redis)
    {
        Redis = redis;
        string[] switches =
        [
            "--store", redis.Address, "--Redis:MaxStaleness", "00:00:01",
            "--Tls:CertificateFile", certificate.CertificateFile, "--Tls:KeyFile", certificate.KeyFile, "--Tls:ReloadInterval", "00:00:01",
            "--Callers:writer:Keys", Writer.Hash, "--Callers:writer:Scopes", "profiles.read,profiles.write",
            "--Callers:asker:Scopes", "classify,score,profiles.read",
        ];
        Replicas = [new(1, switches), new(2, switches)];
    }

    /// <summary>Keeps the profiles, on disk at every write.</summary>
    public RedisServer Redis { get; }

    /// <summary>Both of them.</summary>
    public IReadOnlyList<Replica> Replicas { get; }

    /// <summary>The replica that is restarted.</summary>
    public Replica Restarted => Replicas[1];

    /// <summary>The writer's key.</summary>
    public ApiKey Writer { get; } = ApiKey.Make();

    /// <summary>The asker's key in the beginning.</summary>
    public ApiKey OldAsker { get; } = ApiKey.Make();

    /// <summary>The asker's key after the renewal.</summary>
    public ApiKey NewAsker { get; } = ApiKey.Make();

    /// <summary>What the certificate in the files is known by.</summary>
    public string Thumbprint => certificate.Thumbprint;

    /// <summary>Who vouches for the replicas.</summary>
    public string AuthorityFile => certificate.AuthorityFile;

    /// <summary>Starts it all.</summary>
    public static async Task<Deployment> StartAsync()
    {
        var deployment = new Deployment(await RedisServer.StartAsync(new() { IsPersistent = true }));
        try
        {
            // Both keys count while one takes the place of the other.
            await Task.WhenAll(deployment.Replicas.Select(replica => replica.StartAsync(AskerKeys($"{deployment.OldAsker.Hash},{deployment.NewAsker.Hash}"))));
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of both replicas.</summary>
    public InfluenceClient Connect(ApiKey key) => Connect(key.Key, [.. Replicas.Select(replica => replica.Address)]);

    /// <summary>A client of some; null for no key.</summary>
    public InfluenceClient Connect(string? key, params Uri[] addresses) => InfluenceClient.Connect(
        addresses, new() { ApiKey = key, CertificateAuthorityFile = certificate.AuthorityFile, UnaryTimeout = TimeSpan.FromSeconds(30) });

    /// <summary>Puts another certificate into the files, and waits until both replicas have it.</summary>
    public async Task RenewCertificateAsync(CancellationToken cancellationToken)
    {
        await certificate.RenewAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Replicas.All(replica => replica.Output.Contains(NewCertificates, StringComparison.Ordinal)))
        {
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Starts the replica that was terminated again; the asker's old key is nobody's there from then on.</summary>
    public Task StartAgainAsync() => Restarted.StartAsync(AskerKeys(NewAsker.Hash));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }

        await Redis.DisposeAsync();
        certificate.Dispose();
    }

    private static string[] AskerKeys(string hashes) => ["--Callers:asker:Keys", hashes];
}
