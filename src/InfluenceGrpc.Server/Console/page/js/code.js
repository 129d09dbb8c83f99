// The call that was made, as a program would make it.

import { hasKey } from "./rpc.js";

// gRPC has a port of its own, which a page cannot know; this is the one that it usually has.
const GRPC_PORT = 5090;

/** Languages: how each is named, and how it writes a call. */
export const LANGUAGES = { curl: ["curl", curl], csharp: ["C#", csharp], python: ["Python", python] };

function curl(rpc, request) {
  // The body goes in a document of the shell's, in which nothing has to be quoted.
  return [
    `curl -sS ${location.origin}/${rpc} \\`,
    `  -H 'content-type: application/json' \\`,
    ...(hasKey() ? [`  -H "authorization: Bearer $INFLUENCE_API_KEY" \\`] : []),
    "  --data-binary @- <<'JSON'",
    JSON.stringify(request, null, 2),
    "JSON",
  ].join("\n");
}

function csharp(rpc, request) {
  const name = rpc.split("/")[1];
  const connect = hasKey()
    ? [`using var client = InfluenceClient.Connect("${grpcAddress()}", new InfluenceClientOptions`, "{",
      '    ApiKey = Environment.GetEnvironmentVariable("INFLUENCE_API_KEY"),', "});"]
    : [`using var client = InfluenceClient.Connect("${grpcAddress()}"); // where gRPC is served`];
  if (Object.keys(request).length === 0) {
    return [...USINGS, ...connect, `var answer = await client.${name}Async();`, "Console.WriteLine(answer);"].join("\n");
  }
  return [
    "using Google.Protobuf;", "using Influence.V1;", ...USINGS, ...connect,
    `var request = JsonParser.Default.Parse<${name}Request>("""`,
    ...JSON.stringify(request, null, 2).split("\n").map((line) => `    ${line}`),
    '    """);',
    `var answer = await client.${name}Async(request);`,
    "Console.WriteLine(answer);",
  ].join("\n");
}

const USINGS = ["using InfluenceGrpc.Client;", ""];
// Certificates are of both ports, or of neither.
const grpcAddress = () => `${location.protocol}//${location.hostname}:${GRPC_PORT}`;

function python(rpc, request) {
  const name = rpc.split("/")[1];
  const key = hasKey() ? ', api_key=os.environ["INFLUENCE_API_KEY"]' : "";
  return [
    ...(hasKey() ? ["import os", ""] : []),
    "from influence_grpc import Client",
    "",
    `with Client("${grpcAddress()}"${key}) as client:  # where gRPC is served`,
    `    answer = client.${PYTHON_CALLS[name](request)}`,
    `    print(answer${PYTHON_SHOWN[name] ?? ""})`,
  ].join("\n");
}

const PYTHON_CALLS = {
  ClassifyTier: ({ followerCount, schemes }) => `classify_tier(${followerCount}${schemeArgument(schemes)})`,
  BatchClassifyTiers: ({ items, schemes }) => `batch_classify_tiers([${items.followers.followers.join(", ")}]${schemeArgument(schemes)})`,
  ScoreFit: ({ brief, profile, creatorId }) =>
    `score_fit(${literal(brief)}, ${profile ? `profile=${literal(profile)}` : `creator_id=${literal(creatorId)}`})`,
  ComparePlans: ({ plans, brief, universe, overlaps }) =>
    `compare_plans(\n        plans=${literal(plans)},\n        brief=${literal(brief)},\n        universe=${literal(universe)},\n        overlaps=${literal(overlaps ?? [])},\n    )`,
  GetServerActivity: () => "server_activity()",
};

// What is printed of an answer whose own words would be the name of its class.
const PYTHON_SHOWN = { BatchClassifyTiers: ".to_columns()" };

const schemeArgument = (schemes) => (schemes ? `, schemes=${literal(schemes.schemeIds)}` : "");

// JSON as Python writes it: only three words differ, outside of strings.
function literal(value, indent = "        ") {
  return JSON.stringify(value, null, 4)
    .replace(/"(?:\\.|[^"\\])*"|\b(?:true|false|null)\b/g, (token) => PYTHON_WORDS[token] ?? token)
    .replaceAll("\n", `\n${indent}`);
}

const PYTHON_WORDS = { true: "True", false: "False", null: "None" };
