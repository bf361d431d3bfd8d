package io.bpftest.engine.platform;

import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/** Tells {@link Discovery} when one begins and ends; JUnit finds it as a service. */
public final class DiscoveryWatch implements LauncherDiscoveryListener {

    /** For the launcher. */
    public DiscoveryWatch() {}

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        Discovery.begin();
    }

    @Override
    public void launcherDiscoveryFinished(LauncherDiscoveryRequest request) {
        Discovery.end();
    }
}
