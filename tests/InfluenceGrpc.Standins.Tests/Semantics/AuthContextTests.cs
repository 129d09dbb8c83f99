using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class AuthContextTests
{
    private static readonly Dictionary<string, List<AuthProperty>> Properties = new(StringComparer.Ordinal)
    {
        ["name"] = [AuthProperty.Create("name", "a"u8.ToArray()), AuthProperty.Create("name", "b"u8.ToArray())],
        ["type"] = [AuthProperty.Create("type", "tls"u8.ToArray())],
    };

    [Fact]
    public void New_WithIdentity_IsAuthenticated()
    {
        var context = new AuthContext("name", Properties);

        Assert.True(context.IsPeerAuthenticated);
        Assert.Equal(["a", "b"], context.PeerIdentity.Select(property => property.Value));
        Assert.Equal(3, context.Properties.Count());
        Assert.Equal("tls", Assert.Single(context.FindPropertiesByName("type")).Value);
        Assert.Empty(context.FindPropertiesByName("absent"));
    }

    [Fact]
    public void New_WithoutIdentity_IsNotAuthenticated()
    {
        var context = new AuthContext(null, []);

        Assert.False(context.IsPeerAuthenticated);
        Assert.Null(context.PeerIdentityPropertyName);
        Assert.Empty(context.PeerIdentity);
    }

    [Fact]
    public void Create_Property_CopiesTheBytes()
    {
        byte[] bytes = "a"u8.ToArray();
        AuthProperty property = AuthProperty.Create("name", bytes);
        bytes[0] = 0;
        property.ValueBytes[0] = 0;

        Assert.Equal("a", property.Value);
    }
}
