using System.Globalization;
using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Training;

/// <summary>The two pictures of docs/accuracy.md, readable on a light and on a dark page.</summary>
internal static class AccuracyPictures
{
    private const string Head = "font-family=\"sans-serif\" font-size=\"13\"><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>";
    private static readonly string[] Colours = ["#1f5fa8", "#b4531a", "#3b7d3b"];

    public static string Confusion(IReadOnlyList<Answer> answers)
    {
        const int cell = 84;
        const int left = 100;
        const int top = 50;
        var situations = Enum.GetValues<Situation>();
        using var picture = new StringWriter(CultureInfo.InvariantCulture);
        picture.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{left + (cell * 5) + 10}\" height=\"{top + (cell * 5) + 10}\" role=\"img\" aria-label=\"Confusion matrix\" {Head}");
        picture.Write($"<text x=\"8\" y=\"18\">row: what it is, column: what it was read as</text>");
        for (var row = 0; row < 5; row++)
        {
            var of = answers.Where(a => a.Message.Primary == situations[row]).ToList();
            picture.Write($"<text x=\"{left - 8}\" y=\"{top + (row * cell) + 46}\" text-anchor=\"end\">{Spelling.Of(situations[row])}</text><text x=\"{left + (row * cell) + (cell / 2)}\" y=\"{top - 8}\" text-anchor=\"middle\">{Spelling.Of(situations[row])}</text>");
            for (var column = 0; column < 5; column++)
            {
                var count = of.Count(a => a.Best == column);
                var share = of.Count == 0 ? 0 : count / (double)of.Count;
                picture.Write($"<rect x=\"{left + (column * cell)}\" y=\"{top + (row * cell)}\" width=\"{cell - 2}\" height=\"{cell - 2}\" fill=\"{(row == column ? "#1f5fa8" : "#b4531a")}\" fill-opacity=\"{Number(0.08 + (share * 0.9))}\"/>");
                picture.Write($"<text x=\"{left + (column * cell) + (cell / 2)}\" y=\"{top + (row * cell) + 46}\" text-anchor=\"middle\" fill=\"{(share > 0.5 ? "#ffffff" : "#111111")}\">{count} ({(share * 100).ToString("0", CultureInfo.InvariantCulture)}%)</text>");
            }
        }

        return Ended(picture);
    }

    public static string Calibration(IReadOnlyList<(string Name, IReadOnlyList<Answer> Answers)> sets)
    {
        const int side = 360;
        const int left = 60;
        using var picture = new StringWriter(CultureInfo.InvariantCulture);
        picture.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{side + left + 20}\" height=\"{side + 110}\" role=\"img\" aria-label=\"Calibration\" {Head}");
        picture.Write($"<line x1=\"{left}\" y1=\"{side + 20}\" x2=\"{left + side}\" y2=\"20\" stroke=\"#999999\" stroke-dasharray=\"4 4\"/><rect x=\"{left}\" y=\"20\" width=\"{side}\" height=\"{side}\" fill=\"none\" stroke=\"#333333\"/>");
        for (var tenth = 0; tenth <= 10; tenth += 2)
            picture.Write($"<text x=\"{left + (side * tenth / 10)}\" y=\"{side + 38}\" text-anchor=\"middle\">{tenth * 10}%</text><text x=\"{left - 6}\" y=\"{side + 24 - (side * tenth / 10)}\" text-anchor=\"end\">{tenth * 10}%</text>");
        picture.Write($"<text x=\"{left + (side / 2)}\" y=\"{side + 56}\" text-anchor=\"middle\">how sure it was (up: how often it was right)</text>");
        for (var set = 0; set < Math.Min(sets.Count, Colours.Length); set++)
        {
            var points = new List<string>();
            foreach (var bin in sets[set].Answers.Where(a => a.Message.Primary is not null).GroupBy(a => (int)Math.Min(9, a.Probabilities.Max() * 10)).Where(g => g.Count() >= 5).OrderBy(g => g.Key))
            {
                var x = left + (side * bin.Average(a => a.Probabilities.Max()));
                var y = 20 + side - (side * bin.Average(a => a.Right ? 1.0 : 0));
                points.Add($"{Number(x)},{Number(y)}");
                picture.Write($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"4\" fill=\"{Colours[set]}\"/>");
            }

            picture.Write($"<polyline points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{Colours[set]}\" stroke-width=\"2\"/><text x=\"{left}\" y=\"{side + 74 + (set * 15)}\" fill=\"{Colours[set]}\">{sets[set].Name}</text>");
        }

        return Ended(picture);
    }

    private static string Ended(StringWriter picture)
    {
        picture.Write("</svg>\n");
        return picture.ToString();
    }

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
