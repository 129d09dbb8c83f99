using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace InfluenceGrpc.Server.Security;

/// <summary>A name that a certificate may hold: of its subject, or an alternative one.</summary>
/// <param name="Kind">subject, dns or uri.</param>
/// <param name="Value">The name itself.</param>
internal sealed record CertificateName(CertificateNameKind Kind, string Value)
{
    /// <summary>How a name is written, in words.</summary>
    public const string Form = "dns:NAME, uri:URI or cn:COMMON NAME";

    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>Reads a name; null where it is none.</summary>
    public static CertificateName? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var value = text[(colon + 1)..].Trim();
        return value.Length == 0 ? null : text[..Math.Max(colon, 0)].Trim().ToLowerInvariant() switch
        {
            "dns" => new(CertificateNameKind.Dns, value.ToLowerInvariant()),
            "uri" => new(CertificateNameKind.Uri, value),
            "cn" => new(CertificateNameKind.CommonName, value),
            _ => null,
        };
    }

    /// <summary>Every name of a certificate. Wildcards are names like others: they stand for no other name here.</summary>
    public static IReadOnlyList<CertificateName> AllOf(X509Certificate2 certificate)
    {
        var names = new List<CertificateName>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3" && part.GetSingleElementValue() is { } name)
            {
                names.Add(new(CertificateNameKind.CommonName, name));
            }
        }

        foreach (var extension in certificate.Extensions.Where(extension => extension.Oid?.Value == AlternativeNames))
        {
            var alternatives = new X509SubjectAlternativeNameExtension(extension.RawData);
            names.AddRange(alternatives.EnumerateDnsNames().Select(name => new CertificateName(CertificateNameKind.Dns, name.ToLowerInvariant())));
            names.AddRange(UrisOf(extension.RawData).Select(uri => new CertificateName(CertificateNameKind.Uri, uri)));
        }

        return names;
    }

    // The library lists names of machines and addresses, not the URIs that workloads are named by.
    private static List<string> UrisOf(byte[] extension)
    {
        var uris = new List<string>();
        var names = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (names.PeekTag().HasSameClassAndValue(UriTag))
            {
                uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
            }
            else
            {
                names.ReadEncodedValue();
            }
        }

        return uris;
    }
}
