package dev.porchlight.bridge.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. Apart from {@link Version}, as the usual start does without picocli. */
final class VersionLine implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"porchlight " + Version.current()};
    }
}
