[assembly: AssemblyFixture(typeof(Targets))]
