using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>Unary calls as JSON over HTTP/1.1, to a server's port for that: a third as a client would make them, the others broken.</summary>
internal sealed class JsonCallTarget : IFuzzTarget
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    // Every code that an error may have, and the status of HTTP it may come with.
    private static readonly Dictionary<string, HttpStatusCode[]> Proper = new(StringComparer.Ordinal)
    {
        ["invalid_argument"] = [HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType],
        ["failed_precondition"] = [HttpStatusCode.BadRequest],
        ["not_found"] = [HttpStatusCode.NotFound],
        ["resource_exhausted"] = [HttpStatusCode.TooManyRequests],
        ["unimplemented"] = [HttpStatusCode.NotImplemented],
    };

    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-8", "application/proto", "text/json", "application/json; charset=latin1"];

    private static readonly List<MethodDescriptor> Unary = [.. ContractFiles.Rpcs.Where(rpc => !rpc.IsClientStreaming && !rpc.IsServerStreaming)];

    // Statuses of items have details.
    private static readonly JsonParser Parser = new(new JsonParser.Settings(100, TypeRegistry.FromFiles(Google.Rpc.ErrorDetailsReflection.Descriptor)));

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    private readonly FuzzedServer server;
    private readonly MessageGenerator messages;
    private readonly HttpClient http;

    private JsonCallTarget(FuzzedServer server, MessageGenerator messages)
    {
        this.server = server;
        this.messages = messages;
        http = new HttpClient { BaseAddress = server.WebAddress, Timeout = Deadline };
    }

    /// <summary>Starts a server.</summary>
    public static async Task<JsonCallTarget> StartAsync()
    {
        var pool = new SamplePool();
        return new JsonCallTarget(await FuzzedServer.StartAsync(pool), new MessageGenerator(pool));
    }

    /// <summary>Headers in the first part, the body in the second.</summary>
    public FuzzInput Draw(Random random)
    {
        var rpc = random.Pick(Unary);
        var json = Draw(rpc, random);
        var how = "drawn";
        if (random.Chance(2.0 / 3))
        {
            json = JsonMutator.Draw(random, [json, Draw(random.Chance(0.5) ? rpc : random.Pick(Unary), random)], out how);
        }

        var type = random.Chance(0.05) ? random.Pick(ContentTypes) : ContentTypes[0];
        var encoding = "";
        if (random.Chance(0.1))
        {
            (encoding, json) = ("gzip", Gzip(json));
            json = random.Chance(0.3) ? ByteMutator.Mutate(random, json, json) : json;
            how += ", compressed";
        }

        return new FuzzInput(CallGenerator.NameOf(rpc), how, [Encoding.ASCII.GetBytes($"{type}\n{encoding}"), json]);
    }

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        var headers = Encoding.ASCII.GetString(input.Parts[0]).Split('\n');
        var content = new ByteArrayContent(input.Parts[1]) { Headers = { ContentType = MediaTypeHeaderValue.Parse(headers[0]) } };
        if (headers[1].Length > 0)
        {
            content.Headers.ContentEncoding.Add(headers[1]);
        }

        using var response = await http.PostAsync(new Uri(input.Subject, UriKind.Relative), content);
        var verdict = VerdictOf(input.Subject, response, await response.Content.ReadAsByteArrayAsync());
        return await server.TroubleAsync() is { } trouble ? new FuzzVerdict(verdict.Outcome, $"{verdict.Fault}{Environment.NewLine}{trouble}".Trim()) : verdict;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return server.DisposeAsync();
    }

    private static FuzzVerdict VerdictOf(string path, HttpResponseMessage response, byte[] body)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var rpc = Unary.Single(one => CallGenerator.NameOf(one) == path);
            return response.Content.Headers.ContentType?.MediaType == "application/proto" || Reads(rpc, body)
                ? new FuzzVerdict("OK")
                : new FuzzVerdict("OK", $"the answer is no {rpc.OutputType.Name}: {Encoding.UTF8.GetString(body)}");
        }

        using var error = JsonDocument.Parse(body);
        var code = error.RootElement.GetProperty("code").GetString()!;
        var isProper = Proper.TryGetValue(code, out var allowed) && allowed.Contains(response.StatusCode);
        return new FuzzVerdict(code, isProper ? null : $"the call ended with {(int)response.StatusCode} {Encoding.UTF8.GetString(body)}");
    }

    private static bool Reads(MethodDescriptor rpc, byte[] body)
    {
        try
        {
            return Parser.Parse(Encoding.UTF8.GetString(body), rpc.OutputType) is not null;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or InvalidJsonException)
        {
            return false;
        }
    }

    private byte[] Draw(MethodDescriptor rpc, Random random)
    {
        var message = messages.Draw(rpc.InputType, random);
        try
        {
            return Encoding.UTF8.GetBytes(Formatter.Format(message));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // Times beyond any year have no JSON.
            return "{}"u8.ToArray();
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
