package org.l402.tests.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.l402.Payment;
import org.l402.Priced;
import org.l402.jaxrs.L402Feature;
import org.l402.servlet.L402Filter;
import org.l402.tests.http.WorkServlet.SellersOwnException;

/** JAX-RS resources with prices on methods, classes, interfaces and behind locators. */
final class ShopResources {
    private static final byte[] PART = WorkServlet.utf8("part\n");

    private ShopResources() {}

    /** Prices on methods. */
    @Path("shop")
    public static class OnMethods {
        private final Runs runs;

        OnMethods(Runs runs) {
            this.runs = runs;
        }

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("ok")
        @Priced(sats = 5)
        public String ok() {
            runs.count("ok");
            return "ok";
        }

        @GET
        @Path("empty")
        @Priced(sats = 5)
        public void empty() {
            runs.count("empty");
        }

        @GET
        @Path("throw")
        @Priced(sats = 5)
        public String fail() {
            throw new SellersOwnException();
        }

        @GET
        @Path("missing")
        @Priced(sats = 5)
        public String missing() {
            throw new NotFoundException();
        }

        @GET
        @Path("stream")
        @Priced(sats = 5)
        public StreamingOutput stream() {
            runs.count("stream");
            return out -> {
                for (int i = 0; i < 5; i++) {
                    out.write(PART);
                    out.flush();
                }
            };
        }

        /** JAX-RS says 200 to its response filters, and 500 to the client. */
        @GET
        @Path("stream-fails")
        @Priced(sats = 5)
        public StreamingOutput streamFails() {
            return out -> {
                throw new SellersOwnException();
            };
        }

        @GET
        @Path("async")
        @Priced(sats = 5)
        public void async(@Suspended AsyncResponse response) {
            ForkJoinPool.commonPool().execute(() -> response.resume("later"));
        }

        @GET
        @Path("async-fails")
        @Priced(sats = 5)
        public void asyncFails(@Suspended AsyncResponse response) {
            ForkJoinPool.commonPool().execute(() -> response.resume(new SellersOwnException()));
        }

        @GET
        @Path("sse")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @Priced(sats = 5)
        public void sse(@Context SseEventSink sink, @Context Sse sse) {
            runs.count("sse");
            // RESTEasy 6.2 on Tomcat deadlocks if an event is sent before this method has returned.
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> {
                for (int i = 0; i < 3; i++) {
                    sink.send(sse.newEvent("token " + i));
                }
                sink.close();
            });
        }

        @GET
        @Path("payment")
        @Priced(sats = 5)
        public String payment(@Context HttpServletRequest request) {
            return describe(L402Filter.charge(request).payment());
        }

        /** Jersey injects this into resources, RESTEasy into filters only. */
        @GET
        @Path("payment-by-context")
        @Priced(sats = 5)
        public String paymentByContext(@Context ContainerRequestContext request) {
            return describe(L402Feature.payment(request));
        }

        private static String describe(Optional<Payment> payment) {
            return payment.map(paid -> paid.paidMsat() + " " + paid.paymentHash())
                    .orElse("free");
        }

        @GET
        @Path("free")
        @Priced(sats = 30, free = "1 per PT24H")
        public String free() {
            return "free";
        }

        @GET
        @Path("cache")
        @Priced(sats = 5)
        public Response cache() {
            return Response.ok("cached")
                    .header("Cache-Control", "public, s-maxage=60, max-age=30")
                    .build();
        }

        @POST
        @Path("echo")
        @Consumes(MediaType.APPLICATION_JSON)
        @Produces(MediaType.TEXT_PLAIN)
        @Priced(offer = Shop.BY_WORDS)
        public String echo(String body) {
            runs.count("echo");
            return body;
        }

        @GET
        @Path("items/{id}")
        @Priced(msat = 1500)
        public String item(@PathParam("id") String id) {
            return id;
        }

        @Path("locator")
        public Located locator() {
            return new Located();
        }
    }

    /** A sub-resource, which no application lists. */
    public static class Located {
        @GET
        @Path("deep")
        @Priced(sats = 6)
        public String deep() {
            return "deep";
        }
    }

    /** A price on the class, and another on one method. */
    @Path("class")
    @Priced(sats = 14)
    public static class OnClass {
        @GET
        public String base() {
            return "base";
        }

        @Path("locator")
        public Unpriced locator() {
            return new Unpriced();
        }

        @GET
        @Path("dearer")
        @Priced(sats = 15)
        public String dearer() {
            return "dearer";
        }
    }

    /** A sub-resource that nobody has given a price. */
    public static class Unpriced {
        @GET
        @Path("deep")
        public String deep() {
            return "unpriced";
        }
    }

    /** Nothing but a path rule for one method puts a price on it. */
    @Path("by-rule")
    public static class ByRule {
        @GET
        public String get() {
            return "by rule";
        }
    }

    /** Prices on what a resource implements. */
    @Path("contract")
    public interface Contract<T> {
        @POST
        @Consumes(MediaType.TEXT_PLAIN)
        @Priced(sats = 16)
        String take(T thing);
    }

    /** Generic parameters are erased to another type here. */
    public static class OnContract implements Contract<String> {
        @Override
        public String take(String thing) {
            return thing;
        }
    }

    /** Behind a path rule with the same price. */
    @Path("both")
    public static class Both {
        @GET
        @Priced(sats = 5)
        public String both() {
            return "both";
        }
    }

    /** Behind a path rule with another price. */
    @Path("clash")
    public static class Clash {
        private final Runs runs;

        Clash(Runs runs) {
            this.runs = runs;
        }

        @GET
        @Priced(sats = 6)
        public String clash() {
            runs.count("clash");
            return "clash";
        }
    }
}
