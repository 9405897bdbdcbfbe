package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ipc.IpcTemplate;

/**
 * With what Admiral and workers exchange control records. No {@link IpcTemplate} bean, so
 * that the application may have its own.
 *
 * @param template the template
 */
record ControlTemplate(IpcTemplate template) {
}
