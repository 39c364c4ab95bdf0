package org.l402.invoice.lnd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a response of at most so many bytes; breaks the connection off for a longer one. Copies, because a buffer that the
 * client hands out can be much larger than what it holds.
 */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int max;
    private Flow.@Nullable Subscription subscription;

    LimitedBody(int max) {
        this.max = max;
    }

    /** The response was too long. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLongException() {
            super("response is too long");
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription first) {
        subscription = first;
        first.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() > max - received.size()) {
                breakOff();
                return;
            }
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            received.writeBytes(copy);
        }
    }

    private void breakOff() {
        body.completeExceptionally(new TooLongException());
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(received.toByteArray());
    }
}
