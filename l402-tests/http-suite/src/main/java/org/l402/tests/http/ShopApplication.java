package org.l402.tests.http;

import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** The resources of the JAX-RS suite, for a host to mount at {@code /api/*} behind the filter. */
public final class ShopApplication extends Application {
    private final Set<Object> singletons = new HashSet<>();
    private final Shop shop;

    ShopApplication(Shop shop, Runs runs) {
        this.shop = shop;
        singletons.add(new ShopResources.OnMethods(runs));
        singletons.add(new ShopResources.OnClass());
        singletons.add(new ShopResources.OnContract());
        singletons.add(new ShopResources.Both());
        singletons.add(new ShopResources.ByRule());
        singletons.add(new ShopResources.Clash(runs));
    }

    /** The shop whose filter goes in front. */
    public Shop shop() {
        return shop;
    }

    /** Deprecated, and still the only way to hand a server resources that were made before. */
    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        return singletons;
    }
}
