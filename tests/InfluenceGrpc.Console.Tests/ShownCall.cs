using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace InfluenceGrpc.Console.Tests;

/// <summary>A call that a view made: what it was answered, and the code that the page shows of it.</summary>
/// <param name="Fragment">The view and its inputs.</param>
/// <param name="AnswerType">What the rpc answers with.</param>
/// <param name="Answer">What the page was answered.</param>
/// <param name="Curl">For a shell.</param>
/// <param name="CSharp">A program.</param>
/// <param name="Python">A program.</param>
internal sealed record ShownCall(string Fragment, MessageDescriptor AnswerType, JsonNode Answer, string Curl, string CSharp, string Python);
