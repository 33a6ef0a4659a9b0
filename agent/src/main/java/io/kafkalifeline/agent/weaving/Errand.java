package io.kafkalifeline.agent.weaving;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that a thread of the application hands to one of ours, and waits for: the caller's stack may be nearly full, and
 * it may have been interrupted.
 *
 * <p>There is no deadlock, although the caller is inside the loading of a class and may hold its loader's locks. Our
 * thread never goes to an application's loader: what it needs from there it asks of the caller, who holds those locks
 * already, as in any loading of a class. Every caller has a thread of ours to itself, so no caller waits for another.
 * And the wait has an end, after which the caller goes on without.
 */
final class Errand implements Runnable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Resources callers;
    private final Work work;

    // Guarded by this; a question, its answer, and the end take turns.
    private String question;
    private byte[] answer;
    private IOException unanswered;
    private boolean done;
    private byte[] result;
    private Throwable failure;

    /**
     * @param callers read on the caller's thread
     * @param work done on ours
     */
    Errand(Resources callers, Work work) {
        this.callers = callers;
        this.work = work;
    }

    @Override
    public void run() {
        byte[] made = null;
        Throwable thrown = null;
        try {
            made = work.weave(this::ask);
        } catch (Throwable e) {
            thrown = e;
        }
        end(made, thrown);
    }

    /** Waits for the result on the caller's thread. An interrupt changes nothing and is still there afterwards. */
    byte[] await() throws Throwable {
        boolean interrupted = Thread.interrupted();
        try {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (true) {
                interrupted |= awaitTurn(deadline);
                String name;
                synchronized (this) {
                    if (done) {
                        break;
                    }
                    name = question;
                }
                reply(name);
            }
            if (failure != null) {
                throw failure;
            }
            return result;
        } catch (Throwable e) {
            end(null, e); // our thread must not wait for an answer
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether it was interrupted. */
    private synchronized boolean awaitTurn(long deadline) throws TimeoutException {
        boolean interrupted = false;
        while (!done && question == null) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("the agent's thread did not get on");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private void reply(String name) {
        byte[] content = null;
        IOException problem = null;
        try {
            content = callers.read(name);
        } catch (Throwable e) {
            problem = new IOException(name, e);
        }
        synchronized (this) {
            question = null;
            answer = content;
            unanswered = problem;
            notifyAll();
        }
    }

    private synchronized byte[] ask(String name) throws IOException {
        question = name;
        notifyAll();
        while (question != null && !done) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        if (done) {
            throw new IOException("the caller is gone");
        }
        if (unanswered != null) {
            throw unanswered;
        }
        return answer;
    }

    private synchronized void end(byte[] made, Throwable thrown) {
        if (!done) {
            done = true;
            result = made;
            failure = thrown;
            notifyAll();
        }
    }

    /** What is done on our thread. */
    interface Work {
        /**
         * Weaves a class.
         *
         * @param resources what the caller's loader offers
         * @return null where the class stays as it is
         */
        byte[] weave(Resources resources) throws Exception;
    }
}
