using ClientBot.EndToEnd.Tests.Stage;

namespace ClientBot.EndToEnd.Tests.Pictures;

/// <summary>README's pictures. They are taken in every run, and put into docs when CLIENTBOT_PICTURES names a folder (tests/pictures.sh).</summary>
internal static class PictureFolder
{
    public static string Of(string file) => Path.Combine(Environment.GetEnvironmentVariable("CLIENTBOT_PICTURES") is { Length: > 0 } folder ? folder : Paths.Results, file);
}
