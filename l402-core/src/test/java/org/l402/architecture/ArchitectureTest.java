package org.l402.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The cut of the core: arrows point one way, and nothing knows more than it must. */
@AnalyzeClasses(packages = "org.l402", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("org.l402.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_WEB_CONTAINER_IN_THE_CORE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("jakarta.servlet..", "jakarta.ws..");

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.l402.internal..",
                    "org.l402.invoice..",
                    "org.l402.ledger..",
                    "org.l402.macaroon..",
                    "org.l402.price..",
                    "org.l402.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.l402");

    @ArchTest
    static final ArchRule WALLETS_KNOW_NO_TOKENS = noClasses()
            .that()
            .resideInAPackage("org.l402.invoice..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.l402.macaroon..", "org.l402.internal.token..", "org.l402.ledger..");

    @ArchTest
    static final ArchRule LEDGERS_KNOW_NO_TOKENS = noClasses()
            .that()
            .resideInAPackage("org.l402.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.l402.macaroon..", "org.l402.internal.token..", "org.l402.price..");

    @ArchTest
    static final ArchRule BOUNCY_CASTLE_IS_FOR_ONE_CURVE = noClasses()
            .that()
            .doNotHaveSimpleName("Secp256k1")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule NOTHING_IS_GLOBAL =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NO_THREAD_LOCALS =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule NO_EVASIVE_NAMES = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Base|Abstract)")
            .because("a name says what a thing is");
}
