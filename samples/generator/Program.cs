using InfluenceGrpc.SampleGenerator;

if (args.Length != 1 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine(
        "Writes synthetic creators, the same ones every time: into a CSV file all of them, into a JSONL file candidates for a campaign in "
        + "Norway, with prices. None of them exists.\n\n  sample-generator FILE.csv|FILE.jsonl");
    return 2;
}

await using var file = File.Create(args[0]);
if (args[0].EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
{
    CandidatesJsonl.Write(file, CandidatePopulation.Draw(CandidatePopulation.StandardSize, CandidatePopulation.StandardSeed));
}
else
{
    CreatorsCsv.Write(file, CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed));
}

return 0;
