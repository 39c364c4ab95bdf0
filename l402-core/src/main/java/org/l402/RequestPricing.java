package org.l402;

import jakarta.json.JsonException;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.l402.internal.token.Grant;
import org.l402.internal.token.Tariff;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.l402.price.PriceInput;
import org.l402.price.PriceInputs;
import org.l402.price.Pricing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the price of one request, reading its body where the offer says so. */
final class RequestPricing {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);

    private final JsonProvider json;
    private final JsonBody bodies;

    RequestPricing(JsonProvider json) {
        this.json = json;
        this.bodies = new JsonBody(json);
    }

    /** The price as a new customer gets it. */
    Tariff quote(RequestContext context) throws RefusedException {
        Offer offer = context.offer();
        if (offer.pricing() instanceof Pricing.Fixed fixed) {
            return Tariff.fixed(fixed.price().msat());
        }
        Pricing.Computed computed = (Pricing.Computed) offer.pricing();
        PriceInputs inputs = inputs(context, computed);
        return Tariff.computed(compute(context, computed, inputs), inputs.digest());
    }

    /**
     * The price for a holder of a grant. A quote keeps its unit price, so that a price that moved between challenge and
     * retry costs no second payment; but only for the offer and the inputs that were quoted.
     */
    Tariff quote(RequestContext context, Grant grant) throws RefusedException {
        Offer offer = context.offer();
        boolean quoted = grant.offer().equals(offer.id());
        if (offer.pricing() instanceof Pricing.Fixed fixed) {
            boolean honoured = quoted && grant.tariff().inputs().isEmpty();
            return honoured ? grant.tariff() : Tariff.fixed(fixed.price().msat());
        }
        Pricing.Computed computed = (Pricing.Computed) offer.pricing();
        PriceInputs inputs = inputs(context, computed);
        Optional<String> digest = Optional.of(inputs.digest());
        return quoted && digest.equals(grant.tariff().inputs())
                ? grant.tariff()
                : Tariff.computed(compute(context, computed, inputs), inputs.digest());
    }

    private static long compute(RequestContext context, Pricing.Computed computed, PriceInputs inputs)
            throws RefusedException {
        try {
            Price price = computed.function().price(inputs);
            return price.msat();
        } catch (NumberFormatException notForTheClient) {
            throw new RefusedException(Problem.UNPRICEABLE_REQUEST, "A value that the price depends on is no number.");
        } catch (IllegalArgumentException noPrice) {
            throw new RefusedException(Problem.UNPRICEABLE_REQUEST, String.valueOf(noPrice.getMessage()));
        } catch (RuntimeException sellersMistake) {
            LOG.error(
                    "The price function of {} failed [{}]",
                    context.offer().id(),
                    context.correlationId(),
                    sellersMistake);
            throw new RefusedException(Problem.PRICE_UNAVAILABLE, "The price function failed.");
        }
    }

    private PriceInputs inputs(RequestContext context, Pricing.Computed computed) throws RefusedException {
        Map<PriceInput, Optional<String>> values = new LinkedHashMap<>();
        JsonValue body = computed.readsBody() ? bodies.read(context.view()) : JsonValue.NULL;
        for (PriceInput input : computed.inputs()) {
            values.put(input, value(context.view(), input, body));
        }
        return new PriceInputs(values);
    }

    private Optional<String> value(RequestView view, PriceInput input, JsonValue body) {
        return switch (input.kind()) {
            case METHOD -> Optional.of(view.method());
            case PATH -> Optional.of(view.paths().get(0));
            case HEADER -> view.headers(input.name()).stream().findFirst();
            case QUERY -> view.query(input.name());
            case JSON -> at(input.name(), body);
        };
    }

    private Optional<String> at(String pointer, JsonValue body) {
        if (pointer.isEmpty()) {
            return Optional.of(text(body));
        }
        if (!(body instanceof JsonStructure structure)) {
            return Optional.empty();
        }
        try {
            return Optional.of(text(json.createPointer(pointer).getValue(structure)));
        } catch (JsonException notThere) {
            return Optional.empty();
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
