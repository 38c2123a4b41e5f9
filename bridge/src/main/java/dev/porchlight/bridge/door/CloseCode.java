package dev.porchlight.bridge.door;

/** The close codes of RFC 6455 §7.4.1 (and the IANA registry) that the door itself uses. */
public final class CloseCode {

    /** The purpose is fulfilled. */
    public static final int NORMAL = 1000;
    /** The server goes down. */
    public static final int GOING_AWAY = 1001;
    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** Never on the wire: an empty close frame. */
    public static final int NO_STATUS = 1005;
    /** Text that is not UTF-8. */
    public static final int BAD_DATA = 1007;
    /** A message over its cap. */
    public static final int TOO_BIG = 1009;
    /** The server failed. */
    public static final int INTERNAL_ERROR = 1011;
    /** The server is overloaded. */
    public static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}

    /** Whether a close frame may carry it: 1000–1003, 1007–1014 (the IANA registry), 3000–4999. */
    static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
}
