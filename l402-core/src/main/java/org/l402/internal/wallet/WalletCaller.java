package org.l402.internal.wallet;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;

/**
 * Calls a wallet on threads of its own, for a limited time, and only so many times at once. Some more wait for their turn;
 * everybody else is told at once to come back later, so that a wallet that hangs holds up a bounded number of request
 * threads.
 *
 * <p>Thread-safe. {@link #close} interrupts all calls.
 */
public final class WalletCaller implements AutoCloseable {
    private static final Duration IDLE_THREADS_LIVE = Duration.ofSeconds(10);
    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

    private static final int WAITING_FOR_EACH = 4;

    private final TimeLimiter timeLimiter;
    private final Bulkhead waitingRoom;
    private final Bulkhead calls;
    private final ExecutorService threads;

    /**
     * @param name for thread names
     * @param timeLimit for one call
     * @param concurrency calls at once; four times as many wait. Twice as many threads, for calls that ignore an interrupt
     */
    public WalletCaller(String name, Duration timeLimit, int concurrency) {
        this.timeLimiter = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(timeLimit)
                .cancelRunningFuture(true)
                .build());
        this.waitingRoom = bulkhead(name, concurrency * (1 + WAITING_FOR_EACH), Duration.ZERO);
        this.calls = bulkhead(name, concurrency, timeLimit);
        this.threads = threads(name, 2 * concurrency);
    }

    /**
     * The answer of the wallet.
     *
     * @throws InvoiceBackendException of the wallet's own making; or {@link ErrorKind#TIMEOUT}, or {@link
     *     ErrorKind#UNAVAILABLE} if too many calls are under way or the wallet failed in an unforeseen way
     */
    public <T> T call(Callable<T> wallet) {
        try {
            return waitingRoom.executeCallable(
                    () -> calls.executeCallable(() -> timeLimiter.executeFutureSupplier(() -> threads.submit(wallet))));
        } catch (InvoiceBackendException e) {
            throw e;
        } catch (BulkheadFullException | RejectedExecutionException e) {
            throw new InvoiceBackendException(
                    ErrorKind.UNAVAILABLE, "too many calls to the wallet are under way", Optional.of(BUSY_RETRY));
        } catch (TimeoutException e) {
            throw new InvoiceBackendException(ErrorKind.TIMEOUT, "the wallet did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvoiceBackendException(ErrorKind.UNAVAILABLE, "interrupted while waiting for the wallet");
        } catch (Exception e) {
            throw unforeseen(e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The message of a foreign exception may hold anything, a credential too: only its type is told. */
    private static InvoiceBackendException unforeseen(Throwable cause) {
        return cause instanceof InvoiceBackendException known
                ? known
                : new InvoiceBackendException(
                        ErrorKind.UNAVAILABLE,
                        "the wallet failed with " + cause.getClass().getName());
    }

    private static Bulkhead bulkhead(String name, int size, Duration wait) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(size)
                        .maxWaitDuration(wait)
                        .build());
    }

    private static ExecutorService threads(String name, int max) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, max, IDLE_THREADS_LIVE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "l402-wallet-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
