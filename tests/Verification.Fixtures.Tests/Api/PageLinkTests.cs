using FluentAssertions;
using Verification.Fixtures.Api;
using Xunit;

namespace Verification.Fixtures.Tests.Api;

public sealed class PageLinkTests
{
    [Theory]
    // As the standard has it, and as 5.2 was seen to print it.
    [InlineData("""<http://h/x/>; rel="previous"; results="false", <http://h/x/?cursor=abc>; rel="next"; results="true"; cursor="abc" """, "abc")]
    [InlineData("""{'<http://h/x/>; rel="previous"; results="false", <http://h/x/?cursor=cD0y&limit=10>; rel="next"; results="true"; cursor="cD0y"'}""", "cD0y")]
    [InlineData("""{'<http://h/x/>; rel="previous"; results="false", <http://h/x/>; rel="next"; results="false"'}""", null)]
    [InlineData("""<http://h/x/?cursor=p>; rel="previous"; results="true"; cursor="p", <http://h/x/>; rel="next"; results="false" """, null)]
    [InlineData("", null)]
    public void NextCursor_Header_IsTheNextPageOnly(string header, string? expected) => PageLink.NextCursor(header).Should().Be(expected);
}
