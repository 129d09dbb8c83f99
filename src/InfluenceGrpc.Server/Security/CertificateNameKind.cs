namespace InfluenceGrpc.Server.Security;

/// <summary>Where in a certificate a name stands.</summary>
internal enum CertificateNameKind
{
    CommonName,
    Dns,
    Uri,
}
