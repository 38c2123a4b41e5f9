package dev.porchlight.sim.junit;

import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;

/** A test's failure with what the bridges said beneath its message. */
final class FailureReport {
    private FailureReport() {}

    /**
     * The failure to report: with the original as its cause, its stack trace, and expected and actual for a tool that shows
     * the difference. A skipped test and a JVM in trouble are left alone.
     */
    static Throwable of(Throwable failure, List<RunningBridge> bridges) {
        if (bridges.isEmpty()
                || failure instanceof IncompleteExecutionException
                || failure instanceof VirtualMachineError) {
            return failure;
        }
        StringBuilder message = new StringBuilder(
                failure instanceof AssertionError && failure.getMessage() != null
                        ? failure.getMessage()
                        : failure.toString());
        for (RunningBridge bridge : bridges) {
            message.append("\n\nThe bridge (process ")
                    .append(bridge.pid())
                    .append("): ")
                    .append(bridge.report());
        }
        AssertionFailedError told = failure instanceof AssertionFailedError difference
                        && difference.isExpectedDefined()
                        && difference.isActualDefined()
                ? new AssertionFailedError(
                        message.toString(),
                        difference.getExpected().getEphemeralValue(),
                        difference.getActual().getEphemeralValue(),
                        failure)
                : new AssertionFailedError(message.toString(), failure);
        told.setStackTrace(failure.getStackTrace());
        return told;
    }
}
