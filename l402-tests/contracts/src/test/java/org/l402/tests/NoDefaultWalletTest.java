package org.l402.tests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.L402Builder;
import org.l402.L402Properties;
import org.l402.config.ConfigurationException;

/** A wallet that only pretends is used by those who name it, and by nobody else. */
class NoDefaultWalletTest {
    @Test
    @Tag("trap-23")
    @Tag("invariant-09")
    @Tag("bad-configuration")
    void theDevelopmentWalletOnTheClassPathIsNotChosenByItself() {
        L402Builder builder = read("price./x = 5 sat");

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("invoices")
                .hasMessageContaining("name one");
        read("price./x = 5 sat\ninvoices = development").build().close();
    }

    private static L402Builder read(String text) {
        return L402Properties.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "l402.properties");
    }
}
