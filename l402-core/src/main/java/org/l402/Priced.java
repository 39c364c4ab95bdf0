package org.l402;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a price on an endpoint: a servlet class, its {@code doXxx} methods, or a JAX-RS resource class or method. On a
 * method it wins over the class. Read once at start-up.
 *
 * <pre>{@code
 * @Priced(sats = 30, free = "1 per PT24H")
 * }</pre>
 *
 * <p>Exactly one of {@code sats}, {@code msat} and {@code offer} must be given.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Priced {
    /** Price of a call in satoshi. */
    long sats() default 0;

    /** Price of a call in millisatoshi; a wallet that takes whole satoshis only makes the invoice for the next one. */
    long msat() default 0;

    /** Name of an offer that the builder was given with {@link L402Builder#offer}. */
    String offer() default "";

    /** Calls that every client has for free, like {@code 1 per PT24H}. Default: none. */
    String free() default "";

    /** Name of the offer in tokens. Default: made from the method and the path. */
    String id() default "";

    /** Makes tokens of all offers with this name good for each other. Default: a token pays for its own offer only. */
    String service() default "";

    /** What the payer reads in the wallet. Default: the id. */
    String description() default "";
}
