package io.kafkalifeline.agent.loading;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Does what needs the agent's own permissions while classes of the application, which may have fewer, are on the stack.
 * Only a security manager asks for them.
 */
public final class Privileged {
    private Privileged() {}

    /** Does it, and throws what it throws. */
    public static <T> T call(PrivilegedExceptionAction<T> action) throws Exception {
        if (System.getSecurityManager() == null) {
            return action.run();
        }
        try {
            return AccessController.doPrivileged(action);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }
}
