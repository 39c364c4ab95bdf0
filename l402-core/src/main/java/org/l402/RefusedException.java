package org.l402;

/** Ends the way to a price inside the engine; never leaves it. Carries no stack trace: strangers cause it. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String detail;

    RefusedException(Problem problem, String detail) {
        this.problem = problem;
        this.detail = detail;
    }

    Problem problem() {
        return problem;
    }

    String detail() {
        return detail;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
