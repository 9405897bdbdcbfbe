package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcTemplate;

/**
 * With what Admiral and workers exchange control records. No {@link IpcTemplate} bean, so
 * that the application may have its own.
 *
 * @param template the template
 * @param converter its converter, for whoever converts the fleet's own types
 */
record ControlTemplate(IpcTemplate template, CborMessageConverter converter) {
}
