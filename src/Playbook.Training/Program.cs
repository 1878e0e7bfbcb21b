using System.Diagnostics;
using System.Globalization;
using ClientBot.Playbook.Reading;
using ClientBot.Playbook.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["encoder", var package])
    return EncoderImport.Run(package, Repository.Encoder, Console.Out);
var clock = Stopwatch.StartNew();
var corpus = Message.ReadFolder(Repository.Corpus);
var bytes = ModelTraining.Run(corpus, out var heldOut);
Console.WriteLine($"{corpus.Count} messages, {corpus.Select(m => m.Theme).Distinct().Count()} themes; trained in {clock.Elapsed.TotalSeconds:0.0} s; {bytes.Length / 1024} KB");
if (!args.Contains("--dry"))
{
    Directory.CreateDirectory(Path.GetDirectoryName(Repository.Model)!);
    File.WriteAllBytes(Repository.Model, bytes);
    Console.WriteLine($"written: {Path.GetRelativePath(Repository.Root, Repository.Model)}");
}

var reader = ClientReader.Load(new MemoryStream(bytes));
var report = new AccuracyReport(Console.Out, args.Contains("--errors"));
report.HeldOut(corpus, heldOut);
if (Repository.Evaluation is { } folder)
{
    foreach (var file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        report.File(Path.GetFileName(file), Message.ReadFile(file), reader);
}
else
{
    Console.WriteLine("../shared/eval is not there: no figures for dev.jsonl and real_dev.jsonl");
}

report.SelfHarm(Repository.SelfHarm, reader);
report.Cost(corpus, reader);
if (args.Contains("--report"))
    new AccuracyPage(report, bytes.Length).Write(Path.Combine(Repository.Root, "docs"));
return 0;
