package org.l402.invoice;

/**
 * What the engine must know of a wallet.
 *
 * @param name stands in every grant, so that any server can ask the right wallet later: lower-case letters, digits and
 *     {@code -}, at most 32
 * @param network the network that its invoices must be for
 * @param millisatoshis whether it takes amounts below one satoshi; the engine rounds up for one that does not
 * @param preimageIsProof whether a preimage proves payment: false for a wallet that shows preimages of unpaid invoices
 */
public record BackendTraits(String name, Network network, boolean millisatoshis, boolean preimageIsProof) {
    /**
     * The name of the wallet that only pretends to be paid, and of no other. Tokens that were bought from it are good only
     * where it is the wallet: who tried things with it must not find them bought when real money is asked for.
     */
    public static final String DEVELOPMENT = "development";

    /** @throws IllegalArgumentException for a name that cannot stand in a grant */
    public BackendTraits {
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "a wallet name has 1 to 32 lower-case letters, digits and '-', not \"" + name + "\"");
        }
    }
}
