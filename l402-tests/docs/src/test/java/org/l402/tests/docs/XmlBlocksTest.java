package org.l402.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every XML block of every page is XML, names filters that exist, and modules that the BOM has. */
class XmlBlocksTest {
    static List<Page.Block> blocks() {
        return Page.blocks("xml");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void namesWhatExists(Page.Block block) throws Exception {
        Document document = parse("<block>" + block.text().replaceFirst("<\\?xml[^>]*>", "") + "</block>");

        for (String filter : texts(document.getDocumentElement(), "filter-class")) {
            assertThat(Class.forName(filter)).isAssignableTo(Filter.class);
        }
        assertThat(texts(document.getDocumentElement(), "param-name")).isSubsetOf("config");
        NodeList dependencies = document.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            requirePublished((Element) dependencies.item(i));
        }
    }

    private static void requirePublished(Element dependency) throws Exception {
        if (texts(dependency, "groupId").contains("org.l402")) {
            String bom = Page.read(Page.ROOT.resolve(Path.of("l402-bom", "pom.xml"))).lines().stream()
                    .map(String::strip)
                    .reduce("", String::concat);
            Document published = parse(bom.replaceFirst("<\\?xml[^>]*>", ""));
            assertThat(texts(published.getDocumentElement(), "artifactId"))
                    .containsAll(texts(dependency, "artifactId"));
            assertThat(texts(dependency, "version"))
                    .isSubsetOf(texts(published.getDocumentElement(), "version").get(0));
        }
    }

    private static List<String> texts(Element element, String tag) {
        NodeList found = element.getElementsByTagName(tag);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
