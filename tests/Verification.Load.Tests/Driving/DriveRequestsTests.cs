using System.Text.Json;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;
using Verification.Readiness;

namespace Verification.Load.Tests.Driving;

public sealed class DriveRequestsTests
{
    private static readonly DriveRequest Good = Given.Request(Given.Plan(Given.Constant(10, 1000)));

    public static TheoryData<string, Func<DriveRequest, DriveRequest>> Bad => new()
    {
        { "the load engine speaks plain HTTP", request => request with { Url = "https://errors.example.test" } },
        { "the load engine speaks plain HTTP", request => request with { Sink = "https://errors.example.test" } },
        { "this is not the address of a target", request => request with { Url = "errors.example.test" } },
        { "this is not the address of a target", request => request with { Url = "ftp://errors.example.test" } },
        { "runTag has to be 16 hexadecimal digits", request => request with { RunTag = "0011" } },
        { "runTag has to be 16 hexadecimal digits", request => request with { RunTag = "zz112233445566ff" } },
        { "output has to be an existing folder", request => request with { Output = "no/such/folder" } },
        { "timeoutMilliseconds has to be above 0", request => request with { TimeoutMilliseconds = 0 } },
        { "connections have to be", request => request with { Plan = request.Plan with { Connections = new(0, true) } } },
        { "a payload has", request => request with { Plan = request.Plan with { Payload = new(10, 1, false) } } },
        { "a payload has", request => request with { Plan = request.Plan with { Payload = new(1000, 0, false) } } },
        { "a plan needs stages", request => request with { Plan = request.Plan with { Stages = [] } } },
        { "a burst needs events", request => request with { Plan = request.Plan with { Stages = [Given.Burst(0)] } } },
        { "a burst needs events", request => request with { Plan = request.Plan with { Stages = [Given.Constant(-1, 100)] } } },
        { "a burst belongs in an open plan", request => request with { Plan = Given.Closed(10, Given.Burst(10)) } },
        { "thinkMilliseconds must not be below 0", request => request with { Plan = request.Plan with { ThinkMilliseconds = -1 } } },
        { "a plan sends 1 to", request => request with { Plan = request.Plan with { Stages = [Given.Constant(0, 1000)] } } },
        { "a plan sends 1 to", request => request with { Plan = request.Plan with { Stages = [Given.Constant(1_000_000, 1_000_000)] } } },
    };

    [Fact]
    public void Read_AGoodRequest_IsTheOneWritten() =>
        DriveRequests.Read(JsonSerializer.Serialize(Good, Json.Document)).Should().BeEquivalentTo(Good);

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Checked_ABadRequest_SaysWhatIsWrong(string words, Func<DriveRequest, DriveRequest> spoil) =>
        FluentActions.Invoking(() => DriveRequests.Checked(spoil(Good))).Should().Throw<InputException>().WithMessage($"*{words}*");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"plan\": 1}")]
    public void Read_NotARequest_SaysSo(string json) =>
        FluentActions.Invoking(() => DriveRequests.Read(json)).Should().Throw<InputException>().WithMessage("The request on the standard input is *");

    [Fact]
    public void Read_UnknownField_IsRefused() => FluentActions
        .Invoking(() => DriveRequests.Read(JsonSerializer.Serialize(Good, Json.Document).Insert(1, "\"speed\": 9,"))).Should().Throw<InputException>();
}
