using System.Globalization;
using System.Reflection;
using InfluenceGrpc.Server.Operations;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Log events outlive the process: alarms go by their ids. Ids stay the same for ever; a message may be worded better.</summary>
public sealed class LogGoldenTests
{
    private static readonly string[] Golden =
    [
        "1 Information Serving gRPC on {Address} (version {Version}, {SchemeCount} tier schemes, default {DefaultScheme}; {ModelCount} fit models, default {DefaultModel})",
        "2 Information Shutting down: no new calls; calls under way have {DrainTimeout} to end",
        "3 Information Sending metrics and traces to {Endpoint}",
        "4 Information New certificates are read; connections made from now on have them",
        "5 Error The files of certificates have changed and cannot be used; those read before go on being used ({Problem})",
        "6 Warning As many connections are open as may be at one of the addresses that are listened on ({Limit}); {Refused} were closed for it since this was said last",
        "7 Information Serving JSON on {Address}",
        "100 Error {Method} failed (trace {TraceId})",
        "200 Error The profile store's file does not take writes; they are answered as unavailable until it does",
        "201 Information The profile store's file takes writes again",
        "202 Error The profile store's file cannot be read; profiles are answered as unavailable until it can",
        "220 Information Redis answers ({Answering} of {Masters} masters)",
        "221 Warning Redis does not answer; profiles are unavailable until it does ({Trouble})",
        "222 Warning Redis cannot be reached yet; the server starts without it and goes on trying ({Trouble})",
        "223 Information The Redis node {Node} answers",
        "224 Warning The Redis node {Node} does not answer: {Reason}",
        "225 Information Profiles are in Redis on {Masters}",
        "226 Information Writes of other servers are heard of; memory answers for profiles",
        "227 Warning Writes of other servers may be missed; memory does not answer for profiles until they are heard of again",
        "228 Warning The Redis server {Node} is a replica, not a master; it is not used until it is one",
        "229 Warning Several Redis servers are masters and in no cluster ({Nodes}); none is used until one is and the others are its replicas",
        "230 Warning The Redis node {Node} refuses writes ({Error}); they are answered as unavailable until it takes them",
        "231 Information The Redis node {Node} takes writes again",
    ];

    private static IEnumerable<LoggerMessageAttribute> Events => typeof(Log)
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>()
        .OrderBy(message => message.EventId);

    [Fact]
    public void LogEvents_IdsLevelsAndMessages_AreThePublishedOnes() =>
        Assert.Equal(Golden, Events.Select(message => string.Create(CultureInfo.InvariantCulture, $"{message.EventId} {message.Level} {message.Message}")));

    [Fact]
    public void Documentation_LogEvents_AreThoseThatThereAre()
    {
        var root = typeof(LogGoldenTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var documented = File.ReadLines(Path.Combine(root, "docs", "telemetry.md"))
            .SkipWhile(line => line != "| id | level | message |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(Events.Select(message => $"| {message.EventId} | {message.Level} | {message.Message} |"), documented);
    }
}
