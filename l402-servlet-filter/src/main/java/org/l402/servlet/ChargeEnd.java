package org.l402.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.l402.Charge;
import org.l402.Charge.Outcome;
import org.l402.Reply;

/**
 * The one place where a charge ends: when {@code doFilter} returns, or, for an asynchronous request, when the container
 * says that it is complete.
 */
final class ChargeEnd implements AsyncListener {
    private final Charge charge;
    private final HttpServletResponse response;
    private volatile boolean failed;

    private ChargeEnd(Charge charge, HttpServletResponse response) {
        this.charge = charge;
        this.response = response;
    }

    /**
     * @param returned whether the application returned, rather than threw
     */
    static void after(HttpServletRequest request, HttpServletResponse response, Charge charge, boolean returned)
            throws IOException {
        ChargeEnd end = new ChargeEnd(charge, response);
        if (returned && request.isAsyncStarted()) {
            request.getAsyncContext().addListener(end);
            return;
        }
        end.failed = !returned;
        Optional<Reply> instead = charge.end(end.outcome());
        if (instead.isPresent() && !response.isCommitted()) {
            response.reset();
            ReplyWriter.write(instead.get(), request, response);
        }
    }

    private Outcome outcome() {
        if (response instanceof PricedResponse priced && priced.clientLeft()) {
            return Outcome.CLIENT_LEFT;
        }
        boolean refused = response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
        if (response.isCommitted()) {
            return refused ? Outcome.FAILED : Outcome.DELIVERED;
        }
        return refused || failed ? Outcome.FAILED : Outcome.READY;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        Outcome outcome = outcome();
        // Too late to send anything else: what is buffered is on its way.
        charge.end(outcome == Outcome.READY ? Outcome.DELIVERED : outcome);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        failed = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        failed = true;
    }

    /** A new asynchronous cycle forgets the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
