using System.Text;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Reads the library's log of a first connection for why it came to nothing, which no exception tells; keeps nothing else.</summary>
/// <param name="isTls">Whether it is a TLS connection: the library calls a refused password and a refused certificate the same.</param>
internal sealed class RefusalLog(bool isTls) : TextWriter
{
    private volatile string? refusal;

    /// <summary>Why Redis did not take the connection, fit for logs; null where the log does not say.</summary>
    public string? Refusal => refusal;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        if (value is null)
        {
            return;
        }

        if (value.Contains("NOAUTH", StringComparison.Ordinal) || value.Contains("AuthenticationFailure", StringComparison.Ordinal))
        {
            refusal = isTls
                ? "its certificate is not trusted, or it wants another password"
                : "it wants a password, and has not been given the right one";
        }
    }
}
