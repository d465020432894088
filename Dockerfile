# The command line without the suite: audit, list, explain, report, verify, compare (README, "As a container").
# The tags follow the patch releases of .NET; build anew to get them.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props global.json .editorconfig ./
COPY fixtures/Verification.Fixtures fixtures/Verification.Fixtures
COPY tools/Verification.Audit tools/Verification.Audit
COPY tools/Verification.Cli tools/Verification.Cli
COPY tools/Verification.Load tools/Verification.Load
COPY tools/Verification.Readiness tools/Verification.Readiness
COPY tools/Verification.Verifier tools/Verification.Verifier
# No clone is in here that could tell, so whoever builds says which commit this is: `--version` repeats it, reports say "unknown".
ARG COMMIT=
RUN dotnet publish tools/Verification.Cli -c Release -o /app/readiness -p:UseAppHost=false -p:SourceRevisionId=$COMMIT
# The program looks for these above itself, and writes to artifacts/ beside them unless told otherwise.
COPY Verification.sln /app/
COPY scenarios/compromised-secrets.yaml /app/scenarios/
COPY scenarios/checks /app/scenarios/checks
COPY scenarios/rubrics /app/scenarios/rubrics
RUN ln -s /results /app/artifacts && chmod -R a+rX,go-w /app

FROM mcr.microsoft.com/dotnet/runtime:10.0
ARG COMMIT=
LABEL org.opencontainers.image.title="GlitchTip deployment audit" org.opencontainers.image.revision=$COMMIT
COPY --from=build /app /app
# Writable for whoever the container runs as: files of the audited folder are often readable for their owner only, so --user is usual.
RUN install -d -m 1777 /results
# No diagnostics socket: the root file system may be read-only.
ENV DOTNET_EnableDiagnostics=0
VOLUME /results
WORKDIR /work
USER 1654:1654
ENTRYPOINT ["dotnet", "/app/readiness/readiness.dll"]
CMD ["--help"]
