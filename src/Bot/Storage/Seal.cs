using System.Security.Cryptography;
using System.Text;

namespace ClientBot.Storage;

/// <summary>
/// Seals texts with one data key: AES-256-GCM, laid out as 12 bytes nonce, 16 bytes tag, ciphertext. The key's id is
/// authenticated too, so that a text moved to another case does not open.
/// </summary>
public sealed class Seal(string id, byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] _associated = Encoding.ASCII.GetBytes(id);

    public string Id => id;

    public byte[] Close(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(result.AsSpan(0, NonceLength), plain, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength), _associated);
        return result;
    }

    public string Open(ReadOnlySpan<byte> closed)
    {
        if (closed.Length < NonceLength + TagLength) throw new CryptographicException("What is to be opened is cut short.");
        var plain = new byte[closed.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(closed[..NonceLength], closed[(NonceLength + TagLength)..], closed.Slice(NonceLength, TagLength), plain, _associated);
        return Encoding.UTF8.GetString(plain);
    }
}
