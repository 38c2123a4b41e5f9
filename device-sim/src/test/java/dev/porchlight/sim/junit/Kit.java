package dev.porchlight.sim.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a class as JUnit runs it, and looks at what came of it. */
final class Kit {
    private Kit() {}

    static EngineExecutionResults run(Class<?> type) {
        return run(type, Map.of());
    }

    static EngineExecutionResults run(Class<?> type, Map<String, String> configuration) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(configuration)
                .selectors(selectClass(type))
                .execute();
    }

    /** Runs it; every test has to succeed, and there have to be so many. */
    static void allSucceed(Class<?> type, int tests) {
        allSucceed(run(type), tests);
    }

    static void allSucceed(EngineExecutionResults results, int tests) {
        List<Throwable> failures = failures(results);
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError("failed: " + failures.getFirst(), failures.getFirst());
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
        results.testEvents()
                .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
    }

    /** What every test and container failed with. */
    static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents()
                .finished()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    /** Runs a class of which exactly one thing fails. */
    static Throwable failure(Class<?> type) {
        List<Throwable> failures = failures(run(type));
        if (failures.size() != 1) {
            throw new AssertionError("one failure was expected: " + failures);
        }
        return failures.getFirst();
    }

    static long skipped(EngineExecutionResults results) {
        return results.testEvents().aborted().count();
    }
}
