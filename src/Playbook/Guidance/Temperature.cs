using ClientBot.Playbook.Reading;

namespace ClientBot.Playbook.Guidance;

/// <summary>Whether the next message of a case is warmer or cooler than the one before. Who says NOW, or threatens, has not cooled.</summary>
public static class Temperature
{
    private static readonly string[] Urgent = ["now", "immediately", "asap", "enough", "final", "unacceptable"];

    /// <returns>1 hotter, 0 much the same, -1 cooler.</returns>
    public static int Change(int before, Assessment now, string text)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(text);
        if (now.Intensity > before) return 1;
        return now.Intensity < before && !Presses(text) && !now.Flags.Any(f => f is Flag.LegalThreat or Flag.ChurnThreat or Flag.PublicThreat or Flag.SafetyThreat) && now.Situation != Situation.Abusive ? -1 : 0;
    }

    private static bool Presses(string text)
    {
        if (text.Contains("!!", StringComparison.Ordinal) || text.Contains("?!", StringComparison.Ordinal)) return true;
        var shouted = 0;
        foreach (var word in text.Split([' ', '\n', ',', '.', '!', '?', ';', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            var loud = word.Length >= 3 && word.All(char.IsAsciiLetterUpper);
            if (loud && Urgent.Contains(word, StringComparer.OrdinalIgnoreCase)) return true;
            if (loud) shouted++;
        }

        return shouted >= 3 || EndsPressing(text);
    }

    private static bool EndsPressing(string text)
    {
        var end = text.TrimEnd().TrimEnd('!', '.', ' ').ToLowerInvariant();
        return text.Contains('!', StringComparison.Ordinal) && Urgent.Any(u => end.EndsWith(" " + u, StringComparison.Ordinal)) || end.EndsWith(" right now", StringComparison.Ordinal);
    }
}
