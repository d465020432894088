using System.Security.Cryptography;
using System.Text;

namespace Verification.ReferenceTarget.Accounts;

/// <summary>Passwords in the form Django keeps them: <c>pbkdf2_sha256$iterations$salt$hash</c>.</summary>
public static class Passwords
{
    // A twentieth of Django's own figure: rehearsals sign up and log in often, and no stored password outlives its run.
    private const int Iterations = 50_000;
    private static readonly string[] Common = ["password", "12345678", "123456", "123", "1234", "12345", "qwerty", "letmein"];

    /// <summary>Hashes a password with a fresh salt.</summary>
    public static string Hash(string password)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(11));
        return $"pbkdf2_sha256${Iterations}${salt}${Derive(password, salt, Iterations)}";
    }

    /// <summary>Whether the password is the one that was hashed.</summary>
    public static bool Verify(string password, string stored)
    {
        var parts = stored.Split('$');
        return parts is ["pbkdf2_sha256", var iterations, var salt, var hash]
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Derive(password, salt, int.Parse(iterations))));
    }

    /// <summary>Codes and messages of the rules a new password breaks, as Django's validators word them.</summary>
    public static IEnumerable<(string Code, string Message)> Faults(string password)
    {
        if (password.Length < 8)
        {
            yield return ("password_too_short", "This password is too short. It must contain at least 8 characters.");
        }

        if (Common.Contains(password, StringComparer.OrdinalIgnoreCase))
        {
            yield return ("password_too_common", "This password is too common.");
        }

        if (password.All(char.IsAsciiDigit))
        {
            yield return ("password_entirely_numeric", "This password is entirely numeric.");
        }
    }

    private static string Derive(string password, string salt, int iterations) => Convert.ToBase64String(
        Rfc2898DeriveBytes.Pbkdf2(password, Encoding.ASCII.GetBytes(salt), iterations, HashAlgorithmName.SHA256, 32));
}
