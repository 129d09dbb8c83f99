namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>What passes for the address of servers.</summary>
public class ServerTargetTests
{
    [Theory]
    [InlineData("nonsense", "'nonsense' is not an absolute address such as http://127.0.0.1:5090.")]
    [InlineData("ftp://a", "'ftp://a/' is not an absolute http or https address.")]
    [InlineData("http://a:1,,ftp://b", "'' is not an absolute address such as http://127.0.0.1:5090. 'ftp://b/' is not an absolute http or https address.")]
    [InlineData("http://a:1,https://b:1", "All addresses must be http, or all https.")]
    [InlineData("dns:///a:1,dns:///b:1", "Only one dns address can be given; it stands for every server of its name.")]
    [InlineData("dns:///a", "'dns:///a' is not of the form dns:///NAME:PORT.")]
    [InlineData("dns:///:5090", "'dns:///:5090' is not of the form dns:///NAME:PORT.")]
    [InlineData("dns://8.8.8.8/a:5090", "'dns://8.8.8.8/a:5090' is not of the form dns:///NAME:PORT.")]
    [InlineData("dns:///a:0", "'dns:///a:0' is not of the form dns:///NAME:PORT.")]
    public void Connect_NoServersAddress_NamesEveryFault(string address, string told)
    {
        var fault = Assert.Throws<ArgumentException>(() => InfluenceClient.Connect(address));

        Assert.Equal(told, fault.Message);
    }

    [Fact]
    public void Connect_NoAddress_IsRefused() =>
        Assert.Equal("There is no address.", Assert.Throws<ArgumentException>(() => InfluenceClient.Connect(Array.Empty<Uri>())).Message);
}
