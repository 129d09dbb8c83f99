using InfluenceGrpc.SampleGenerator;

if (args.Length != 1 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine(
        "Writes synthetic creators, the same ones every time, to a CSV file. None of them exists.\n\n  sample-generator FILE.csv");
    return 2;
}

await using var file = File.Create(args[0]);
CreatorsCsv.Write(file, CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed));
return 0;
