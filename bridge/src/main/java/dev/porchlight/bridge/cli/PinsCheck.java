package dev.porchlight.bridge.cli;

import dev.porchlight.hardware.Board;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.HardwareException;
import dev.porchlight.hardware.PinReport;
import java.util.List;

/**
 * Who would drive the pins, and what the kernel says of each: its line's name and who has it. Drives nothing. A pin that
 * somebody has while a Porchlight is running is most likely its own, and then no fault.
 */
final class PinsCheck {

    private PinsCheck() {}

    static void tell(BoardConfig wall, boolean porchlightRuns, Findings findings) {
        findings.section("Pins");
        if (wall.isEmpty()) {
            findings.line(
                    "no light, relay or button is set; a first one is  light.porch = gpio:17  in porchlight.properties");
            findings.line(GpioGroup.line());
            return;
        }
        List<PinReport> reports = Board.inspect(wall);
        boolean held = reports.stream().anyMatch(report -> report.holder().isPresent());
        try {
            findings.line(Terminal.shown(Board.dryRun(wall)));
        } catch (HardwareException e) {
            if (porchlightRuns && held) {
                findings.line("in use by the Porchlight that is running: " + Terminal.shown(e.getMessage()));
            } else {
                findings.mend(Terminal.shown(e.getMessage()));
            }
        }
        for (PinReport report : reports) {
            findings.line(Terminal.shown(
                    "%-20s %-16s %s".formatted(report.use(), report.pin().describe(), line(report))));
        }
        findings.line(GpioGroup.line());
    }

    private static String line(PinReport report) {
        if (!report.known() && report.holder().isEmpty()) {
            return "not known here";
        }
        return report.lineName().map(name -> "line " + name + ", ").orElse("")
                + report.holder().map(holder -> "held by " + holder).orElse("free");
    }
}
