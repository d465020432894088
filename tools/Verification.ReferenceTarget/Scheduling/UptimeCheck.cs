using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Scheduling;

/// <summary>One look at a monitored site.</summary>
public sealed class UptimeCheck(TimeProvider time)
{
    /// <summary>Reason: no answer in time.</summary>
    public const short Timeout = 1;

    /// <summary>Reason: another status than the expected one.</summary>
    public const short WrongStatus = 2;

    /// <summary>Reason: the expected text is not in the body.</summary>
    public const short WrongBody = 3;

    /// <summary>Reason: no connection.</summary>
    public const short Network = 5;

    private const int OrdinaryTimeout = 20;

    private HttpClient? http;

    /// <summary>Why the site counts as down, null when it is up; and how long it took to answer, in milliseconds.</summary>
    public async Task<(short? Reason, int? Milliseconds)> LookAsync(Row monitor, CancellationToken stop)
    {
        http ??= new HttpClient { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(monitor.Find<short?>("timeout") ?? OrdinaryTimeout));
        var begun = time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(Method(monitor), monitor.Get<string>("url"));
            request.Headers.UserAgent.ParseAdd("GlitchTip/5.2-reference");
            request.Headers.ConnectionClose = true;
            using var answer = await http.SendAsync(request, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(limit.Token);
            return (Judge(monitor, (int)answer.StatusCode, body), (int)time.GetElapsedTime(begun).TotalMilliseconds);
        }
        catch (HttpRequestException)
        {
            return (Network, null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (Timeout, null);
        }
    }

    private static HttpMethod Method(Row monitor) => monitor.Get<string>("monitor_type") switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        _ => HttpMethod.Head,
    };

    // A ping is content with any answer (recording 20: a 404 is up).
    private static short? Judge(Row monitor, int status, string body) =>
        monitor.Get<string>("monitor_type") == "Ping" ? null
        : status != monitor.Find<short?>("expected_status") ? WrongStatus
        : body.Contains(monitor.Get<string>("expected_body"), StringComparison.Ordinal) ? null : WrongBody;
}
