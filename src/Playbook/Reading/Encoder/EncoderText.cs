using ClientBot.Playbook.Reading.Text;

namespace ClientBot.Playbook.Reading.Encoder;

/// <summary>The client's own words as the encoder reads them best: one line, straight quotes, no shouting.</summary>
internal static class EncoderText
{
    public static string Of(Scratch scratch)
    {
        var clean = scratch.Clean.AsSpan(0, scratch.CleanLength);
        Span<char> line = clean.Length <= 1024 ? stackalloc char[clean.Length] : new char[clean.Length];
        var length = 0;
        var token = 0;
        for (var i = 0; i < clean.Length; i++)
        {
            while (token < scratch.TokenCount && scratch.Tokens[token].End <= i)
                token++;
            var shouted = token < scratch.TokenCount && scratch.Tokens[token].Start <= i && scratch.Tokens[token].Capitals;
            var c = clean[i] switch
            {
                '’' or '‘' or 'ʼ' or '`' => '\'',
                '“' or '”' => '"',
                '\n' or '\t' => ' ',
                var other => shouted ? char.ToLowerInvariant(other) : other,
            };
            if (c == ' ' && (length == 0 || line[length - 1] == ' '))
                continue;
            line[length++] = c;
        }

        while (length > 0 && line[length - 1] == ' ')
            length--;
        return new string(line[..length]);
    }
}
