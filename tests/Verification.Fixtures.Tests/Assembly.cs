// The tests wait for processes far more than they compute.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
