package io.kafkalifeline.hooktests.cluster;

import io.kafkalifeline.hooktests.cluster.Event.Kind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;

/** One connection: one request at a time, as on a broker, on a thread of its own. */
final class ClusterConnection implements Runnable {
    private final int number;
    private final Socket socket;
    private final Script script;
    private final Journal journal;
    private final Answers answers;
    private final RecordAnswers records;
    private final SaslSession session = new SaslSession();
    private String clientId;
    private boolean open = true;

    ClusterConnection(
            int number, Socket socket, Script script, Journal journal, Answers answers, RecordAnswers records) {
        this.number = number;
        this.socket = socket;
        this.script = script;
        this.journal = journal;
        this.answers = answers;
        this.records = records;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (open) {
                ByteBuffer frame = Wire.read(in);
                if (frame == null) {
                    break;
                }
                serve(RequestHeader.parse(frame), frame, in);
            }
        } catch (IOException e) {
            // The client has gone without a farewell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open) {
            note(Kind.LEFT, null);
        }
    }

    private void serve(RequestHeader request, ByteBuffer body, DataInputStream in)
            throws IOException, InterruptedException {
        long now = System.nanoTime();
        ApiKeys api = request.apiKey();
        clientId = request.clientId();
        boolean handshake = api == ApiKeys.SASL_HANDSHAKE;
        boolean begun = handshake && script.isSasl() && session.begin(now);
        boolean sasl = begun || session.underWay();
        RecordAnswers.Produce produce = api == ApiKeys.PRODUCE ? records.produce(body) : null;
        journal.add(number, clientId, Kind.REQUEST, api, produce == null ? List.of() : produce.batches());
        if (!sasl && script.isEnforced() && session.hasExpired(now)) {
            note(Kind.EXPIRED, api);
            open = false;
            return;
        }
        Arrival arrival =
                new Arrival(number, clientId, api, session.established(), session.established() && session.underWay());
        Reaction reaction = script.reactionTo(arrival);
        if (reaction instanceof Reaction.Cut cut) {
            cut(cut.reset(), api);
        } else if (reaction instanceof Reaction.Silence) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } else if (reaction instanceof Reaction.Refuse refusal) {
            refuse(request, refusal.error(), refusal.words());
        } else if (handshake && !begun) {
            note(Kind.TOO_SOON, api);
            write(request, SaslSession.notAgreed(Errors.ILLEGAL_SASL_STATE, request.apiVersion()));
        } else {
            answer(request, body, produce, reaction);
        }
    }

    private void answer(RequestHeader request, ByteBuffer body, RecordAnswers.Produce produce, Reaction reaction)
            throws IOException, InterruptedException {
        if (reaction instanceof Reaction.Delay delay) {
            TimeUnit.NANOSECONDS.sleep(delay.time().toNanos());
        }
        int throttleMs = reaction instanceof Reaction.Throttle throttle
                ? Math.toIntExact(throttle.time().toMillis())
                : 0;
        short version = request.apiVersion();
        switch (request.apiKey()) {
            case API_VERSIONS -> write(request, Answers.apiVersions(version));
            case SASL_HANDSHAKE -> write(request, SaslSession.agreed(version));
            case SASL_AUTHENTICATE -> authenticate(request, body);
            case FETCH -> write(request, records.fetch(body, throttleMs));
            case PRODUCE -> {
                ByteBuffer answer = records.answer(produce, throttleMs);
                if (produce.wantsAnswer()) {
                    write(request, answer);
                }
            }
            default -> write(request, answers.to(request.apiKey(), version, body, throttleMs));
        }
        TimeUnit.MILLISECONDS.sleep(throttleMs);
    }

    private void authenticate(RequestHeader request, ByteBuffer body) throws IOException {
        boolean renewal = session.established();
        short version = request.apiVersion();
        String words = session.authenticate(body, version, System.nanoTime(), script.lifetime());
        if (words == null) {
            note(renewal ? Kind.RENEWED : Kind.AUTHENTICATED, null);
            write(request, SaslSession.granted(session.granted(), version));
        } else {
            refuse(request, Errors.SASL_AUTHENTICATION_FAILED, words);
        }
    }

    /** A handshake that is refused leaves the connection as it is, refused credentials close it: as on a broker. */
    private void refuse(RequestHeader request, Errors error, String words) throws IOException {
        note(Kind.REFUSED, request.apiKey());
        if (request.apiKey() == ApiKeys.SASL_HANDSHAKE) {
            session.abandon();
            write(request, SaslSession.notAgreed(error, request.apiVersion()));
        } else {
            write(request, SaslSession.refused(error, words, request.apiVersion()));
            open = false;
        }
    }

    private void cut(boolean reset, ApiKeys api) throws IOException {
        note(Kind.CUT, api);
        open = false;
        if (reset) {
            socket.setSoLinger(true, 0);
        }
    }

    private void write(RequestHeader request, ByteBuffer answer) throws IOException {
        short headerVersion = request.apiKey().responseHeaderVersion(request.apiVersion());
        int length = Integer.BYTES + headerVersion + answer.remaining();
        ByteBuffer frame =
                ByteBuffer.allocate(Integer.BYTES + length).putInt(length).putInt(request.correlationId());
        if (headerVersion > 0) {
            frame.put((byte) 0);
        }
        socket.getOutputStream().write(frame.put(answer).array());
    }

    private void note(Kind kind, ApiKeys api) {
        journal.add(number, clientId, kind, api, List.of());
    }
}
