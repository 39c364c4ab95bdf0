package org.l402.tests.docs;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.L402Builder;
import org.l402.invoice.development.DevelopmentWallet;

/** Every properties block of every page is understood, to the last key, and starts an engine. */
class PropertiesBlocksTest {
    private static final Pattern WALLET = Pattern.compile("^invoices\\s*=", Pattern.MULTILINE);

    @TempDir
    Path folder;

    static List<Page.Block> blocks() {
        return Page.blocks("properties");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void starts(Page.Block block) throws Exception {
        Seller seller = Seller.in(folder);

        assertThatCode(() -> start(seller, block))
                .as("%s%n%s", block, block.text())
                .doesNotThrowAnyException();
    }

    private static void start(Seller seller, Page.Block block) {
        L402Builder builder = seller.read(block.text(), block.toString());
        if (!WALLET.matcher(block.text()).find()) {
            builder.invoices(DevelopmentWallet.create());
        }
        builder.build().close();
    }
}
