namespace InfluenceGrpc.Client.Balancing;

/// <summary>Where a client's servers are: one address, several, or a name that stands for several.</summary>
internal sealed class ServerTarget
{
    /// <summary>The scheme of a name that stands for several servers.</summary>
    public const string NameScheme = "dns";

    private const string Example = "http://127.0.0.1:5090";

    private ServerTarget(IReadOnlyList<Uri> addresses) => Addresses = addresses;

    /// <summary>At least one, all of one scheme; a single one where the scheme is dns.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Whether calls are spread over several servers, or over as many as a name has.</summary>
    public bool IsBalanced => Addresses.Count > 1 || IsName;

    /// <summary>Whether the servers are those of a name, asked for again and again.</summary>
    public bool IsName => Addresses[0].Scheme == NameScheme;

    /// <summary>Whether servers are spoken to over TLS. Of a name that is not known: its channel says.</summary>
    public bool IsEncrypted => Addresses[0].Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads what people write: addresses with commas between them, or dns:///NAME:PORT.</summary>
    /// <exception cref="ArgumentException">It is none; every fault is named.</exception>
    public static ServerTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var faults = new List<string>();
        var addresses = new List<Uri>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(part, UriKind.Absolute, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                faults.Add($"'{part}' is not an absolute address such as {Example}.");
            }
        }

        return Checked(addresses, faults);
    }

    /// <exception cref="ArgumentException">There is none, or some cannot be called; every fault is named.</exception>
    public static ServerTarget Of(IReadOnlyList<Uri> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return Checked([.. addresses], []);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Addresses.Select(Shown));

    private static ServerTarget Checked(List<Uri> addresses, List<string> faults)
    {
        if (addresses.Count == 0 && faults.Count == 0)
        {
            faults.Add("There is no address.");
        }

        faults.AddRange(addresses.Select(FaultOf).OfType<string>());
        if (faults.Count == 0 && addresses.Select(address => address.Scheme).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            faults.Add("All addresses must be http, or all https.");
        }

        if (faults.Count == 0 && addresses.Count > 1 && addresses[0].Scheme == NameScheme)
        {
            faults.Add("Only one dns address can be given; it stands for every server of its name.");
        }

        return faults.Count == 0
            ? new ServerTarget([.. addresses.Distinct()])
            : throw new ArgumentException(string.Join(' ', faults), paramName: null);
    }

    private static string? FaultOf(Uri address) => address switch
    {
        { IsAbsoluteUri: false } => $"'{address}' is not an absolute address such as {Example}.",
        { Scheme: NameScheme } => IsNameAndPort(address) ? null : $"'{address}' is not of the form dns:///NAME:PORT.",
        { Scheme: "http" or "https" } => null,
        _ => $"'{address}' is not an absolute http or https address.",
    };

    // The resolver takes a missing port for 80, where no server of ours is.
    private static bool IsNameAndPort(Uri address)
    {
        var parts = address.AbsolutePath.TrimStart('/').Split(':');
        return address.Authority.Length == 0
            && parts is [{ Length: > 0 }, var port]
            && ushort.TryParse(port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number > 0;
    }

    private static string Shown(Uri address) => address.ToString().TrimEnd('/');
}
