package io.bpftest.junit;

import io.bpftest.error.BpfException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test for which the kernel lacks something, where the settings say so.
 *
 * <p>What else is wrong is left to {@link BpfTestExtension}: Jupiter would hide an error of a condition within one of its
 * own. An extension of its own, brought by {@code @RequiresBpf} alone, so that tests which require nothing are not asked.
 */
public final class RequirementsCondition implements ExecutionCondition {

    private static final ConditionEvaluationResult NOTHING_LACKING =
            ConditionEvaluationResult.enabled("the kernel is not known to lack anything");

    /** For Jupiter. */
    public RequirementsCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestClass().isEmpty()) {
            return NOTHING_LACKING;
        }
        try {
            return new TestSession(context)
                    .reasonToSkip()
                    .map(ConditionEvaluationResult::disabled)
                    .orElse(NOTHING_LACKING);
        } catch (BpfException e) {
            return NOTHING_LACKING;
        }
    }
}
