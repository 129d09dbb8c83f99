using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace InfluenceGrpc.Testing;

/// <summary>
/// The tests' own way to ask a Redis server, apart from the library under test. One question at a time. Answers are texts,
/// numbers, null, or lists of these; an error is an exception.
/// </summary>
public sealed class RespClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpClient socket;
    private readonly Stream stream;

    private RespClient(TcpClient socket, Stream stream)
    {
        this.socket = socket;
        this.stream = stream;
    }

    /// <summary>Connects.</summary>
    public static async Task<RespClient> ConnectAsync(int port, string? password, RedisCertificates? certificates)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync("127.0.0.1", port).WaitAsync(Patience);
            var line = certificates is null ? connection.GetStream() : await SecureAsync(connection, certificates);
            var client = new RespClient(connection, new BufferedStream(line));
            if (password is not null)
            {
                await client.AskAsync("AUTH", password);
            }

            return client;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Asks.</summary>
    /// <exception cref="InvalidOperationException">The server answers with an error.</exception>
    public async Task<object?> AskAsync(params string[] command)
    {
        using var limit = new CancellationTokenSource(Patience);
        var request = new StringBuilder($"*{command.Length}\r\n");
        foreach (var part in command)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), limit.Token);
        await stream.FlushAsync(limit.Token);
        return await ReadAsync(limit.Token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    private static async Task<Stream> SecureAsync(TcpClient connection, RedisCertificates certificates)
    {
        var secure = new SslStream(connection.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(certificates.AuthorityFile);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = certificates.Address.ToString(), CertificateChainPolicy = policy })
            .WaitAsync(Patience);
        return secure;
    }

    private async Task<object?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await LineAsync(cancellationToken);
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case '-':
                throw new InvalidOperationException($"Redis: {rest}");
            case ':':
                return long.Parse(rest, CultureInfo.InvariantCulture);
            case '$':
                var length = int.Parse(rest, CultureInfo.InvariantCulture);
                if (length < 0)
                {
                    return null;
                }

                var bytes = new byte[length + 2];
                await stream.ReadExactlyAsync(bytes, cancellationToken);
                return Encoding.UTF8.GetString(bytes, 0, length);
            case '*':
                var items = new object?[Math.Max(0, int.Parse(rest, CultureInfo.InvariantCulture))];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = await ReadAsync(cancellationToken);
                }

                return items;
            default:
                throw new InvalidDataException($"This is no answer of Redis: {line}");
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n')
            {
                return line.ToString(0, line.Length - 1);
            }

            line.Append((char)one[0]);
        }
    }
}
