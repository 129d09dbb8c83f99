namespace Grpc.Core;

/// <summary>Who the peer is, as properties established by the transport.</summary>
public class AuthContext
{
    private readonly Dictionary<string, List<AuthProperty>> _properties;

    /// <summary>A context; without a peer identity property the peer is not authenticated.</summary>
    public AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        PeerIdentityPropertyName = peerIdentityPropertyName;
        _properties = properties;
    }

    /// <summary>Whether the transport knows who the peer is.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The name of the properties that identify the peer, or null.</summary>
    public string? PeerIdentityPropertyName { get; }

    /// <summary>The properties that identify the peer; none when it is not authenticated.</summary>
    public IEnumerable<AuthProperty> PeerIdentity => PeerIdentityPropertyName is null ? [] : _properties[PeerIdentityPropertyName];

    /// <summary>All properties.</summary>
    public IEnumerable<AuthProperty> Properties => _properties.Values.SelectMany(property => property);

    /// <summary>The properties of this name; none when there are none.</summary>
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) => _properties.GetValueOrDefault(propertyName) ?? [];
}
