using System.Globalization;
using System.Text;

namespace InfluenceGrpc.SampleGenerator;

/// <summary>Writes creators as CSV (RFC 4180, with plain line feeds). No value needs quoting.</summary>
internal static class CreatorsCsv
{
    /// <summary>Writes a header and a line a creator; unknown figures are empty cells.</summary>
    public static void Write(Stream stream, IEnumerable<SyntheticCreator> creators)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("creator_id,platform,category,country,followers,avg_likes,avg_comments,sample_posts,sponsored_share");
        foreach (var creator in creators)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{creator.CreatorId},{creator.Platform},{creator.Category},{creator.Country},{creator.Followers},{creator.AverageLikes:0.0},{creator.AverageComments:0.0},{creator.SamplePosts},{creator.SponsoredShare:0.00}"));
        }
    }
}
