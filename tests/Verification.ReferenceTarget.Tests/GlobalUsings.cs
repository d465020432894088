global using System.Text.Json.Nodes;
global using FluentAssertions;
global using Verification.Fixtures;
global using Verification.ReferenceTarget.Tests.Hosting;
global using Xunit;
