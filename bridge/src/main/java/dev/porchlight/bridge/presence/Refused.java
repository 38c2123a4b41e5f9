package dev.porchlight.bridge.presence;

/** A message that ends its socket, with the close code and reason that a client's author is told. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;

    private Refused(int code, String reason) {
        super(reason, null, false, false); // one for each message of a fuzzer needs no stack
        this.code = code;
    }

    /** No such operation. */
    public static Refused unknownOpcode() {
        return new Refused(4004, "unknown_opcode");
    }

    /** An operation without the object it needs. */
    public static Refused requiresDataObject() {
        return new Refused(4005, "requires_data_object");
    }

    /** What is no JSON object, or is one with something else in it than may be. */
    public static Refused invalidPayload() {
        return new Refused(4006, "invalid_payload");
    }

    public int code() {
        return code;
    }
}
