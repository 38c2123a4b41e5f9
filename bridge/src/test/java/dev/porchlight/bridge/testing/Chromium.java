package dev.porchlight.bridge.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The distribution's Chromium, headless, with one page of an origin of its own that runs a script as it is and notes what the
 * script writes to the console.
 */
public final class Chromium implements AutoCloseable {

    private static final String BEFORE = """
            <!DOCTYPE html>
            <meta charset="utf-8">
            <script>
              const said = [];
              for (const level of ["log", "warn", "error"]) {
                console[level] = (...what) => said.push(JSON.stringify(what));
              }
              addEventListener("unhandledrejection", (event) => console.error(String(event.reason)));
              addEventListener("error", (event) => console.error(event.message));
            </script>
            <script>
            """;

    private final HttpServer site;
    private final ChromeDriver browser;

    private Chromium(HttpServer site, ChromeDriver browser) {
        this.site = site;
        this.browser = browser;
    }

    /**
     * Opens a page with this script. Skips the test, or fails where CI=true, without the packages chromium and
     * chromium-driver, which scripts/test installs.
     *
     * @param profile a folder for what a browser keeps
     */
    public static Chromium open(Path profile, String script) throws IOException {
        File browser = Tools.find("chromium").toFile();
        File driver = Tools.find("chromedriver").toFile();
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = (BEFORE + script + "</script>").getBytes(StandardCharsets.UTF_8);
        site.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
        try {
            return new Chromium(site, start(browser, driver, profile)).load();
        } catch (RuntimeException e) {
            site.stop(0);
            throw e;
        }
    }

    /** The sandbox wants a user other than root, and shared memory is scarce in containers. */
    private static ChromeDriver start(File browser, File driver, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + profile));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver)
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    private Chromium load() {
        browser.get("http://localhost:" + site.getAddress().getPort() + "/");
        return this;
    }

    /** What the script has written to the console, a JSON array of the arguments each time. */
    public List<String> said() {
        return ((List<?>) browser.executeScript("return said"))
                .stream().map(String.class::cast).toList();
    }

    /** Does something on the page. */
    public void run(String script) {
        browser.executeScript(script);
    }

    @Override
    public void close() {
        browser.quit();
        site.stop(0);
    }
}
