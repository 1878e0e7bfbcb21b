using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClientBot.Storage;

/// <summary>
/// Looks at the key ring before anything is sealed with it. Whoever lost the ring has lost every case: a ring that would not
/// outlive the process, or that does not open what is there, stops the start.
/// </summary>
internal sealed class KeyRing(IDataProtectionProvider protection, IOptions<StorageOptions> options)
{
    /// <exception cref="StorageFaultException">The ring can't be kept or read.</exception>
    public void Check()
    {
        var folder = Path.GetFullPath(options.Value.KeysFolder);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageFaultException($"{folder}: the key ring can't be kept there ({e.Message}); set Storage:KeysPath to a folder that this process may write and that outlives it", e);
        }

        try
        {
            var protector = protection.CreateProtector("ClientBot.Start");
            protector.Unprotect(protector.Protect([1]));
        }
        catch (CryptographicException e)
        {
            throw new StorageFaultException($"{folder}: the key ring there can't be read ({e.Message}); restore its files, or set Storage:KeysPath and Storage:KeysCertificate to those it was made with", e);
        }

        if (!Directory.EnumerateFiles(folder, "key-*.xml").Any())
            throw new StorageFaultException($"{folder}: the key ring isn't kept there but in memory, and a restart would lose every case; set Storage:KeysPath to a folder that outlives the process");
    }

    /// <exception cref="StorageFaultException">The database was written with another ring.</exception>
    public async Task CheckOpensAsync(ClientBotDb db, string database, CancellationToken cancellationToken)
    {
        var newest = await db.Set<DataKey>().AsNoTracking().OrderByDescending(k => k.Id).FirstOrDefaultAsync(cancellationToken);
        if (newest is null) return;
        try
        {
            protection.CreateProtector(Vault.Purpose).Unprotect(newest.Wrapped);
        }
        catch (CryptographicException e)
        {
            var folder = Path.GetFullPath(options.Value.KeysFolder);
            throw new StorageFaultException($"{folder}: the key ring there does not open {database}; set Storage:KeysPath to the ring that it was written with, or restore that from a backup", e);
        }
    }

    public static X509Certificate2 Certificate(string thumbprint)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
        return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault()
            ?? throw new StorageFaultException($"Storage:KeysCertificate names {thumbprint}, and the current user's certificate store has none with that thumbprint");
    }
}
