using Verification.Readiness.Watching;

namespace Verification.Cli.Watching;

/// <summary>What `watch` was told.</summary>
/// <param name="Plan">How long, and how often what.</param>
/// <param name="Out">Folder of the watch; null for artifacts/watch.</param>
/// <param name="NotifyCommand">A shell command that takes messages; null for none.</param>
/// <param name="NotifyShape">The form of messages that are posted.</param>
/// <param name="AcceptWrites">Whether what is written into the deployment need not be asked for.</param>
/// <param name="Clean">Whether only to remove what a watch left in the deployment.</param>
/// <param name="InstallHelp">Whether only to print how to install it.</param>
internal sealed record WatchSettings(WatchPlan Plan, string? Out, string? NotifyCommand, NoticeShape NotifyShape, bool AcceptWrites, bool Clean, bool InstallHelp);
