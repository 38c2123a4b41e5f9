package dev.porchlight.hardware;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.porchlight.hardware");

    @Test
    void pi4jIsKnownToOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.porchlight.hardware.pi4j")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pi4j..")
                .check(CLASSES);
    }

    @Test
    void onlyTheChooserOfProvidersKnowsThatPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.porchlight.hardware.pi4j")
                .and()
                .doNotHaveSimpleName("Providers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.porchlight.hardware.pi4j")
                .check(CLASSES);
    }

    @Test
    void thePinsKnowNothingOfTheBridgeTheSimulatorOrNetworks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.porchlight.bridge..", "dev.porchlight.sim..", "java.net..", "java.nio.channels..")
                .check(CLASSES);
    }
}
