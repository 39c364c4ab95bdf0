package org.l402.config;

/**
 * A setting is wrong, so nothing starts. The message is one sentence that names the setting, its value unless that is
 * secret, and the remedy.
 */
public final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
