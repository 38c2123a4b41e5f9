package dev.porchlight.sim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The extension in device-sim.jar, with the oldest JUnit it is for, the last 5.x, and ours. */
class JUnitVersionsIT {
    private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();

    @BeforeAll
    static void makeTheJar() throws IOException {
        PorchlightExtensionTest.makeTheJar();
    }

    static List<Console> versions() throws IOException {
        return Console.all();
    }

    private static Console.Ended run(Console junit, Class<?>... types) throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(TESTS));
        classPath.addAll(Console.jars("assertj", "byte-buddy"));
        List<String> selection = new ArrayList<>();
        for (Class<?> type : types) {
            selection.add("--select-class=" + type.getName());
        }
        return junit.run(classPath, selection.toArray(String[]::new));
    }

    @Test
    void thereAreThreeOfThem() throws IOException {
        assertThat(versions()).extracting(Console::toString).hasSize(3).first().isEqualTo("JUnit platform 1.8.2");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void givenThisVersionThenParametersFieldsBridgesAndNestedClassesWork(Console junit) throws Exception {
        Console.Ended ended = run(
                junit,
                PorchlightExtensionTest.AsksForADiscord.class,
                PorchlightExtensionTest.AsksForEverything.class,
                PorchlightExtensionTest.StaticFields.class,
                PorchlightExtensionTest.InstanceFields.class,
                PorchlightExtensionTest.OneInstance.class,
                PorchlightExtensionTest.SeveralBridges.class);
        assertThat(ended.said()).contains("11 tests successful", "0 tests failed");
        assertThat(ended.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void givenThisVersionThenAFailureHasTheBridgesLinesAndAllIsStoppedInOrder(Console junit) throws Exception {
        Console.Ended ended = run(junit, FailureReportTest.FailsBesideABridge.class);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("the lamp ==> expected: <on> but was: <off>", "    board came");
        Console.Ended stubborn = run(junit, FailureReportTest.DoesNotStop.class);
        assertThat(stubborn.said()).contains("was killed", "boards 0, Discord there");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void givenThisVersionThenAConstructorMayAskOrIsToldWhyNot(Console junit) throws Exception {
        Console.Ended ended = run(junit, PorchlightExtensionTest.ManyInstances.class);
        if (junit.before(1, 12)) {
            assertThat(ended.said()).contains("JUnit 5.12 or newer", "@BeforeEach");
        } else {
            assertThat(ended.code()).as(ended.said()).isZero();
        }
    }
}
