package org.l402.price;

import java.util.List;

/** How the price of a call is found. */
public sealed interface Pricing {
    /** Always the same. */
    record Fixed(Price price) implements Pricing {
        @Override
        public String toString() {
            return price.toString();
        }
    }

    /** By a function of declared inputs. */
    record Computed(PriceFunction function, List<PriceInput> inputs) implements Pricing {
        public Computed {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String toString() {
            return "computed from " + inputs;
        }
    }

    /** Whether the price depends on the JSON body, which the engine then reads before the handler does. */
    default boolean readsBody() {
        return this instanceof Computed computed
                && computed.inputs().stream().anyMatch(input -> input.kind() == PriceInput.Kind.JSON);
    }
}
