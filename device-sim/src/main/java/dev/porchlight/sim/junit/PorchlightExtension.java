package dev.porchlight.sim.junit;

import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a test a simulated Discord, boards, or a whole {@code porchlight.jar} between the two.
 *
 * <pre>{@code
 * @Simulated
 * class LightTest {
 *     @Test
 *     void lightFollowsVoice(SimDiscord discord, @Porchlight(jar = "porchlight.jar") RunningBridge bridge, @Board SimBoard lamp) {
 *         SimGuild home = discord.guild("Home");
 *         home.join(discord.user("alice"), home.voiceChannel("lounge"));
 *         lamp.awaitLit(true, Duration.ofSeconds(5));
 *     }
 * }
 * }</pre>
 *
 * <p>What a test, its {@code @BeforeEach} or its {@code @AfterEach} asks for lives for that test; what {@code @BeforeAll}, a
 * static {@link Simulated} field or the constructor of a class with one instance asks for lives for the class. A test whose
 * class has a Discord or a bridge already gets that one. When a test fails beside a bridge, the bridge's newest lines stand
 * below the failure's message. Afterwards boards, bridges and the Discord are stopped, in this order.
 *
 * <p>No state of its own; tests may run in parallel.
 */
public final class PorchlightExtension
        implements ParameterResolver,
                BeforeAllCallback,
                BeforeEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    static final Set<Class<?>> TYPES =
            Set.of(SimDiscord.class, SimBoards.class, SimBoard.class, RunningBridge.class, BridgeBuilder.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    /** From JUnit 5.12 on a constructor's parameters live for its test; before, they cannot. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Executable asking = parameter.getDeclaringExecutable();
        if (asking instanceof Constructor
                && context.getTestMethod().isEmpty()
                && lifecycle(context) == Lifecycle.PER_METHOD) {
            throw new ParameterResolutionException("A constructor can ask for a "
                    + parameter.getParameter().getType().getSimpleName()
                    + " with JUnit 5.12 or newer. Ask for it in the test, in @BeforeEach, or as a @Simulated field.");
        }
        try {
            Parameter asked = parameter.getParameter();
            return make(asked.getType(), asked, List.of(asking.getParameters()), context);
        } catch (BridgeFailed | IllegalArgumentException e) {
            throw new ParameterResolutionException(e.getMessage(), e);
        }
    }

    private static Lifecycle lifecycle(ExtensionContext context) {
        return context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD);
    }

    /**
     * @param beside the parameters of the same method, among which a board looks for its bridge
     */
    static Object make(Class<?> type, AnnotatedElement element, List<Parameter> beside, ExtensionContext context) {
        Scope scope = Scope.of(context);
        if (type == SimDiscord.class) {
            return scope.discord();
        } else if (type == SimBoards.class) {
            return scope.boards();
        } else if (type == RunningBridge.class) {
            return bridge(element, scope, context);
        } else if (type == BridgeBuilder.class) {
            return scope.builder(PorchlightSettings.on(element).orElseGet(() -> PorchlightSettings.around(context)));
        }
        return board(Optional.ofNullable(element.getAnnotation(Board.class)), beside, scope, context);
    }

    private static RunningBridge bridge(AnnotatedElement element, Scope scope, ExtensionContext context) {
        Optional<Porchlight> own = PorchlightSettings.on(element);
        if (own.isPresent()) {
            return scope.bridge(own.get());
        }
        return scope.anyBridge().orElseGet(() -> scope.bridge(PorchlightSettings.around(context)));
    }

    private static SimBoard board(
            Optional<Board> settings, List<Parameter> beside, Scope scope, ExtensionContext context) {
        Profile profile = settings.map(Board::value).orElse(Profile.ESP8266);
        String url = settings.map(Board::url).orElse("");
        String token = settings.map(Board::token).orElse("");
        if (!url.isEmpty()) {
            return scope.ownBoards().add(profile, url, token.isEmpty() ? RunningBridge.BOARD_TOKEN : token);
        }
        RunningBridge bridge = beside.stream()
                .filter(parameter -> parameter.getType() == RunningBridge.class)
                .findFirst()
                .map(parameter -> bridge(parameter, scope, context))
                .or(scope::anyBridge)
                .orElseGet(() -> bridgeOfBoard(scope, context));
        return scope.ownBoards().add(profile, bridge.boardUrl(), token.isEmpty() ? bridge.boardToken() : token);
    }

    private static RunningBridge bridgeOfBoard(Scope scope, ExtensionContext context) {
        try {
            return scope.bridge(PorchlightSettings.around(context));
        } catch (BridgeFailed e) {
            throw new BridgeFailed(
                    "A board needs something to connect to: give @Board(url = \"ws://…\"), or a bridge. "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getTestClass().ifPresent(type -> SimulatedFields.fillStatic(type, context));
        context.getTestInstance().ifPresent(instance -> SimulatedFields.fill(instance, context));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getTestInstances()
                .ifPresent(instances ->
                        instances.getAllInstances().forEach(instance -> SimulatedFields.fill(instance, context)));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    private static Throwable told(ExtensionContext context, Throwable failure) {
        return Scope.nearest(Optional.of(context))
                .map(scope -> FailureReport.of(failure, scope.allBridges()))
                .orElse(failure);
    }
}
