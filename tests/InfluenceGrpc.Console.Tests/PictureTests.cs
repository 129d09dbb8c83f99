namespace InfluenceGrpc.Console.Tests;

/// <summary>The picture of the page that README.md shows is one of the page as it is. eng/console-picture makes it, and runs the tests of looks for that.</summary>
[Collection(ConsoleCollection.Name)]
[Trait("Needs", "tools")]
public sealed class PictureTests(ConsoleFixture console)
{
    private const double MostThatMayDiffer = 0.05;

    // The same look comes out a little different elsewhere, with other fonts: squares of twenty pixels are compared, not pixels.
    private const string ShareOfSquaresThatDiffer = """
        async pictures => {
          const [one, other] = await Promise.all(pictures.map(async picture => {
            const bytes = Uint8Array.from(atob(picture), char => char.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }), { resizeWidth: 59, resizeHeight: 45, resizeQuality: 'high' });
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            canvas.drawImage(bitmap, 0, 0);
            return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
          }));
          const squares = one.length / 4;
          return Array.from({ length: squares }, (_, i) => [0, 1, 2].some(c => Math.abs(one[4 * i + c] - other[4 * i + c]) > 24)).filter(Boolean).length / squares;
        }
        """;

    [Fact]
    public async Task Picture_OfTheReadme_IsOfThePageAsItIs()
    {
        await using var page = await console.OpenAsync("#compare", width: 1180);
        await page.SeeAsync("Which wins on what");
        await page.DrawnAsync();
        var now = await page.Page.ScreenshotAsync();
        var kept = await File.ReadAllBytesAsync(Repository.PathOf("docs", "console.png"));

        // Signature, width, height, and the kind of colours.
        Assert.Equal(now[..26], kept[..26]);
        var different = await ShareThatDiffersAsync(page, now, kept);
        Assert.True(different < MostThatMayDiffer, $"docs/console.png shows another look in {different:P0} of its squares. Make it anew with: bash eng/console-picture");

        // Another look would be seen.
        await page.Page.EvaluateAsync("document.querySelector('#view-compare .head').hidden = true");
        Assert.InRange(await ShareThatDiffersAsync(page, await page.Page.ScreenshotAsync(), kept), MostThatMayDiffer, 1);
    }

    private static Task<double> ShareThatDiffersAsync(WatchedPage page, params byte[][] pictures) =>
        page.Page.EvaluateAsync<double>(ShareOfSquaresThatDiffer, pictures.Select(Convert.ToBase64String).ToArray());
}
