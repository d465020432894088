namespace Verification.ReferenceTarget.Accounts;

/// <summary>The user that may do everything, made from <c>DJANGO_SUPERUSER_EMAIL</c> and <c>DJANGO_SUPERUSER_PASSWORD</c>.</summary>
public static class Superuser
{
    /// <summary>Runs the role <c>createsuperuser</c>; a missing variable or a user that is there already is a <see cref="UsageException"/>.</summary>
    public static async Task RunAsync(Services services)
    {
        if (string.IsNullOrEmpty(services.Settings.SuperuserEmail) || string.IsNullOrEmpty(services.Settings.SuperuserPassword))
        {
            throw new UsageException("Set the environment variables DJANGO_SUPERUSER_EMAIL and DJANGO_SUPERUSER_PASSWORD.");
        }

        if (!await MadeAsync(services))
        {
            throw new UsageException("There is a user with this e-mail address already.");
        }

        services.Log.Line("done");
    }

    /// <summary>Makes the user if the environment names one; false if nothing had to be made.</summary>
    public static async Task<bool> MadeAsync(Services services) =>
        services.Settings is { SuperuserEmail: { Length: > 0 } email, SuperuserPassword: { Length: > 0 } password }
        && (await services.Database.ChangeAsync(
            """
            insert into users_user (email, password, is_superuser, is_staff) values ($1, $2, true, true)
            on conflict do nothing returning id
            """,
            email,
            Passwords.Hash(password))).Count > 0;
}
