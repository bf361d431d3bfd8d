package io.bpftest.engine.platform;

import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Requests to run fixtures in this JVM or in another. */
final class Elsewhere {

    private Elsewhere() {}

    static LauncherDiscoveryRequestBuilder process(DiscoverySelector... selectors) {
        return request("process", selectors);
    }

    static LauncherDiscoveryRequestBuilder local(DiscoverySelector... selectors) {
        return request("local", selectors);
    }

    /** In a container, on the base image that a system property names. */
    static LauncherDiscoveryRequestBuilder container(DiscoverySelector... selectors) {
        return request("container", selectors);
    }

    private static LauncherDiscoveryRequestBuilder request(String environment, DiscoverySelector... selectors) {
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().configurationParameter("bpftest.environment", environment);
        return request.selectors(List.of(selectors));
    }
}
