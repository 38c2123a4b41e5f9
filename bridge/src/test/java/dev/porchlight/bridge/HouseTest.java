package dev.porchlight.bridge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the house as rules: which room may import which, and which library belongs to which room. */
class HouseTest {

    private static final String ROOT = "dev.porchlight.bridge";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** What each room may import; {@code log} imports nothing and is open to all, {@code settings} to all but home. */
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("log", Set.of()),
            Map.entry("settings", Set.of("log")),
            Map.entry("home", Set.of("log")),
            Map.entry("guilds", Set.of("log", "settings", "home")),
            Map.entry("discord", Set.of("log", "settings", "home", "guilds")),
            Map.entry("door", Set.of("log", "settings")),
            Map.entry("devices", Set.of("log", "settings", "home", "door")),
            Map.entry("health", Set.of("log", "settings", "home", "door")),
            Map.entry("service", Set.of("log", "home")),
            Map.entry("tokens", Set.of("log", "settings", "door")),
            Map.entry("store", Set.of("log", "settings")),
            Map.entry("presence", Set.of("log", "settings", "home", "guilds", "door", "store")),
            Map.entry("lanyard", Set.of("log", "settings", "guilds", "presence", "door", "store")),
            Map.entry("wall", Set.of("log", "settings", "home", "door", "tokens")),
            Map.entry("cli", Set.of("discord", "door", "guilds", "home", "log", "settings", "tokens", "wall"))));

    static Set<String> rooms() {
        return MAY_IMPORT.keySet();
    }

    @Test
    void givenThePackagesThenEachIsARoomOfThePlan() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(c -> {
            if (!c.getPackageName().equals(ROOT)) {
                rooms.add(c.getPackageName().substring(ROOT.length() + 1));
            }
        });
        assertThat(rooms).isEqualTo(rooms());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void givenARoomThenItImportsOnlyWhatThePlanAllows(String room) {
        List<String> allowed = new ArrayList<>();
        allowed.add(ROOT + "." + room);
        MAY_IMPORT.get(room).forEach(other -> allowed.add(ROOT + "." + other));
        if (room.equals("cli")) {
            allowed.add(ROOT); // Bridge
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room)
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "discord, net.dv8tion..",
        "door, org.java_websocket..",
        "door, fi.iki.elonen..",
        "cli, picocli..",
        "health, io.prometheus..",
        "store, org.h2..",
        "nowhere, com.pi4j..",
        "nowhere, dev.porchlight.sim.."
    })
    void givenALibraryThenOneRoomAloneKnowsIt(String room, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void givenTheHardwareThenOnlyTheWallAndTheCommandLineKnowIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".wall", ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.porchlight.hardware..")
                .check(CLASSES);
    }

    @Test
    void givenTheRoomsThenNoCircleRunsThroughThem() {
        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void givenBridgeThenOnlyTheCommandLineKnowsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".Bridge")
                .check(CLASSES);
    }
}
