using System.Text;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Changes delimited text where its rules are: cells, quotes, delimiters, line ends and encodings.</summary>
internal static class TableMutator
{
    // What spreadsheets end lines and part cells with, and some that nobody does.
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r", "\n\n", "\r\r\n", "\u2028", "\0"];
    private static readonly string[] Delimiters = [",", ";", "\t", "|", ":", " ", "\"", "é"];

    private static readonly Encoding[] Encodings =
        [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)];

    /// <summary>A file that was changed.</summary>
    /// <param name="random">Draws the changes.</param>
    /// <param name="files">Files of the same kind.</param>
    /// <param name="how">What was done, for people.</param>
    public static byte[] Draw(Random random, IReadOnlyList<byte[]> files, out string how)
    {
        var file = random.Pick(files);
        if (random.Chance(0.3))
        {
            how = "bytes changed";
            return ByteMutator.Mutate(random, file, random.Pick(files));
        }

        how = "cells changed";
        List<string> lines = [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        var header = lines[0];

        // Few rows read as well as many, and faster.
        lines = [header, .. lines.Skip(1).OrderBy(_ => random.Next()).Take(random.Next(6))];
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            Change(random, lines);
        }

        var text = string.Join(random.Chance(0.8) ? "\n" : random.Pick(LineEnds), lines);
        text = random.Chance(0.1) ? text.Replace(",", random.Pick(Delimiters), StringComparison.Ordinal) : text;
        text = random.Chance(0.05) ? $"sep={random.Pick(Delimiters)}\n{text}" : text;
        var encoding = random.Chance(0.85) ? Encodings[^1] : random.Pick(Encodings);
        return [.. random.Chance(0.5) ? encoding.Preamble.ToArray() : [], .. encoding.GetBytes(text)];
    }

    private static void Change(Random random, List<string> lines)
    {
        // The header seldom: without it no row is read.
        var at = random.Chance(0.15) ? 0 : random.Next(lines.Count);
        var cells = lines[at].Split(',');
        switch (random.Next(8))
        {
            case 0:
                lines.Insert(random.Next(lines.Count + 1), lines[at]);
                break;
            case 1:
                lines[at] = string.Join(',', cells.Append(OddText.Draw(random)));
                break;
            case 2:
                lines[at] = string.Join(',', cells.Skip(1));
                break;
            case 3:
                lines[at] = lines[at].Insert(random.Next(lines[at].Length + 1), random.Pick(["\"", "\"\"", "\r", "\n", "\0", ",", "\ufeff"]));
                break;
            case 4:
                cells[random.Next(cells.Length)] = $"\"{OddText.Draw(random).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
                lines[at] = string.Join(',', cells);
                break;
            default:
                cells[random.Next(cells.Length)] = OddText.Draw(random);
                lines[at] = string.Join(',', cells);
                break;
        }
    }
}
