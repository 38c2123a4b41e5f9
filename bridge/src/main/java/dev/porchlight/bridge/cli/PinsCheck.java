package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.wall.WallSettings;
import dev.porchlight.hardware.Board;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.HardwareException;
import dev.porchlight.hardware.PinReport;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Who would drive the pins, and what the kernel says of each: its line's name and who has it. Drives nothing. A pin that
 * somebody has while a Porchlight is running is most likely its own, and then no fault.
 */
final class PinsCheck {

    private PinsCheck() {}

    static void tell(WallSettings settings, boolean porchlightRuns, Findings findings) {
        BoardConfig wall = settings.board();
        findings.section("Pins");
        if (wall.isEmpty()) {
            findings.line(
                    "no light, relay or button is set; a first one is  light.porch = gpio:17  in porchlight.properties");
            findings.line(GpioGroup.line());
            return;
        }
        List<PinReport> reports = Board.inspect(wall);
        try {
            findings.line(Terminal.shown(Board.dryRun(wall)));
        } catch (HardwareException e) {
            refused(e.getMessage(), reports, porchlightRuns, findings);
        }
        for (PinReport report : reports) {
            findings.line(Terminal.shown(
                    "%-20s %-16s %s".formatted(report.use(), report.pin().describe(), line(report))));
        }
        if (settings.hasQuietHours()) {
            findings.line("quiet hours go by the clock of this machine, where it is "
                    + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES) + ", time zone "
                    + ZoneId.systemDefault());
        }
        findings.line(GpioGroup.line());
    }

    /** What keeps a start from the pins; what the Porchlight that runs has itself is none of it, whatever else is wrong. */
    static void refused(String why, List<PinReport> reports, boolean porchlightRuns, Findings findings) {
        List<PinReport> wrong =
                reports.stream().filter(report -> report.problem().isPresent()).toList();
        if (wrong.isEmpty()) {
            findings.mend(Terminal.shown(why));
        }
        boolean own = false;
        for (PinReport report : wrong) {
            if (porchlightRuns && report.heldByPorchlight()) {
                own = true;
            } else {
                findings.mend(Terminal.shown(report.problem().orElseThrow()));
            }
        }
        if (own) {
            findings.line("in use by the Porchlight that is running");
        }
    }

    private static String line(PinReport report) {
        if (!report.known() && report.holder().isEmpty()) {
            return "not known here";
        }
        return report.lineName().map(name -> "line " + name + ", ").orElse("")
                + report.holder().map(holder -> "held by " + holder).orElse("free");
    }
}
