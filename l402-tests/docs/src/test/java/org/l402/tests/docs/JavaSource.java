package org.l402.tests.docs;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A Java block of a page, as something that a compiler takes. A block with an {@code import} or a {@code package} is a
 * whole file. Any other is a fragment: members of a class, or statements of a method; the API of this project, of servlets,
 * JAX-RS and JUnit is imported for it, and the fields below are there.
 */
final class JavaSource extends SimpleJavaFileObject {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    // One for all blocks: it remembers what is in the class path.
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ROOT, null);

    private static final Pattern WHOLE = Pattern.compile("^(import|package) ", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^public (?:final |abstract |sealed )*(?:class|interface|record|enum|@interface) (\\w+)",
            Pattern.MULTILINE);

    private static final List<String> PACKAGES = List.of(
            "java.io",
            "java.net",
            "java.net.http",
            "java.time",
            "java.util",
            "java.util.stream",
            "jakarta.servlet",
            "jakarta.servlet.annotation",
            "jakarta.servlet.http",
            "jakarta.ws.rs",
            "jakarta.ws.rs.container",
            "jakarta.ws.rs.core",
            "jakarta.ws.rs.sse",
            "org.junit.jupiter.api",
            "org.l402",
            "org.l402.config",
            "org.l402.invoice",
            "org.l402.invoice.development",
            "org.l402.invoice.lnd",
            "org.l402.jaxrs",
            "org.l402.ledger",
            "org.l402.ledger.jdbc",
            "org.l402.macaroon",
            "org.l402.price",
            "org.l402.servlet",
            "org.l402.testkit");

    private static final String FIELDS = """
            ServletContext context; HttpServletRequest request; HttpServletResponse response;
            L402Builder builder; L402 l402; InvoiceBackend wallet;
            """;

    private final String code;

    private JavaSource(String name, String code) {
        super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
        this.code = code;
    }

    /** The ways in which a block may be meant. */
    static List<JavaSource> of(String block) {
        if (WHOLE.matcher(block).find()) {
            Matcher type = TYPE.matcher(block);
            return List.of(new JavaSource(type.find() ? type.group(1) : "Block", block));
        }
        String imports =
                PACKAGES.stream().map(name -> "import " + name + ".*; ").reduce("", String::concat);
        String start = imports + "import jakarta.ws.rs.Path;\nclass Block { " + FIELDS;
        return List.of(
                new JavaSource("Block", start + block + "\n}"),
                new JavaSource("Block", start + "void run() throws Exception {\n" + block + "\n} }"));
    }

    /** What the compiler has against it; nothing if it compiles. */
    List<String> errors(Path output) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none", "--release", "17", "-d", output.toString(), "-cp", System.getProperty("java.class.path"));
        Boolean good = COMPILER.getTask(new StringWriter(), FILES, found, options, null, List.of(this))
                .call();
        return good
                ? List.of()
                : found.getDiagnostics().stream()
                        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                        .map(problem -> problem.getMessage(Locale.ROOT))
                        .toList();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
    }
}
