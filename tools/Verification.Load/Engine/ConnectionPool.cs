namespace Verification.Load.Engine;

/// <summary>The places for connections: free ones, last used first, and those under way, longest first.</summary>
internal sealed class ConnectionPool(Poller poller, int most) : IDisposable
{
    private readonly Connection[] _all = [.. Enumerable.Range(0, most).Select(index => new Connection(index))];
    private readonly int[] _free = [.. Enumerable.Range(0, most).Reverse()];

    public Connection this[int token] => _all[token];

    public int Most => _all.Length;

    /// <summary>How many places are free, whether connected or not.</summary>
    public int Free { get; private set; } = most;

    /// <summary>The exchange that has been under way for longest; null when there is none.</summary>
    public Connection? Longest { get; private set; }

    private Connection? Latest { get; set; }

    /// <summary>Takes a free place for an event.</summary>
    public Connection Engage(int serial, int owner, long now)
    {
        Connection connection = _all[_free[--Free]];
        (connection.Serial, connection.Owner, connection.BegunAt, connection.FirstByteAt) = (serial, owner, now, -1);
        (connection.Earlier, connection.Later) = (Latest, null);
        connection.Answer.Reset();
        if (Latest is null)
        {
            Longest = connection;
        }
        else
        {
            Latest.Later = connection;
        }

        Latest = connection;
        return connection;
    }

    /// <summary>Its exchange is over.</summary>
    public void Release(Connection connection, bool keep)
    {
        if (connection.Earlier is null)
        {
            Longest = connection.Later;
        }
        else
        {
            connection.Earlier.Later = connection.Later;
        }

        if (connection.Later is null)
        {
            Latest = connection.Earlier;
        }
        else
        {
            connection.Later.Earlier = connection.Earlier;
        }

        connection.Serial = -1;
        connection.Took(connection.UnsentLength);
        if (!keep)
        {
            Close(connection);
        }

        _free[Free++] = connection.Index;
    }

    /// <summary>Closes it; its place stays what it is.</summary>
    public void Close(Connection connection)
    {
        if (connection.Fd >= 0)
        {
            poller.Remove(connection.Fd);
            _ = Libc.Close(connection.Fd);
            (connection.Fd, connection.Interest, connection.Connected) = (-1, 0, false);
        }
    }

    /// <summary>Has it watched for this from now on.</summary>
    public void Watch(Connection connection, int interest)
    {
        if (connection.Interest == interest)
        {
            return;
        }

        if (connection.Interest == 0)
        {
            poller.Add(connection.Fd, connection.Index, interest);
        }
        else
        {
            poller.Change(connection.Fd, connection.Index, interest);
        }

        connection.Interest = interest;
    }

    public void Dispose()
    {
        foreach (Connection connection in _all)
        {
            Close(connection);
        }
    }
}
